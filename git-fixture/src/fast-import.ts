/** Writes any number of commits with one `git fast-import`: no index, no work tree. */
import { randomUUID } from 'node:crypto';
import { runGit } from './git.ts';
import { pathBytes, quotePath } from './path.ts';
import { type CommitPlan, defaultAuthor, type Entry } from './plan.ts';

const nullId = '0'.repeat(40);

/** Writes the commits, then sets the refs (full name to the name of one of the commits). Gives the id of each commit. */
export async function importCommits(
  directory: string,
  commits: readonly CommitPlan[],
  refs: ReadonlyMap<string, string> = new Map(),
): Promise<Map<string, string>> {
  const input = importStream(commits, refs, `refs/fixture/${randomUUID()}`);
  const output = await runGit(directory, ['fast-import', '--quiet', '--done'], { input });
  const ids = output.toString('latin1').split('\n');
  return new Map(commits.map(({ name }, index) => [name, ids[index] ?? '']));
}

function importStream(
  commits: readonly CommitPlan[],
  refs: ReadonlyMap<string, string>,
  buildRef: string,
): Buffer {
  const marks = new Map(commits.map(({ name }, index) => [name, `:${index + 1}`]));
  const markOf = (nameOrId: string) => marks.get(nameOrId) ?? nameOrId;
  const parts = [
    ...commits.flatMap((commit) => commitCommands(commit, buildRef, markOf)),
    ...[...refs].map(([ref, name]) => `reset ${ref}\nfrom ${markOf(name)}\n\n`),
    // The null id deletes the ref that the commits were built on; they stay in the object database.
    `reset ${buildRef}\nfrom ${nullId}\n\n`,
    ...commits.map(({ name }) => `get-mark ${markOf(name)}\n`),
    'done\n',
  ];
  return Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'utf8') : part)));
}

function commitCommands(
  commit: CommitPlan,
  buildRef: string,
  markOf: (nameOrId: string) => string,
): (string | Uint8Array)[] {
  const [first, ...merged] = commit.parents.map(markOf);
  const date = `${commit.seconds} +0000`;
  const changes = [...commit.files];
  return [
    // Without the reset a root commit would take the commit before it as its parent.
    first === undefined ? `reset ${buildRef}\n\n` : '',
    `commit ${buildRef}\nmark ${markOf(commit.name)}\n`,
    `author ${commit.author} ${date}\ncommitter ${defaultAuthor} ${date}\n`,
    ...data(Buffer.from(commit.message.endsWith('\n') ? commit.message : `${commit.message}\n`, 'utf8')),
    ...(first === undefined ? [] : [`from ${first}\n`]),
    ...merged.map((parent) => `merge ${parent}\n`),
    // Deletions first, so that one commit can replace a folder.
    ...changes.flatMap(([path, entry]) => (entry === null ? [`D ${quotePath(pathBytes(path))}\n`] : [])),
    ...changes.flatMap(([path, entry]) => (entry === null ? [] : writeCommand(path, entry))),
    '\n',
  ];
}

function writeCommand(path: string, entry: Entry): (string | Uint8Array)[] {
  const quoted = quotePath(pathBytes(path));
  if (entry.mode === '160000') return [`M 160000 ${entry.id} ${quoted}\n`];
  return [`M ${entry.mode} inline ${quoted}\n`, ...data(entry.content)];
}

function data(content: Uint8Array): (string | Uint8Array)[] {
  return [`data ${content.byteLength}\n`, content, '\n'];
}
