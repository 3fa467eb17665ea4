const pattern = /^[^<>\p{Cc}]*[^<>\p{Cc}\s] <[^<>\s@]+@[^<>\s@]+>$/u;
const longest = 200;
const storageKey = 'tribble-author';

/** Whether this can be the author of a commit: `Name <mail>`. */
export function isAuthor(text: string): boolean {
  return pattern.test(text) && text.length <= longest;
}

/**
 * The author as a header's value. Browsers send each character of it as one byte, so that a name with others than ASCII
 * letters is written as the bytes of its UTF-8, which is also what curl sends.
 */
export function authorHeader(author: string): string {
  return String.fromCharCode(...new TextEncoder().encode(author));
}

/** Who asked the last time, in this browser; empty where that is not known or not allowed to be. */
export function rememberedAuthor(storage: () => Storage): string {
  try {
    return storage().getItem(storageKey) ?? '';
  } catch {
    return '';
  }
}

/** Remembers who asked; a browser that keeps nothing only means to be asked again. */
export function rememberAuthor(author: string, storage: () => Storage): void {
  try {
    storage().setItem(storageKey, author);
  } catch {
    // Storage may be forbidden or full.
  }
}
