import type { Problem } from '@tribble/api';
import type { RepositoryFile } from './file.ts';
import type { Evaluated } from './jsonnet.ts';
import { parseResourcePath, type ResourceFolder } from './layout.ts';
import type { RenderedResource } from './render.ts';
import type { EnvironmentFiles } from './snapshot.ts';

/** The files of one resource. */
export type Inputs = Partial<Record<ResourceFolder, RepositoryFile[]>>;

/** With what its jsonnet file came to, where it has one. */
export type EvaluatedInputs = Inputs & { evaluated?: Evaluated | undefined };

/** What rendering a resource gives; undefined for a base that has no version yet. */
export type Rendering = RenderedResource | { problems: readonly Problem[] } | undefined;

type Remembered = { key: string; rendering: Rendering };

/**
 * What rendering one environment gave the last time, so that only what changed is rendered again. It holds what the last
 * call used and no more. Rendering depends on the inputs' paths and contents alone, and blob ids name contents; so with a
 * cache or without one, the result is equal.
 */
export class RenderCache {
  #environment: EnvironmentFiles | undefined;
  #inputs: ReadonlyMap<string, Inputs> = new Map();
  #renderings = new Map<string, Remembered>();
  #used = new Map<string, Remembered>();

  /** The inputs of each resource of an environment, resources sorted by name. */
  inputsOf(environment: EnvironmentFiles): ReadonlyMap<string, Inputs> {
    if (environment !== this.#environment) {
      this.#environment = environment;
      this.#inputs = inputsByResource(environment);
    }
    return this.#inputs;
  }

  /** What the resource was rendered to at this revision; rendered now where its inputs are others than the last time. */
  rendering(name: string, inputs: EvaluatedInputs, revision: string, render: () => Rendering): Rendering {
    const key = keyOf(inputs);
    const known = this.#renderings.get(name);
    const rendering = known?.key === key ? atRevision(known.rendering, revision) : render();
    this.#used.set(name, known?.rendering === rendering && known?.key === key ? known : { key, rendering });
    return rendering;
  }

  /** Forgets what was not used since the last call. */
  forgetUnused(): void {
    this.#renderings = this.#used;
    this.#used = new Map();
  }
}

function keyOf({ base = [], version = [], deployable = [], evaluated }: EvaluatedInputs): string {
  const files = [...base, ...version, ...deployable, ...(evaluated?.imports ?? [])];
  // What an evaluation came to follows from its files, but for its problems: an evaluator can be installed later.
  const problems = evaluated && 'problems' in evaluated ? [JSON.stringify(evaluated.problems)] : [];
  return [...files.map(({ path, id }) => `${id ?? 'no'} ${path}`), ...problems].join('\n');
}

/** The same object where also the revision is the same, so that callers can remember what they made of it. */
function atRevision(rendering: Rendering, revision: string): Rendering {
  if (rendering === undefined || 'problems' in rendering || rendering.revision === revision) return rendering;
  return { ...rendering, revision };
}

/** The inputs of each resource, resources sorted by name. */
export function inputsByResource(environment: EnvironmentFiles): Map<string, Inputs> {
  const result = new Map<string, Inputs>();
  for (const file of environment.files.values()) {
    const path = parseResourcePath(file.path);
    if (path === undefined) continue;
    const inputs = result.get(path.resource) ?? {};
    inputs[path.folder] = [...(inputs[path.folder] ?? []), file];
    result.set(path.resource, inputs);
  }
  return new Map([...result].sort(([left], [right]) => (left < right ? -1 : 1)));
}
