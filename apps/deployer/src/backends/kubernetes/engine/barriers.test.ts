import { describe, expect, it } from '@jest/globals';
import type { KubernetesObject } from '../objects/identity.ts';
import { foundationWave } from '../plan/order.ts';
import { Barriers } from './barriers.ts';
import type { ObjectPlan } from './plan-object.ts';

const plan = (kind: string, name: string, namespace: string, rest: object = {}, group = ''): ObjectPlan => {
  const payload = { apiVersion: 'v1', kind, metadata: { name }, ...rest } as KubernetesObject;
  const identity = { group, kind, namespace, name };
  const desired = { key: name, identity, payload, resource: { name } };
  return { desired, action: 'create', fields: [], payload, force: true } as unknown as ObjectPlan;
};
const team = plan('Namespace', 'team', '');
const definition = plan('CustomResourceDefinition', 'gadgets', '', {
  spec: { group: 'example.org', names: { kind: 'Gadget' } },
});

/** The barriers after two foundations, of which some failed or are not ready. */
function after(failed: readonly string[], late: readonly string[] = []) {
  const failures = new Map(failed.map((name) => [name, { message: `${name} is refused`, transient: false }]));
  const isReady = ({ desired }: ObjectPlan) => !late.includes(desired.key);
  const barriers = new Barriers([], { isReady, failures });
  barriers.reach(foundationWave);
  barriers.leave([team, definition]);
  barriers.reach(0);
  return barriers;
}

describe('a foundation', () => {
  it.each([
    [
      'a Namespace that is refused',
      'what is in it',
      ['team'],
      [],
      plan('ConfigMap', 'a', 'team'),
      /^waits for Namespace team: team is refused$/,
    ],
    [
      'a Namespace that is not ready',
      'what is in it',
      [],
      ['team'],
      plan('ConfigMap', 'a', 'team'),
      /^waits for Namespace team$/,
    ],
    [
      'a kind that is refused',
      'objects of it',
      ['gadgets'],
      [],
      plan('Gadget', 'a', 'dev', {}, 'example.org'),
      /gadgets is refused$/,
    ],
  ])('%s holds back %s, and nothing else', (_, __, failed, late, held, message) => {
    const barriers = after(failed, late);
    expect(barriers.obstacleOf(held)).toMatch(message);
    expect(barriers.obstacleOf(plan('ConfigMap', 'b', 'dev'))).toBeUndefined();
    expect(barriers.obstacleOf(plan('Gadget', 'c', 'dev', {}, 'example.com'))).toBeUndefined();
  });

  it('that is well holds nothing back', () => {
    expect(after([]).obstacleOf(plan('ConfigMap', 'a', 'team'))).toBeUndefined();
  });
});

it('a wave waits for all of the one before', () => {
  const barriers = after([], ['a']);
  barriers.leave([plan('ConfigMap', 'a', 'dev')]);
  barriers.reach(1);
  expect(barriers.obstacleOf(plan('ConfigMap', 'b', 'dev'))).toBe('waits for ConfigMap dev/a of wave 0');
});
