/** The one of several words that was probably meant; undefined where none is close. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const ranked = candidates
    .map((candidate) => ({ candidate, distance: distance(word, candidate) }))
    .sort((one, other) => one.distance - other.distance);
  const best = ranked[0];
  return best && best.distance <= Math.max(2, word.length / 3) ? best.candidate : undefined;
}

/** Levenshtein's: how many letters to put in, take out or exchange. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [index, letter] of [...one].entries()) {
    let diagonal = index;
    row = row.reduce<number[]>((next, above, column) => {
      const left = next[column - 1];
      const cost = letter === other[column - 1] ? 0 : 1;
      next.push(left === undefined ? index + 1 : Math.min(left + 1, above + 1, diagonal + cost));
      diagonal = above;
      return next;
    }, []);
  }
  return row.at(-1) ?? 0;
}
