import { createHash } from 'node:crypto';
import { blobId } from './digest.ts';
import { changedFiles } from './edit.ts';
import { contentOf, type RepositoryFile } from './file.ts';
import { configurationFiles, environmentOf, locksPath } from './layout.ts';
import { type EnvironmentFiles, fileProblem, type Snapshot, sortedByPath } from './snapshot.ts';

/** New text by path; null deletes the file. */
type Files = ReadonlyMap<string, string | null>;

/**
 * The snapshot after an edit that nobody commits, at a cost that grows with the environments that it changes: every file and
 * environment that it leaves alone is the same object, and so is the snapshot where nothing changes. The ids of what it does
 * change, the revision and the trees, say which content it is as git's do, but they are not git's. For files that services
 * write; where a person would have to replace a folder by a file, or the other way round, the folder stays.
 */
export function withFiles(snapshot: Snapshot, files: Files): Snapshot {
  const changed = changedFiles(snapshot, { files });
  if (changed.size === 0) return snapshot;
  const changes = [...changed].sort(([left], [right]) => (left < right ? -1 : 1));
  const configured = changes.filter(([path]) => configurationFiles.includes(path));
  return {
    ...snapshot,
    revision: idOf([snapshot.revision, ...changes]),
    environments: environmentsWith(snapshot.environments, changes),
    ...(configured.length > 0 && { configuration: filesWith(snapshot.configuration, configured) }),
  };
}

function environmentsWith(
  before: ReadonlyMap<string, EnvironmentFiles>,
  changes: Changes,
): ReadonlyMap<string, EnvironmentFiles> {
  const byEnvironment = new Map<string, [path: string, text: string | null][]>();
  for (const [path, text] of changes) {
    const name = environmentOf(path);
    if (name === undefined) continue;
    const own = byEnvironment.get(name) ?? [];
    own.push([path, text]);
    byEnvironment.set(name, own);
  }
  if (byEnvironment.size === 0) return before;
  const environments = new Map(before);
  for (const [name, own] of byEnvironment) {
    const environment = environmentWith(name, before.get(name), own);
    if (environment === undefined) environments.delete(name);
    else environments.set(name, environment);
  }
  return inOrder(environments);
}

type Changes = readonly (readonly [path: string, text: string | null])[];

/** Undefined where nothing of the environment is left. */
function environmentWith(
  name: string,
  before: EnvironmentFiles | undefined,
  changes: Changes,
): EnvironmentFiles | undefined {
  // An environment that is not read to its end stays unread, whatever is written to it.
  if (before !== undefined && before.files.get(locksPath(name))?.id === before.tree) return before;
  const readable = changes.filter(([path]) => fileProblem(path) === undefined);
  const files = filesWith(before?.files ?? new Map(), readable);
  const written = new Set(changes.map(([path]) => path));
  const problems = [
    ...(before?.problems ?? []).filter(({ path }) => !written.has(path)),
    ...changes.flatMap(([path]) => fileProblem(path) ?? []),
  ];
  if (files.size === 0 && problems.length === 0) return undefined;
  const content = [...files.values()].map(({ path, id }) => [path, id]);
  return { name, tree: idOf([content, problems]), files, problems };
}

function filesWith(
  before: ReadonlyMap<string, RepositoryFile>,
  changes: Changes,
): Map<string, RepositoryFile> {
  const files = new Map(before);
  for (const [path, text] of changes) {
    if (text === null) files.delete(path);
    else files.set(path, { path, id: blobId(text), content: contentOf(Buffer.from(text, 'utf8')) });
  }
  return files.size > before.size || changes.some(([path]) => !before.has(path))
    ? sortedByPath(files)
    : files;
}

/** As git sorts folders. */
function inOrder(environments: ReadonlyMap<string, EnvironmentFiles>): Map<string, EnvironmentFiles> {
  return new Map([...environments].sort(([left], [right]) => (`${left}/` < `${right}/` ? -1 : 1)));
}

function idOf(content: unknown): string {
  return createHash('sha1').update(JSON.stringify(content)).digest('hex');
}
