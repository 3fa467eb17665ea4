import { controllerRevisionKind } from '../../kinds/apps/table.ts';
import { type KubernetesObject } from '../../objects.ts';
import { type Registry } from '../../registry/registry.ts';
import { change, dependents, manager, targetOf } from '../access.ts';
import { decideRevision, outdatedRevisions } from '../revisions.ts';

/** Keeps the revisions of a workload; returns the name of the present one. */
export function keepRevisions(registry: Registry, workload: KubernetesObject): string {
  const owned = dependents(registry, workload, controllerRevisionKind);
  const { current, create, renumber } = decideRevision(workload, owned);
  const { namespace = '' } = workload.metadata;
  if (create) registry.create(controllerRevisionKind, namespace, create, { manager });
  if (renumber) {
    change(registry, controllerRevisionKind, renumber.revision, (live) => ({
      ...live,
      revision: renumber.number,
    }));
  }
  return current;
}

/** Removes the revisions that are older than the history limit allows. */
export function forgetRevisions(
  registry: Registry,
  workload: KubernetesObject,
  needed: ReadonlySet<string>,
): void {
  const owned = dependents(registry, workload, controllerRevisionKind);
  for (const revision of outdatedRevisions(workload, owned, needed)) {
    registry.delete(targetOf(controllerRevisionKind, revision), {});
  }
}
