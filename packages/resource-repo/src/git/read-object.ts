import { contentOf, type FileContent, maxFileBytes, type RepositoryFile, tooLarge } from '../format/file.ts';
import { GitError } from './git.ts';
import type { ObjectReader } from './object-reader.ts';
import { parseTree, type TreeEntry } from './tree.ts';

/** The entries of a tree by its id, or of what git calls a tree (`REVISION^{tree}`). Throws GitError. */
export async function readTree(objects: ObjectReader, name: string): Promise<TreeEntry[]> {
  const object = await objects.read(name);
  if (object === undefined || object.content === 'too large')
    throw new GitError('cat-file --batch', `${name} is missing`);
  try {
    return parseTree(object.content, 20);
  } catch (error) {
    throw new GitError('cat-file --batch', `${name}: ${(error as Error).message}`, { cause: error });
  }
}

/** The content of a blob that a tree names. Throws GitError. */
export async function readContent(objects: ObjectReader, id: string): Promise<FileContent> {
  const object = await objects.read(id, maxFileBytes);
  if (object === undefined) throw new GitError('cat-file --batch', `object ${id} is missing`);
  return object.content === 'too large' ? tooLarge(object.size) : contentOf(object.content);
}

/**
 * Any file of a commit by its path from the root, with no working tree in between: `..` and absolute paths name nothing, and
 * what is no plain file (symbolic link, submodule) is a fault, never followed. Throws GitError.
 */
export async function readFileAt(
  objects: ObjectReader,
  revision: string,
  path: string,
): Promise<RepositoryFile | undefined> {
  let tree = `${revision}^{tree}`;
  const parts = path.split('/');
  for (const [index, part] of parts.entries()) {
    const entry: TreeEntry | undefined = (await readTree(objects, tree)).find(({ name }) => name === part);
    if (entry === undefined) return undefined;
    const { kind, id } = entry;
    const isLast = index === parts.length - 1;
    if (kind === 'file') return isLast ? { path, id, content: await readContent(objects, id) } : undefined;
    if (kind !== 'folder') return { path, id, content: { fault: `is a ${kind}, which is never followed` } };
    tree = id;
  }
  return undefined;
}

/** The message of a commit; undefined where there is no such commit. Throws GitError. */
export async function readMessage(objects: ObjectReader, revision: string): Promise<string | undefined> {
  const object = await objects.read(revision, maxFileBytes);
  if (object?.type !== 'commit' || object.content === 'too large') return undefined;
  const end = object.content.indexOf('\n\n');
  if (end < 0) return '';
  const encoding = /^encoding (.+)$/m.exec(object.content.toString('latin1', 0, end))?.[1];
  return decoded(object.content.subarray(end + 2), encoding);
}

/** An encoding that nobody knows is read as UTF-8, as git does. */
function decoded(bytes: Buffer, encoding = 'utf-8'): string {
  try {
    return new TextDecoder(encoding).decode(bytes);
  } catch {
    return bytes.toString('utf8');
  }
}
