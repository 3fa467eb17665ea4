import picomatch from 'picomatch';
import { remember } from './remember.ts';

/** What is wrong with a glob; undefined where nothing is. A bad one would match too much or nothing without a word. */
export function globFault(glob: string): string | undefined {
  const fault = shapeFault(glob) ?? compileFault(glob);
  return fault === undefined ? undefined : `"${glob.slice(0, 100)}" is no glob: ${fault}`;
}

const longest = 200;
/** What it may take to match one name, in steps. */
const mostSteps = 1_000_000;

/** A glob becomes a regular expression, and some of these take longer than anybody waits: for a lifetime, with one bad name. */
function shapeFault(glob: string): string | undefined {
  if (glob.length > longest) return `it is longer than ${longest} characters`;
  // No name of a resource has one of these, and as part of a glob they repeat what repeats by itself.
  const [foreign] = /[()+|]/.exec(glob) ?? [];
  if (foreign !== undefined) return `it has a "${foreign}"; for one of several write {a,b}`;
  if (stepsOf(glob) > mostSteps) return 'it has too many * and {a,b}; write several globs instead of one';
  return undefined;
}

/** An upper bound, roughly: what every further wildcard multiplies. The first `*` of a segment ends where the segment ends. */
function stepsOf(glob: string): number {
  const wildcards = glob.split('/').map((segment) => {
    const runs = segment.match(/\*+/g) ?? [];
    const isDeep = runs.some((run) => run.length > 1);
    return isDeep ? runs.length : Math.max(0, runs.length - 1);
  });
  const alternatives = (glob.match(/\{[^{}]*|,[^{}]*\}/g) ?? []).map((part) => part.split(',').length);
  const deep = wildcards.reduce((sum, count) => sum + count, 0);
  return alternatives.reduce((product, count) => product * count, 100 ** deep);
}

function compileFault(glob: string): string | undefined {
  try {
    picomatch.makeRe(glob, { strictBrackets: true, debug: true });
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

type Matcher = (name: string) => boolean;

/** Tells of names whether one of the globs matches. Made once for each list, as making one takes longer than many uses. */
export const matcherOf = remember((globs: readonly string[]): Matcher =>
  globs.length === 0 ? () => false : picomatch([...globs]),
);
