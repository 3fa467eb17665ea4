import { daemonSetKind, statefulSetKind } from '../../kinds/apps/table.ts';
import { autoscalerKind } from '../../kinds/autoscaling/table.ts';
import { jobKind } from '../../kinds/batch/table.ts';
import { claimKind, nodeKind, resourceQuotaKind, volumeKind } from '../../kinds/core/table.ts';
import { type Kind } from '../../kinds/kind.ts';
import { disruptionBudgetKind } from '../../kinds/policy/table.ts';
import { clusterRoleKind } from '../../kinds/rbac/table.ts';
import { deploymentKind, namespaceKind, podKind, replicaSetKind } from '../../kinds/table.ts';
import { type Registry } from '../../registry/registry.ts';
import { type Target } from '../../registry/write.ts';
import { reconcileDaemonSet } from './daemon-set.ts';
import { reconcileDeployment } from './deployment.ts';
import { reconcileJob } from './job.ts';
import { reconcileNamespace } from './namespace.ts';
import { reconcileAutoscaler, reconcileBudget, reconcileClusterRole, reconcileQuota } from './observers.ts';
import { reconcileReplicaSet } from './replica-set.ts';
import { reconcileStatefulSet } from './stateful-set.ts';
import { reconcileClaim, reconcileVolume } from './volumes.ts';

/** One pass of a controller over one object. Returns when to look again, if time alone can change something. */
type Reconcile = (registry: Registry, target: Target) => number | undefined;

/** The controllers by the kind that they look after. Pods are not here: their node needs more than the registry. */
export const controllers: ReadonlyMap<Kind, Reconcile> = new Map<Kind, Reconcile>([
  [deploymentKind, reconcileDeployment],
  [replicaSetKind, reconcileReplicaSet],
  [statefulSetKind, reconcileStatefulSet],
  [daemonSetKind, reconcileDaemonSet],
  [jobKind, reconcileJob],
  [namespaceKind, reconcileNamespace],
  [claimKind, reconcileClaim],
  [volumeKind, reconcileVolume],
  [autoscalerKind, reconcileAutoscaler],
  [disruptionBudgetKind, reconcileBudget],
  [resourceQuotaKind, reconcileQuota],
  [clusterRoleKind, reconcileClusterRole],
]);

/** What a change of one kind means for objects of others, besides owners: all of these in reach are looked at again. */
export const watchers: ReadonlyMap<Kind, readonly Kind[]> = new Map<Kind, readonly Kind[]>([
  [podKind, [disruptionBudgetKind, claimKind]],
  [claimKind, [volumeKind]],
  [nodeKind, [daemonSetKind]],
  [clusterRoleKind, [clusterRoleKind]],
]);
