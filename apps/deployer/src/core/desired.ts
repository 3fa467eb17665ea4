import type { Problem } from '@tribble/api';
import {
  type EnvironmentFiles,
  type EvaluatedFiles,
  type History,
  type LastChange,
  type Locks,
  locksPath,
  parseLocks,
  problem,
  type RenderCache,
  renderEnvironment,
  type RenderedEnvironment,
  type RenderedResource,
  type Snapshot,
} from '@tribble/resource-repo/format';
import { head as headCache, RenderCaches } from './render-caches.ts';

/** The locks of an environment; their file is read at the head even where a freeze pins the rest. */
export function locksOf(snapshot: Snapshot, environment: string): { locks: Locks; problems: Problem[] } {
  return parseLocks(snapshot.environments.get(environment)?.files.get(locksPath(environment)));
}

/** The revisions that freezes pin an environment or resources of it to. */
export function frozenRevisions(locks: Locks): Set<string> {
  const freezes = [...(locks.freeze ? [locks.freeze] : []), ...locks.resourceFreezes.values()];
  return new Set(freezes.map(({ revision }) => revision));
}

/** An environment as it is at one revision; `problems` are those that belong to no resource. */
type Rendered = Pick<RenderedEnvironment, 'resources' | 'invalid' | 'problems'>;

/** An environment as a freeze wants it, or why the freeze cannot be kept. */
type Frozen = Rendered | { fault: Problem };

/**
 * What should run in an environment: the head, but for what freezes pin to another revision; the freeze of a resource
 * goes before that of its environment. `frozen` holds the snapshots of those revisions. What is pinned to a revision that
 * cannot be used becomes invalid, so that it stays as it is. The tree stays the head's: it says which head was looked
 * at, not what is deployed. `evaluated` holds what jsonnet files came to, at the head and at each of those revisions.
 */
export function desiredEnvironment(
  files: EnvironmentFiles,
  locks: Locks,
  frozen: ReadonlyMap<string, Snapshot>,
  history: History,
  caches: RenderCaches = new RenderCaches(),
  evaluated: ReadonlyMap<string, EvaluatedFiles> = new Map(),
): RenderedEnvironment {
  const { name, tree } = files;
  const cacheOf = caches.for(frozen.keys());
  const lastChange = (path: string) => history.lastChange(path);
  const head = renderEnvironment(files, lastChange, cacheOf(headCache), evaluated.get(headCache));
  const at = remembered((revision) => {
    const rendering = { cache: cacheOf(revision), evaluated: evaluated.get(revision) };
    return renderFrozen(files, { revision, snapshot: frozen.get(revision), ...rendering }, history);
  });
  const whole = locks.freeze
    ? orAllInvalid(at(locks.freeze.revision), head)
    : { ...head, problems: files.problems };
  const resources = new Map(whole.resources);
  const invalid = new Map(whole.invalid);
  for (const [resource, { revision }] of locks.resourceFreezes) {
    const pinned = resourceOf(at(revision), name, resource, revision);
    resources.delete(resource);
    invalid.delete(resource);
    if ('problems' in pinned) invalid.set(resource, pinned.problems);
    else resources.set(resource, pinned);
  }
  // One freeze that cannot be kept is one problem, of however many resources.
  const problems = new Set([...whole.problems, ...[...invalid.values()].flat()]);
  return { name, tree, resources, invalid, problems: [...problems] };
}

/** Renders each revision once, however many resources are frozen at it. */
function remembered(render: (revision: string) => Frozen): (revision: string) => Frozen {
  const known = new Map<string, Frozen>();
  return (revision) => {
    const found = known.get(revision) ?? render(revision);
    known.set(revision, found);
    return found;
  };
}

type FrozenAt = {
  revision: string;
  snapshot: Snapshot | undefined;
  cache: RenderCache;
  evaluated: EvaluatedFiles | undefined;
};

function renderFrozen(
  head: EnvironmentFiles,
  { revision, snapshot, cache, evaluated }: FrozenAt,
  history: History,
): Frozen {
  const files = snapshot?.environments.get(head.name);
  if (files === undefined) {
    const why = snapshot === undefined ? 'cannot be read' : `has no folder ${head.name}`;
    return { fault: freezeProblem(head.name, `revision ${revision} ${why}`) };
  }
  const lastChange = (path: string) => lastChangeAt(revision, path, files, head, history);
  const { resources, invalid } = renderEnvironment(files, lastChange, cache, evaluated);
  const dated = (problems: readonly Problem[]) => problems.map((each) => ({ ...each, revision }));
  return {
    resources,
    invalid: new Map([...invalid].map(([name, problems]) => [name, dated(problems)])),
    problems: dated(files.problems),
  };
}

/**
 * A file that is the same at the head has the head's last change, and the history knows which commit brought a version
 * file. Of any other file it only knows the newest change, so that what is pinned is as new as the freeze says.
 */
function lastChangeAt(
  revision: string,
  path: string,
  files: EnvironmentFiles,
  head: EnvironmentFiles,
  history: History,
): LastChange | undefined {
  const id = files.files.get(path)?.id ?? '';
  if (id === head.files.get(path)?.id) return history.lastChange(path);
  const brought = history.versionFile(path).get(id);
  return brought ?? { revision, author: '', committedAt: '', order: Number.POSITIVE_INFINITY };
}

/** Without the frozen revision nobody knows what should run, so that everything stays as it is. */
function orAllInvalid(frozen: Frozen, head: RenderedEnvironment): Rendered {
  if (!('fault' in frozen)) return frozen;
  const names = [...head.resources.keys(), ...head.invalid.keys()];
  const invalid = new Map(names.map((name) => [name, [frozen.fault]]));
  return { resources: new Map(), invalid, problems: [frozen.fault] };
}

function resourceOf(
  frozen: Frozen,
  environment: string,
  name: string,
  revision: string,
): RenderedResource | { problems: readonly Problem[] } {
  if ('fault' in frozen) return { problems: [frozen.fault] };
  const problems = frozen.invalid.get(name);
  if (problems !== undefined) return { problems };
  const message = `revision ${revision} has no resource ${name}`;
  return frozen.resources.get(name) ?? { problems: [freezeProblem(environment, message)] };
}

function freezeProblem(environment: string, message: string): Problem {
  const hint = 'freeze at a commit of this repository that has it, or remove the freeze';
  return problem(locksPath(environment), `freeze: ${message}`, undefined, hint);
}
