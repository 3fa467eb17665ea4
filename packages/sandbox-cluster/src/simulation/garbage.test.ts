import { describe, expect, it } from '@jest/globals';
import { type KubernetesObject, type ObjectMeta } from '../objects.ts';
import { decideGarbage } from './garbage.ts';

const object = (metadata: Partial<ObjectMeta>): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'a', uid: 'a', ...metadata },
});
const owner = (uid: string) => ({ apiVersion: 'v1', kind: 'ConfigMap', name: uid, uid });
const dependent = (metadata: Partial<ObjectMeta> = {}) => ({
  resource: 'configmaps',
  object: object({ uid: 'd', ownerReferences: [{ ...owner('a'), blockOwnerDeletion: true }], ...metadata }),
});
const isAlive = (uid: string) => uid === 'alive';
const nothing = { remove: false, owners: undefined, removeFirst: [], release: [], finalizers: undefined };
const going = 'now';

describe('decideGarbage', () => {
  it.each([
    { name: 'leaves objects without owners', of: object({}), dependents: [], expected: nothing },
    {
      name: 'leaves objects whose owner lives',
      of: object({ ownerReferences: [owner('alive')] }),
      dependents: [],
      expected: nothing,
    },
    {
      name: 'removes objects whose owners are gone',
      of: object({ ownerReferences: [owner('gone')] }),
      dependents: [],
      expected: { ...nothing, remove: true },
    },
    {
      name: 'drops references to owners that are gone while another lives',
      of: object({ ownerReferences: [owner('gone'), owner('alive')] }),
      dependents: [],
      expected: { ...nothing, owners: [owner('alive')] },
    },
    {
      name: 'Orphan: releases the dependents and the object',
      of: object({ deletionTimestamp: going, finalizers: ['orphan', 'mine'] }),
      dependents: [dependent()],
      expected: { ...nothing, release: [dependent()], finalizers: ['mine'] },
    },
    {
      name: 'Foreground: removes the dependents first',
      of: object({ deletionTimestamp: going, finalizers: ['foregroundDeletion'] }),
      dependents: [dependent()],
      expected: { ...nothing, removeFirst: [dependent()] },
    },
    {
      name: 'Foreground: waits for dependents on their way',
      of: object({ deletionTimestamp: going, finalizers: ['foregroundDeletion'] }),
      dependents: [dependent({ deletionTimestamp: going })],
      expected: nothing,
    },
    {
      name: 'Foreground: lets the object go when they are gone',
      of: object({ deletionTimestamp: going, finalizers: ['foregroundDeletion'] }),
      dependents: [],
      expected: { ...nothing, finalizers: [] },
    },
  ])('$name', ({ of, dependents, expected }) => {
    expect(decideGarbage(of, dependents, isAlive)).toEqual(expected);
  });
});
