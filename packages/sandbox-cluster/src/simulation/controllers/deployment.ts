import { replicaSetKind } from '../../kinds/table.ts';
import { type KubernetesObject } from '../../objects.ts';
import { type Registry } from '../../registry/registry.ts';
import { type Target } from '../../registry/write.ts';
import { change, dependents, manager, targetOf, writeStatus } from '../access.ts';
import { decideRollout, revisionAnnotation } from '../deployment.ts';
import { recordEvent } from '../events.ts';
import { type Scaling } from '../rolling-update.ts';
import { replicasOf, specOf } from '../workload.ts';

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
