import { type Registry } from '../../registry/registry.ts';
import { type Target } from '../../registry/write.ts';
import { servedKinds, targetOf, writeStatus } from '../access.ts';
import { type Content, terminatingStatus } from '../namespace.ts';

/** One pass of the namespace controller: empties a namespace that is being deleted, then lets it go. */
export function reconcileNamespace(registry: Registry, target: Target): undefined {
  const namespace = registry.get(target);
  if (!namespace.metadata.deletionTimestamp) return;
  for (const { kind, object } of contentOf(registry, target.name)) {
    if (object.metadata.deletionTimestamp === undefined) registry.delete(targetOf(kind, object), {});
  }
  const left = contentOf(registry, target.name);
  if (left.length === 0) registry.finalizeNamespace(target.name);
  else writeStatus(registry, target, terminatingStatus(namespace, left, registry.now()));
}

function contentOf(registry: Registry, namespace: string): Content[] {
  return servedKinds(registry)
    .filter((kind) => kind.namespaced)
    .flatMap((kind) => registry.store.list(kind.resource, namespace).map((object) => ({ kind, object })));
}
