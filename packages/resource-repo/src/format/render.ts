import type { Problem } from '@tribble/api';
import { digestOf } from './digest.ts';
import type { RepositoryFile } from './file.ts';
import type { LastChange } from './history.ts';
import { type Evaluated, type EvaluatedFiles, isJsonnet } from './jsonnet.ts';
import { type Manifest, manifestFault, manifestsOf, parseManifest } from './manifest.ts';
import { merge } from './merge.ts';
import { problem } from './problem.ts';
import { type EvaluatedInputs, type Inputs, RenderCache, type Rendering } from './render-cache.ts';
import type { EnvironmentFiles } from './snapshot.ts';
import { parseVersion, type Version } from './version.ts';

/** A resource as it should be deployed. */
export type RenderedResource = {
  name: string;
  /** The file that its objects stand in: the base, or the whole manifest. */
  path: string;
  /** Absent for whole manifests. */
  version?: string;
  /** The git blob id of the version file; absent for whole manifests. */
  versionId?: string;
  /** The newest commit that changed any input. */
  revision: string;
  /** A hash of `objects`. */
  digest: string;
  objects: readonly Manifest[];
};

/** An environment as it should be deployed. What is in `invalid` stays as it is: neither changed nor pruned. */
export type RenderedEnvironment = {
  name: string;
  tree: string;
  resources: ReadonlyMap<string, RenderedResource>;
  invalid: ReadonlyMap<string, readonly Problem[]>;
  /** All problems of the environment, those of `invalid` among them. */
  problems: readonly Problem[];
};

/**
 * Renders every resource of an environment; a bad file never stops another. With the cache of the call before, only what
 * changed is rendered again, and a resource whose inputs and revision are the same is the same object. `evaluated` holds what
 * the files that `jsonnetFiles` names came to: this is a pure function, and evaluating takes time and a program of its own.
 */
export function renderEnvironment(
  environment: EnvironmentFiles,
  lastChange: (path: string) => LastChange | undefined,
  cache: RenderCache = new RenderCache(),
  evaluated: EvaluatedFiles = new Map(),
): RenderedEnvironment {
  const resources = new Map<string, RenderedResource>();
  const invalid = new Map<string, readonly Problem[]>();
  for (const [name, files] of cache.inputsOf(environment)) {
    const inputs = { ...files, evaluated: evaluationOf(files, evaluated) };
    const revision = revisionOf(inputs, lastChange);
    const rendering = cache.rendering(name, inputs, revision, () => renderResource(name, inputs, revision));
    if (rendering === undefined) continue;
    if ('problems' in rendering) invalid.set(name, rendering.problems);
    else resources.set(name, rendering);
  }
  cache.forgetUnused();
  const problems = [...environment.problems, ...[...invalid.values()].flat()];
  return { name: environment.name, tree: environment.tree, resources, invalid, problems };
}

function evaluationOf(
  { base = [], deployable = [] }: Inputs,
  evaluated: EvaluatedFiles,
): Evaluated | undefined {
  return [...deployable, ...base].map(({ path }) => evaluated.get(path)).find((each) => each !== undefined);
}

/** Undefined for a base that has no version yet: it waits for its first one. */
function renderResource(name: string, inputs: EvaluatedInputs, revision: string): Rendering {
  const clash = nameClash(name, inputs);
  if (clash.length > 0) return { problems: clash };
  const { base = [], version = [], deployable = [], evaluated } = inputs;
  const [manifest] = deployable;
  if (manifest !== undefined) return finish({ name, revision }, manifest, objectsOf(manifest, evaluated));
  const [versionFile] = version;
  if (versionFile === undefined) return undefined;
  return renderVersioned({ name, revision }, versionFile, base[0], evaluated);
}

function renderVersioned(
  { name, revision }: Pick<RenderedResource, 'name' | 'revision'>,
  versionFile: RepositoryFile,
  baseFile?: RepositoryFile,
  evaluated?: Evaluated,
): Rendering {
  const parsed = parseVersion(versionFile);
  if (baseFile === undefined) {
    const [environment = ''] = versionFile.path.split('/');
    const hint = `add ${environment}/base/${name}.yaml`;
    const missing = problem(versionFile.path, 'there is no base for this version', undefined, hint);
    return { problems: 'problems' in parsed ? [...parsed.problems, missing] : [missing] };
  }
  // A base in jsonnet is evaluated only with a version that is one.
  if ('problems' in parsed && isJsonnet(baseFile)) return { problems: parsed.problems };
  const base = objectsOf(baseFile, evaluated);
  const problems = [
    ...('problems' in parsed ? parsed.problems : []),
    ...('problems' in base ? base.problems : []),
  ];
  if ('problems' in parsed || 'problems' in base) return { problems };
  const { version } = parsed;
  const merged = merge(base.objects, version);
  const identity = { name, revision, version: version.version, versionId: version.id } satisfies Partial<
    RenderedResource & Version
  >;
  if ('objects' in merged) return finish(identity, baseFile, merged);
  return {
    problems: merged.faults.map(({ message, at, hint }) => problem(versionFile.path, message, at, hint)),
  };
}

type Parsed = ReturnType<typeof parseManifest>;

function objectsOf(file: RepositoryFile, evaluated: Evaluated | undefined): Parsed {
  if (!isJsonnet(file)) return parseManifest(file);
  if (evaluated === undefined) return { problems: [problem(file.path, 'jsonnet is not evaluated here')] };
  return 'problems' in evaluated
    ? { problems: [...evaluated.problems] }
    : manifestsOf(file.path, evaluated.value);
}

function finish(
  identity: Omit<RenderedResource, 'path' | 'digest' | 'objects'>,
  file: RepositoryFile,
  parsed: Parsed,
): Rendering {
  if ('problems' in parsed) return parsed;
  const faults = parsed.objects.map(manifestFault).filter((fault) => fault !== undefined);
  if (faults.length > 0) return { problems: faults.map((fault) => problem(file.path, fault)) };
  return {
    ...identity,
    path: file.path,
    digest: digestOf(parsed.objects),
    objects: parsed.objects as Manifest[],
  };
}

/** Two inputs of one name: two files in one folder, or a whole manifest beside a version or base. */
function nameClash(name: string, { base = [], version = [], deployable = [] }: Inputs): Problem[] {
  const groups = deployable.length > 0 ? [[...deployable, ...version, ...base]] : [base, version];
  const clashing = groups.find((files) => files.length > 1) ?? [];
  return clashing.map(({ path }) => {
    const others = clashing.filter((file) => file.path !== path).map((file) => file.path);
    return problem(
      path,
      `resource ${name} is also defined by ${others.join(', ')}`,
      undefined,
      'keep one of them',
    );
  });
}

/** The newest commit that changed any input. */
function revisionOf(
  { base = [], version = [], deployable = [], evaluated }: EvaluatedInputs,
  lastChange: (path: string) => LastChange | undefined,
): string {
  let newest: LastChange | undefined;
  for (const { path } of [...base, ...version, ...deployable, ...(evaluated?.imports ?? [])]) {
    const change = lastChange(path);
    if (change && (!newest || change.order > newest.order)) newest = change;
  }
  return newest?.revision ?? '';
}
