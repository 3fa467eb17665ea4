import { expect, it } from '@jest/globals';
import type { KubernetesObject } from '../objects/identity.ts';
import type { DesiredObject } from './desired.ts';
import type { ObjectPlan } from './plan-object.ts';
import { RememberedPlans } from './remembered-plans.ts';

const desired = (payloadHash = 'h1') => ({ key: 'web', payloadHash }) as unknown as DesiredObject;
const live: KubernetesObject = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'web' } };
const at = (seconds: number) => new Date(seconds * 1_000);

/** What is remembered of one plan, as it was made while the cache had `live`. */
function after(details: object, selfHeal = false) {
  const plans = new RememberedPlans();
  const plan = { desired: desired(), action: 'refused', ...details } as unknown as ObjectPlan;
  plans.add(plan, live, selfHeal, at(0));
  return plans;
}

it.each([
  ['what is invalid', { isLasting: true }, false, true],
  ['drift that is not put right', { isDrift: true }, false, true],
  ['drift that is put right', { isDrift: true }, true, false],
  ['what may pass', {}, false, false],
])('whether it is remembered: %s', (_, details, selfHeal, isRemembered) => {
  expect(after(details, selfHeal).of(desired(), live, at(59)) !== undefined).toBe(isRemembered);
});

it.each([
  ['git says something else', desired('h2'), live, 1],
  ['the object changed', desired(), { ...live }, 1],
  ['the object is gone', desired(), undefined, 1],
  ['a minute is over', desired(), live, 60],
])('is asked for again when %s', (_, wanted, cached, seconds) => {
  expect(after({ isLasting: true }).of(wanted, cached, at(seconds))).toBeUndefined();
});
