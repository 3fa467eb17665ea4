import picomatch from 'picomatch';
import { remember } from './remember.ts';

/** What is wrong with a glob; undefined where nothing is. A bad one would match too much or nothing without a word. */
export function globFault(glob: string): string | undefined {
  try {
    picomatch.makeRe(glob, { strictBrackets: true, debug: true });
    return undefined;
  } catch (error) {
    return `"${glob.slice(0, 100)}" is no glob: ${error instanceof Error ? error.message : String(error)}`;
  }
}

type Matcher = (name: string) => boolean;

/** Tells of names whether one of the globs matches. Made once for each list, as making one takes longer than many uses. */
export const matcherOf = remember((globs: readonly string[]): Matcher =>
  globs.length === 0 ? () => false : picomatch([...globs]),
);
