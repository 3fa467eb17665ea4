import type { RenderedResource } from '@tribble/resource-repo/format';
import type { LiveObject } from './live.ts';

/** What has to be done to one resource. */
export type Action = {
  kind: 'create' | 'update' | 'unchanged';
  resource: RenderedResource;
};

/** Compares what should run with what runs: one action for each resource, in the order of their names. */
export function planEnvironment(
  desired: Iterable<RenderedResource>,
  live: ReadonlyMap<string, readonly LiveObject[]>,
): Action[] {
  const byName = [...desired].sort((left, right) => (left.name < right.name ? -1 : 1));
  return byName.map((resource) => ({ kind: kindOf(resource, live.get(resource.name) ?? []), resource }));
}

function kindOf(desired: RenderedResource, live: readonly LiveObject[]): Action['kind'] {
  if (live.every((object) => object.reason === 'NotDeployed')) return 'create';
  return live.every((object) => isCurrent(desired, object)) ? 'unchanged' : 'update';
}

/** Whether an object carries what should run: the same content, and the revision that brought it. */
export function isCurrent(desired: RenderedResource, object: LiveObject): boolean {
  return object.digest === desired.digest && object.revision === desired.revision;
}
