/** A regular file of the resource repository at one revision. */
export type RepositoryFile = {
  /** Path from the root of the repository, with slashes. */
  path: string;
  /** The git blob id of the content. */
  id: string;
  content: FileContent;
};

/** The text of a file, or why it cannot be used as text. */
export type FileContent = { text: string } | { fault: string };

/** Larger files are never loaded; far above what a manifest of Kubernetes may be (etcd takes 1.5 MiB a request). */
export const maxFileBytes = 2 * 1024 * 1024;

/** The content of a file of these bytes. */
export function contentOf(bytes: Uint8Array): FileContent {
  if (bytes.length > maxFileBytes) return tooLarge(bytes.length);
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return text.includes('\0') ? { fault: 'is no text: it holds a NUL byte' } : { text };
  } catch {
    return { fault: 'is no text: it is not UTF-8' };
  }
}

/** The content of a file that is too large to be read. */
export function tooLarge(size: number): FileContent {
  return { fault: `has ${size} bytes; more than ${maxFileBytes} are never read` };
}
