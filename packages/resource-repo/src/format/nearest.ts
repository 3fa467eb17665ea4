import { distance } from 'fastest-levenshtein';

/** No name of ours is as long; what somebody pastes by mistake may be. */
const longest = 100;

/** The candidates that a misspelt word may mean, the likeliest first; those that share next to nothing with it left out. */
export function nearby(word: string, candidates: Iterable<string>): string[] {
  if (word.length > longest) return [];
  return (
    [...candidates]
      .filter((candidate) => candidate.length <= longest)
      .map((candidate) => ({ candidate, far: distance(word.toLowerCase(), candidate.toLowerCase()) }))
      .filter(
        ({ candidate, far }) =>
          far <= Math.max(2, Math.floor(candidate.length / 3)) && far < candidate.length,
      )
      // Two letters swapped are two steps for the library, and the likeliest mistake.
      .map((each) => ({ ...each, far: each.far - (lettersOf(each.candidate) === lettersOf(word) ? 1 : 0) }))
      .sort((one, other) => one.far - other.far)
      .map(({ candidate }) => candidate)
  );
}

const lettersOf = (word: string) => [...word.toLowerCase()].sort().join('');

/** The candidate that a misspelt word most likely means; undefined where none is near. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  return nearby(word, candidates)[0];
}
