import type { Problem } from '@tribble/api';
import type { RepositoryFile } from './file.ts';
import type { Value, ValueMap } from './json-pointer.ts';
import { parseResourcePath } from './layout.ts';
import { type Inputs, inputsByResource } from './render-cache.ts';
import type { EnvironmentFiles } from './snapshot.ts';
import { versionMapping } from './version-mapping.ts';

/** A jsonnet file that has to be evaluated before its environment is rendered. */
export type JsonnetFile = {
  file: RepositoryFile;
  /** What it gets as `std.extVar("version")`: null for whole manifests. */
  version: ValueMap | null;
  /** The blob id of the version file; undefined for whole manifests. */
  versionId?: string;
};

/** What a jsonnet file came to, and the files that it imports: those without `id` are not there, but were looked for. */
export type Evaluated = { imports: readonly { path: string; id?: string }[] } & (
  { value: Value } | { problems: readonly Problem[] }
);

/** What the jsonnet files of an environment came to, by path. */
export type EvaluatedFiles = ReadonlyMap<string, Evaluated>;

/** The files to evaluate: a base only together with a version, so that one without or with a broken one waits. */
export function jsonnetFiles(environment: EnvironmentFiles): JsonnetFile[] {
  return [...inputsByResource(environment).values()].flatMap(filesOf);
}

function filesOf({ base = [], version = [], deployable = [] }: Inputs): JsonnetFile[] {
  const whole = deployable.filter(isJsonnet).map((file) => ({ file, version: null }));
  const bases = base.filter(isJsonnet);
  const [versionFile] = version;
  if (bases.length === 0 || versionFile === undefined) return whole;
  const mapping = versionMapping(versionFile);
  if (mapping === undefined) return whole;
  return [...whole, ...bases.map((file) => ({ file, version: mapping, versionId: versionFile.id }))];
}

/** Whether a file is jsonnet by its name. */
export function isJsonnet({ path }: RepositoryFile): boolean {
  return parseResourcePath(path)?.format === 'jsonnet';
}
