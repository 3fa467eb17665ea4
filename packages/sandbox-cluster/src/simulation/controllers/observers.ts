import { equal, fieldAt, objectOf, objectsOf, textOf } from '../../json.ts';
import { clusterRoleKind } from '../../kinds/rbac/table.ts';
import { podKind } from '../../kinds/table.ts';
import { type Registry } from '../../registry/registry.ts';
import { type Target } from '../../registry/write.ts';
import { matchesLabels, requirementsOf } from '../../selectors/label-selector.ts';
import { isManual, servedKinds, writeStatus } from '../access.ts';
import { autoscalerStatus } from '../autoscaler.ts';
import { budgetStatus } from '../budget.ts';
import { aggregatedRules } from '../cluster-role.ts';
import { usedOf } from '../quota.ts';
import { specOf } from '../workload.ts';

/** How often an autoscaler looks at its target, in milliseconds. */
const autoscalerPeriod = 15_000;

/** One pass of the autoscaler's controller. It only says that there are no metrics: nothing scales by itself here. */
export function reconcileAutoscaler(registry: Registry, target: Target): number | undefined {
  const autoscaler = registry.get(target);
  if (isManual(autoscaler)) return undefined;
  const reference = objectOf(specOf(autoscaler)['scaleTargetRef']);
  const kind = servedKinds(registry).find(
    (each) => each.kind === reference['kind'] && each.apiVersion === reference['apiVersion'],
  );
  const workload = kind && registry.store.get(kind.resource, target.namespace, textOf(reference['name']));
  writeStatus(registry, target, autoscalerStatus(autoscaler, workload, registry.now()));
  return registry.now() + autoscalerPeriod;
}

/** One pass of the disruption controller: counts the pods that a budget protects. */
export function reconcileBudget(registry: Registry, target: Target): undefined {
  const budget = registry.get(target);
  if (isManual(budget)) return;
  const selector = requirementsOf(objectOf(specOf(budget)['selector']));
  const pods = registry.store
    .list(podKind.resource, target.namespace)
    .filter(({ metadata }) => matchesLabels(selector, metadata.labels));
  writeStatus(registry, target, budgetStatus(budget, pods, registry.now()));
}

/** One pass of the quota controller: counts what is used. */
export function reconcileQuota(registry: Registry, target: Target): undefined {
  const quota = registry.get(target);
  const used = usedOf(registry.store, servedKinds(registry), quota);
  writeStatus(registry, target, { hard: objectOf(specOf(quota)['hard']), used });
}

/** One pass of the controller that fills a ClusterRole from others, under the field manager of the real one. */
export function reconcileClusterRole(registry: Registry, target: Target): undefined {
  const role = registry.get(target);
  const selectors = objectsOf(fieldAt(role['aggregationRule'], 'clusterRoleSelectors'));
  if (role.metadata.deletionTimestamp || selectors.length === 0) return;
  const rules = aggregatedRules(role, registry.store.list(clusterRoleKind.resource, ''));
  if (equal(role['rules'] ?? [], rules)) return;
  const { apiVersion, kind, metadata } = role;
  const body = { apiVersion, kind, metadata: { name: metadata.name }, rules };
  registry.apply(target, body, { manager: 'clusterrole-aggregation-controller', force: true });
}
