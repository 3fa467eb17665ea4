import { type JsonObject } from '../../json.ts';
import { type Kind } from '../../kinds/kind.ts';
import { type KubernetesObject } from '../../objects.ts';
import { type Registry } from '../../registry/registry.ts';
import { type Target } from '../../registry/write.ts';
import { change, findResource, targetOf } from '../access.ts';
import { decideGarbage } from '../garbage.ts';

/** One pass of the garbage collector over one object. */
export function collectGarbage(registry: Registry, target: Target): void {
  const { store } = registry;
  const object = registry.get(target);
  const uid = object.metadata.uid ?? '';
  const isAlive = (owner: string) => store.getByUid(owner) !== undefined;
  const decision = decideGarbage(object, store.dependentsOf(uid), isAlive);
  for (const { resource, object: dependent } of decision.removeFirst) {
    const kind = kindOf(registry, resource);
    const cascades = store.dependentsOf(dependent.metadata.uid ?? '').length > 0;
    registry.delete(targetOf(kind, dependent), { propagationPolicy: cascades ? 'Foreground' : 'Background' });
  }
  for (const { resource, object: dependent } of decision.release) {
    change(registry, kindOf(registry, resource), dependent, (live) =>
      withMetadata(live, 'ownerReferences', notOf(uid, live)),
    );
  }
  const { owners, finalizers } = decision;
  if (owners) change(registry, target.kind, object, (live) => withMetadata(live, 'ownerReferences', owners));
  if (finalizers)
    change(registry, target.kind, object, (live) => withMetadata(live, 'finalizers', finalizers));
  if (decision.remove) registry.delete(target, { propagationPolicy: 'Background' });
}

function kindOf(registry: Registry, resource: string): Kind {
  const kind = findResource(registry, resource);
  if (!kind) throw new Error(`the store holds objects of ${resource}, a kind that nobody serves`);
  return kind;
}

const notOf = (uid: string, { metadata }: KubernetesObject) =>
  (metadata.ownerReferences ?? []).filter((owner) => owner.uid !== uid);

/** The object with another list in its metadata; an empty one is left out. */
export function withMetadata(
  live: KubernetesObject,
  field: 'ownerReferences' | 'finalizers',
  list: JsonObject[] | string[],
): JsonObject {
  const { [field]: _before, ...metadata } = live.metadata;
  return { ...live, metadata: { ...metadata, ...(list.length > 0 && { [field]: list }) } };
}
