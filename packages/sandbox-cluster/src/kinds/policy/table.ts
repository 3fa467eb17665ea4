import { type Cause } from '../../api-error.ts';
import { checkShare } from '../apps/checks.ts';
import { fieldAt, type Json, objectOf } from '../../json.ts';
import { type KubernetesObject } from '../../objects.ts';
import { invalidValue } from '../causes.ts';
import { ageColumn, column, nameColumn, numberColumn } from '../columns.ts';
import { defineKind } from '../kind.ts';
import { checkLabelSelector } from '../pods/template-checks.ts';

function checkBudget(budget: KubernetesObject): Cause[] {
  const spec = objectOf(budget['spec']);
  const { minAvailable, maxUnavailable } = spec;
  if (minAvailable !== undefined && maxUnavailable !== undefined) {
    return [invalidValue('spec', {}, 'minAvailable and maxUnavailable cannot be both set')];
  }
  return [
    ...checkShare('spec.minAvailable', minAvailable),
    ...checkShare('spec.maxUnavailable', maxUnavailable),
    ...checkLabelSelector('spec.selector', objectOf(spec['selector'])),
  ];
}

const share = (value: Json | undefined) =>
  typeof value === 'number' || typeof value === 'string' ? String(value) : 'N/A';

/** PodDisruptionBudgets. */
export const disruptionBudgetKind = defineKind({
  kind: 'PodDisruptionBudget',
  plural: 'poddisruptionbudgets',
  group: 'policy',
  shortNames: ['pdb'],
  subresources: ['status'],
  generation: ['spec'],
  initialStatus: { disruptionsAllowed: 0, currentHealthy: 0, desiredHealthy: 0, expectedPods: 0 },
  validate: checkBudget,
  columns: [
    nameColumn,
    column('Min Available', (budget) => share(fieldAt(budget, 'spec', 'minAvailable'))),
    column('Max Unavailable', (budget) => share(fieldAt(budget, 'spec', 'maxUnavailable'))),
    numberColumn('Allowed Disruptions', 'status', 'disruptionsAllowed'),
    ageColumn,
  ],
});
