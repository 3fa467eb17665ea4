import { equal, type JsonObject } from '../json.ts';
import { type Kind } from '../kinds/kind.ts';
import { type KubernetesObject } from '../objects.ts';
import { type Registry } from '../registry/registry.ts';
import { type Target } from '../registry/write.ts';
import { statusOf } from './workload.ts';

/** The field manager under which the imaginary controllers write. */
export const manager = 'kube-controller-manager';

/** Pods and other objects with this annotation are left to whoever writes their status by hand. */
const manualAnnotation = 'sandbox.tribble.dev/manual';

/** Whether the simulation keeps its hands off an object. */
export function isManual({ metadata }: KubernetesObject): boolean {
  return metadata.annotations?.[manualAnnotation] === 'true';
}

/** The object's place in the registry. */
export function targetOf(kind: Kind, { metadata }: KubernetesObject): Target {
  return { kind, namespace: metadata.namespace ?? '', name: metadata.name };
}

/** The kinds that the cluster serves. */
export function servedKinds(registry: Registry): readonly Kind[] {
  return registry.kinds.resources;
}

/** The kind whose objects the store keeps under a name; undefined when there is none any more. */
export function findResource(registry: Registry, resource: string): Kind | undefined {
  return servedKinds(registry).find((candidate) => candidate.resource === resource);
}

/** The dependents of an object that are of one kind. */
export function dependents(registry: Registry, owner: KubernetesObject, kind: Kind): KubernetesObject[] {
  return registry.store
    .dependentsOf(owner.metadata.uid ?? '')
    .filter(({ resource }) => resource === kind.resource)
    .map(({ object }) => object);
}

/** Writes the status of an object, and annotations of its controller, if that changes anything. */
export function writeStatus(
  registry: Registry,
  target: Target,
  status: JsonObject,
  { by = manager, annotations }: { by?: string; annotations?: Record<string, string> } = {},
): void {
  const live = registry.get(target);
  if (!annotations && equal(status, statusOf(live))) return;
  const added = annotations && { annotations: { ...live.metadata.annotations, ...annotations } };
  registry.update(target, (object) => ({ ...object, metadata: { ...object.metadata, ...added }, status }), {
    manager: by,
    subresource: 'status',
  });
}

/** Changes an object as a controller does. */
export function change(
  registry: Registry,
  kind: Kind,
  object: KubernetesObject,
  how: (live: KubernetesObject) => JsonObject,
  by = manager,
): void {
  registry.update(targetOf(kind, object), how, { manager: by });
}
