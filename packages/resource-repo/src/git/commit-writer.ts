/**
 * Makes commits in the object database of a bare repository, by `git fast-import`: no work tree, no index. The commit is
 * made under a ref of its own that is gone when the process ends, so nothing but a push ever moves a branch.
 */
import type { Edit, Identity } from '../format/edit.ts';
import { formatMessage } from '../format/trailers.ts';
import { type Git, GitError } from './git.ts';

/** Writes the commit of an edit on top of `parent` and gives its id. */
export async function writeCommit(
  git: Git,
  parent: string,
  edit: Edit,
  committer: Identity,
  now: Date,
): Promise<string> {
  const ref = `refs/tribble/pending/${process.pid}`;
  return await importCommit(git, [
    ...header(ref, edit.author ?? committer, committer, now),
    data(formatMessage(edit.message)),
    `from ${parent}\n`,
    ...[...edit.files].map(([path, text]) => fileCommand(path, text)),
    // The null id deletes the ref again; the commit stays in the object database, where the push takes it from.
    `\nget-mark :1\nreset ${ref}\nfrom ${'0'.repeat(parent.length)}\n\ndone\n`,
  ]);
}

/** A commit of the empty tree, for what only its message says. */
export type EmptyCommit = { parent: string | undefined; message: string; committer: Identity; now: Date };

/** Writes a commit of the empty tree and gives its id. It stays under `ref`, a name of our own mirror alone. */
export async function writeEmptyCommit(git: Git, ref: string, commit: EmptyCommit): Promise<string> {
  const { parent, message, committer, now } = commit;
  return await importCommit(git, [
    // Without it fast-import would go on from what the ref was at.
    `reset ${ref}\n\n`,
    ...header(ref, committer, committer, now),
    data(message),
    ...(parent === undefined ? [] : [`from ${parent}\n`]),
    'deleteall\n\nget-mark :1\ndone\n',
  ]);
}

async function importCommit(git: Git, stream: readonly string[]): Promise<string> {
  const args = ['fast-import', '--quiet', '--done', '--force'];
  const output = await git.pipe(args, Buffer.from(stream.join(''), 'utf8'));
  const id = output.toString('utf8').trim();
  if (!/^[0-9a-f]{40,64}$/.test(id)) throw new GitError('fast-import', `gave no commit id but "${id}"`);
  return id;
}

function header(ref: string, author: Identity, committer: Identity, now: Date): string[] {
  const time = `${Math.floor(now.getTime() / 1000)} +0000`;
  return [
    `commit ${ref}\nmark :1\n`,
    `author ${identity(author)} ${time}\n`,
    `committer ${identity(committer)} ${time}\n`,
  ];
}

function fileCommand(path: string, text: string | null): string {
  const quoted = quote(path);
  return text === null ? `D ${quoted}\n` : `M 100644 inline ${quoted}\n${data(text)}`;
}

function data(text: string): string {
  return `data ${Buffer.byteLength(text, 'utf8')}\n${text}\n`;
}

function quote(path: string): string {
  return `"${path.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;
}

function identity({ name, email }: Identity): string {
  const clean = (text: string) => text.replace(/[<>\n\0]/g, ' ').trim();
  return `${clean(name)} <${clean(email)}>`;
}
