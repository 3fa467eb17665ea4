import picomatch from 'picomatch';

/** What is wrong with a glob; undefined where nothing is. A bad one would match too much or nothing without a word. */
export function globFault(glob: string): string | undefined {
  try {
    picomatch.makeRe(glob, { strictBrackets: true, debug: true });
    return undefined;
  } catch (error) {
    return `"${glob.slice(0, 100)}" is no glob: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** Tells of names whether one of the globs matches. */
export function matcherOf(globs: readonly string[]): (name: string) => boolean {
  return globs.length === 0 ? () => false : picomatch([...globs]);
}
