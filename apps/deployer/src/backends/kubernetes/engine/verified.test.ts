import { describe, expect, it } from '@jest/globals';
import type { KubernetesObject } from '../objects/identity.ts';
import type { DesiredObject } from './desired.ts';
import { Verified } from './verified.ts';

const now = new Date('2026-11-21T12:00:00Z');
const hoursLater = (hours: number) => new Date(now.getTime() + hours * 3_600_000);

const live = (metadata: KubernetesObject['metadata'] = { name: 'web' }): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { uid: 'u1', resourceVersion: '7', labels: { app: 'web' }, ...metadata },
});
const desired = (payloadHash = 'h1') => {
  const payload = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'web', labels: { app: 'web' } } };
  return { key: 'web', payload, payloadHash, type: { group: '' } } as unknown as DesiredObject;
};

function verifiedAndSeen(object: KubernetesObject): Verified {
  const verified = new Verified();
  verified.add(desired(), live(), now);
  expect(verified.has(desired(), object, now)).toBe(true);
  return verified;
}

describe('what is known to be right', () => {
  it('stays so while the same object is there', () => {
    const object = live();
    expect(verifiedAndSeen(object).has(desired(), object, hoursLater(1))).toBe(true);
  });

  it('stays so when another object says the same, or got a label that is not ours', () => {
    const verified = verifiedAndSeen(live());
    const labelled = live({ name: 'web', labels: { app: 'web', theirs: 'x' } });
    expect(verified.has(desired(), labelled, now)).toBe(true);
  });

  it.each([
    ['its resourceVersion', { name: 'web', resourceVersion: '8' }],
    ['a label of ours', { name: 'web', labels: { app: 'other' } }],
    ['its uid', { name: 'web', uid: 'u2' }],
  ])('is asked for again when another object is there that differs in %s', (_, metadata) => {
    const first = live();
    const verified = verifiedAndSeen(first);
    expect(verified.has(desired(), live(metadata), now)).toBe(false);
    expect(verified.has(desired(), first, now)).toBe(true);
  });

  it('is asked for again when git says something else, and after some hours', () => {
    const object = live();
    const verified = verifiedAndSeen(object);
    expect(verified.has(desired('h2'), object, now)).toBe(false);
    expect(verified.has(desired(), object, hoursLater(6))).toBe(false);
  });

  it('is forgotten with its object', () => {
    const object = live();
    const verified = verifiedAndSeen(object);
    verified.keep(new Map());
    expect(verified.has(desired(), object, now)).toBe(false);
  });

  it('is not asked for again all at once', () => {
    const verified = new Verified();
    const objects = Array.from({ length: 200 }, (_, index) => ({ ...desired(), key: `web-${index}` }));
    const object = live();
    for (const each of objects) verified.add(each, object, now);
    const good = (hours: number) => objects.filter((each) => verified.has(each, object, hoursLater(hours)));
    expect(good(4)).toHaveLength(200);
    expect(good(5).length).toBeGreaterThan(50);
    expect(good(5).length).toBeLessThan(150);
    expect(good(6)).toEqual([]);
  });
});
