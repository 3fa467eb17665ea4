import {
  blobId,
  type EnvironmentFiles,
  type LastChange,
  type RepositoryFile,
  type Snapshot,
} from '@tribble/resource-repo/format';

export const noon = new Date('2026-11-21T12:00:00Z');

/** A file as it would be read from git. */
export function fileOf(path: string, text: string): RepositoryFile {
  return { path, id: blobId(text), content: { text } };
}

/** A snapshot of files given as path and text. */
export function snapshotOf(files: Readonly<Record<string, string>>): Snapshot {
  const configuration = new Map<string, RepositoryFile>();
  const folders = new Map<string, Map<string, RepositoryFile>>();
  for (const path of Object.keys(files).sort()) {
    const file = fileOf(path, files[path] ?? '');
    const [folder = '', ...rest] = path.split('/');
    if (rest.length === 0) configuration.set(path, file);
    else folders.set(folder, (folders.get(folder) ?? new Map<string, RepositoryFile>()).set(path, file));
  }
  const environments = [...folders].map(([name, own]): [string, EnvironmentFiles] => {
    const tree = blobId([...own.values()].map(({ path, id }) => `${path} ${id}`).join('\n'));
    return [name, { name, tree, files: own, problems: [] }];
  });
  return { revision: '1'.repeat(40), environments: new Map(environments), configuration, problems: [] };
}

/** The newest commit of each path; a higher number is a newer commit. */
export function lastChanges(
  orders: Readonly<Record<string, number>>,
): (path: string) => LastChange | undefined {
  const changes = new Map(
    Object.entries(orders).map(([path, order]) => [
      path,
      {
        revision: revisionOf(order),
        author: `Author ${order}`,
        committedAt: '2026-11-20T10:00:00.000Z',
        order,
      },
    ]),
  );
  return (path) => changes.get(path);
}

/** The commit with a number. */
export function revisionOf(order: number): string {
  return String(order).repeat(40).slice(0, 40);
}
