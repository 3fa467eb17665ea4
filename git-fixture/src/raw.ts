/** Objects byte by byte, for repositories that an attacker could make but git's own commands would not. */
import { runGit } from './git.ts';

/** One line of a tree. The mode is written as it is: `100644`, `100755`, `120000`, `160000`, `40000` (a folder). */
export type RawEntry = { mode: string; name: string | Uint8Array; id: string };

/** The name of a commit of a raw tree, its parent (a commit's name or id; none by default) and message. */
export type RawCommit = { name: string; parent?: string | null; message?: string };

/** Writes a tree with exactly these entries in this order (git itself sorts by name, folders as if they ended in `/`). */
export async function writeRawTree(directory: string, entries: readonly RawEntry[]): Promise<string> {
  const lines = entries.flatMap(({ mode, name, id }) => [
    Buffer.from(`${mode} `, 'latin1'),
    Buffer.from(name),
    Buffer.from([0]),
    idBytes(id),
  ]);
  return await writeObject(directory, 'tree', Buffer.concat(lines));
}

/** Writes an object without git's checks of what it holds. */
export async function writeObject(
  directory: string,
  type: 'blob' | 'tree',
  content: Buffer,
): Promise<string> {
  const args = ['hash-object', '-w', '--literally', '--stdin', '-t', type];
  return (await runGit(directory, args, { input: content })).toString('latin1').trim();
}

/** Commits a tree with the fixed identity at a fixed time (seconds since 1970). */
export async function commitRawTree(
  directory: string,
  tree: string,
  { message, parent, seconds }: { message: string; parent: string | null; seconds: number },
): Promise<string> {
  const date = `${seconds} +0000`;
  const output = await runGit(directory, ['commit-tree', tree, ...(parent === null ? [] : ['-p', parent])], {
    input: message.endsWith('\n') ? message : `${message}\n`,
    environment: { GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date },
  });
  return output.toString('latin1').trim();
}

function idBytes(id: string): Buffer {
  // Anything else would shift the rest of the tree by some bytes and be found much later.
  if (!/^[0-9a-f]{40}$/.test(id)) throw new Error(`"${id}" is no object id: expected 40 hexadecimal digits`);
  return Buffer.from(id, 'hex');
}
