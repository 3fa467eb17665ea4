import { appsKinds } from './apps/table.ts';
import { autoscalerKind } from './autoscaling/table.ts';
import { batchKinds } from './batch/table.ts';
import { clusterKinds } from './cluster/table.ts';
import { admissionKinds } from './cluster/webhooks.ts';
import { coreKinds } from './core/table.ts';
import { type Kind } from './kind.ts';
import { networkingKinds } from './networking/table.ts';
import { disruptionBudgetKind } from './policy/table.ts';
import { rbacKinds } from './rbac/table.ts';
import { priorityClassKind, runtimeClassKind, storageClassKind } from './storage/table.ts';

export { deploymentKind, replicaSetKind } from './apps/table.ts';
export { eventKind, namespaceKind, podKind } from './core/table.ts';

/** All kinds that the cluster serves from the start: the one place to add another. */
export const kinds: readonly Kind[] = [
  ...coreKinds,
  ...appsKinds,
  ...batchKinds,
  ...networkingKinds,
  autoscalerKind,
  disruptionBudgetKind,
  ...rbacKinds,
  ...[storageClassKind, priorityClassKind, runtimeClassKind],
  ...admissionKinds,
  ...clusterKinds,
];
