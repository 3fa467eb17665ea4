import { equal, fieldAt, type JsonObject, objectsOf, textOf } from '../json.ts';
import { kinds, podKind, replicaSetKind } from '../kinds/table.ts';
import { type Kind } from '../kinds/kind.ts';
import { type KubernetesObject } from '../objects.ts';
import { type Registry } from '../registry/registry.ts';
import { type Target } from '../registry/write.ts';
import { decideRollout, revisionAnnotation } from './deployment.ts';
import { recordEvent } from './events.ts';
import { decideGarbage } from './garbage.ts';
import { type Content, terminatingStatus } from './namespace.ts';
import { decidePod, type Delays } from './pod.ts';
import { decideReplicaSet, podOf } from './replica-set.ts';
import { type Scaling } from './rolling-update.ts';
import { replicasOf, specOf, statusOf } from './workload.ts';

const manager = 'kube-controller-manager';

/** The object's place in the registry. */
export function targetOf(kind: Kind, { metadata }: KubernetesObject): Target {
  return { kind, namespace: metadata.namespace ?? '', name: metadata.name };
}

/** The dependents of an object that are of one kind. */
function dependents(registry: Registry, owner: KubernetesObject, kind: Kind): KubernetesObject[] {
  return registry.store
    .dependentsOf(owner.metadata.uid ?? '')
    .filter(({ resource }) => resource === kind.resource)
    .map(({ object }) => object);
}

function writeStatus(
  registry: Registry,
  target: Target,
  status: JsonObject,
  { by = manager, annotations }: { by?: string; annotations?: Record<string, string> } = {},
): void {
  registry.update(
    target,
    (live) => ({
      ...live,
      metadata: {
        ...live.metadata,
        ...(annotations && { annotations: { ...live.metadata.annotations, ...annotations } }),
      },
      status,
    }),
    { manager: by, subresource: 'status' },
  );
}

/** One pass of the Deployment controller. Returns when to look again, if time alone can change something. */
export function reconcileDeployment(registry: Registry, target: Target): number | undefined {
  const deployment = registry.get(target);
  if (deployment.metadata.deletionTimestamp) return undefined;
  const owned = dependents(registry, deployment, replicaSetKind);
  const decision = decideRollout(deployment, owned, registry.now());
  if (decision.create) {
    const created = registry.create(replicaSetKind, target.namespace, decision.create, { manager });
    tellScaling(registry, deployment, { replicaSet: created, replicas: replicasOf(created) }, 0);
  }
  for (const scaling of decision.scale) {
    const { replicaSet, replicas } = scaling;
    change(registry, replicaSetKind, replicaSet, (live) => ({
      ...live,
      spec: { ...specOf(live), replicas },
    }));
    tellScaling(registry, deployment, scaling, replicasOf(replicaSet));
  }
  for (const { replicaSet, revision } of decision.renumber) {
    change(registry, replicaSetKind, replicaSet, (live) => {
      const annotations = { ...live.metadata.annotations, [revisionAnnotation]: revision };
      return { ...live, metadata: { ...live.metadata, annotations } };
    });
  }
  for (const replicaSet of decision.remove) registry.delete(targetOf(replicaSetKind, replicaSet), {});
  const { revision } = decision;
  const numbered = revision === undefined ? {} : { annotations: { [revisionAnnotation]: revision } };
  writeStatus(registry, target, decision.status, numbered);
  return decision.wakeAt;
}

function change(
  registry: Registry,
  kind: Kind,
  object: KubernetesObject,
  how: (live: KubernetesObject) => JsonObject,
): void {
  registry.update(targetOf(kind, object), how, { manager });
}

function tellScaling(
  registry: Registry,
  deployment: KubernetesObject,
  { replicaSet, replicas }: Scaling,
  from: number,
): void {
  const direction = replicas > from ? 'up' : 'down';
  const message = `Scaled ${direction} replica set ${replicaSet.metadata.name} from ${from} to ${replicas}`;
  recordEvent(registry, deployment, {
    type: 'Normal',
    reason: 'ScalingReplicaSet',
    message,
    component: 'deployment-controller',
  });
}

/** One pass of the ReplicaSet controller. */
export function reconcileReplicaSet(registry: Registry, target: Target): number | undefined {
  const replicaSet = registry.get(target);
  const decision = decideReplicaSet(replicaSet, dependents(registry, replicaSet, podKind), registry.now());
  for (let count = 0; count < decision.create; count += 1) {
    registry.create(podKind, target.namespace, podOf(replicaSet), { manager });
  }
  for (const pod of decision.remove) registry.delete(targetOf(podKind, pod), {});
  writeStatus(registry, target, decision.status);
  return decision.wakeAt;
}

/** One pass of the imaginary kubelet. */
export function reconcilePod(
  registry: Registry,
  target: Target,
  startedAt: number,
  delays: Delays,
): number | undefined {
  const pod = registry.get(target);
  const decision = decidePod(pod, startedAt, registry.now(), delays);
  if (decision.ended) {
    registry.delete(target, { gracePeriodSeconds: 0 });
    return undefined;
  }
  if (!equal(decision.status, statusOf(pod))) {
    writeStatus(registry, target, decision.status, { by: 'kubelet' });
    tellPullFailure(registry, pod, decision.status);
  }
  return decision.wakeAt;
}

function tellPullFailure(registry: Registry, pod: KubernetesObject, status: JsonObject): void {
  for (const container of objectsOf(status['containerStatuses'])) {
    const waiting = fieldAt(container, 'state', 'waiting');
    const reason = textOf(fieldAt(waiting, 'reason'));
    if (reason !== 'ErrImagePull' && reason !== 'ImagePullBackOff') continue;
    recordEvent(registry, pod, {
      type: 'Warning',
      reason: reason === 'ErrImagePull' ? 'Failed' : 'BackOff',
      message: textOf(fieldAt(waiting, 'message')),
      component: 'kubelet',
    });
  }
}

/** One pass of the namespace controller: empties a namespace that is being deleted, then lets it go. */
export function reconcileNamespace(registry: Registry, target: Target): void {
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
  return kinds
    .filter((kind) => kind.namespaced)
    .flatMap((kind) => registry.store.list(kind.resource, namespace).map((object) => ({ kind, object })));
}

/** One pass of the garbage collector over one object. */
export function collectGarbage(registry: Registry, target: Target): void {
  const { store } = registry;
  const object = registry.get(target);
  const uid = object.metadata.uid ?? '';
  const isAlive = (owner: string) => store.getByUid(owner) !== undefined;
  const decision = decideGarbage(object, store.dependentsOf(uid), isAlive);
  for (const { resource, object: dependent } of decision.removeFirst) {
    const kind = kindOf(resource);
    const cascades = store.dependentsOf(dependent.metadata.uid ?? '').length > 0;
    registry.delete(targetOf(kind, dependent), { propagationPolicy: cascades ? 'Foreground' : 'Background' });
  }
  for (const { resource, object: dependent } of decision.release) {
    change(registry, kindOf(resource), dependent, (live) =>
      withMetadata(live, 'ownerReferences', notOf(uid, live)),
    );
  }
  const { owners, finalizers } = decision;
  if (owners) change(registry, target.kind, object, (live) => withMetadata(live, 'ownerReferences', owners));
  if (finalizers)
    change(registry, target.kind, object, (live) => withMetadata(live, 'finalizers', finalizers));
  if (decision.remove) registry.delete(target, { propagationPolicy: 'Background' });
}

function kindOf(resource: string): Kind {
  const kind = kinds.find((candidate) => candidate.resource === resource);
  if (!kind)
    throw new Error(`the store holds objects of ${resource}, which no entry of the kinds' table names`);
  return kind;
}

const notOf = (uid: string, { metadata }: KubernetesObject) =>
  (metadata.ownerReferences ?? []).filter((owner) => owner.uid !== uid);

function withMetadata(
  live: KubernetesObject,
  field: 'ownerReferences' | 'finalizers',
  list: JsonObject[] | string[],
): JsonObject {
  const { [field]: _before, ...metadata } = live.metadata;
  return { ...live, metadata: { ...metadata, ...(list.length > 0 && { [field]: list }) } };
}
