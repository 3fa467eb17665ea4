import {
  blobId,
  type Manifest,
  renderEnvironment,
  type RenderedEnvironment,
  type RepositoryFile,
} from '@tribble/resource-repo/format';

/** What git has of an environment: manifests, or the text of a file, by the names of the resources. */
export type Files = Readonly<Record<string, Manifest | readonly Manifest[] | string>>;

/** Renders files as they would stand in `ENV/deployable`. Equal files have the same revision. */
export function renderFiles(environment: string, files: Files): RenderedEnvironment {
  const all = Object.entries(files).map(([name, content]) =>
    fileOf(`${environment}/deployable/${name}.yaml`, content),
  );
  const byPath = new Map(all.map((file) => [file.path, file]));
  const tree = blobId(all.map(({ path, id }) => `${path} ${id}`).join('\n'));
  const lastChange = (path: string) => {
    const revision = byPath.get(path)?.id ?? '';
    return { revision, author: 'ann', committedAt: '2026-01-01T00:00:00Z', order: 1 };
  };
  return renderEnvironment({ name: environment, tree, files: byPath, problems: [] }, lastChange);
}

/** A file as git has it. */
export function fileOf(path: string, content: Files[string]): RepositoryFile {
  const text = typeof content === 'string' ? content : documents(content);
  return { path, id: blobId(text), content: { text } };
}

/** JSON is YAML. */
function documents(content: Manifest | readonly Manifest[]): string {
  const objects: readonly Manifest[] = Array.isArray(content) ? content : [content as Manifest];
  return objects.map((each) => JSON.stringify(each, null, 1)).join('\n---\n');
}
