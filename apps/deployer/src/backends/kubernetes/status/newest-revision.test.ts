import { describe, expect, it } from '@jest/globals';
import type { ValueMap } from '@tribble/resource-repo/format';
import type { KubernetesObject } from '../objects/identity.ts';
import { newestReplicaSet, podsOfNewestRevision } from './newest-revision.ts';

const ownedBy = (uid: string) => ({ ownerReferences: [{ kind: 'Any', name: 'any', uid, controller: true }] });
const namesOf = (objects: readonly ValueMap[]) =>
  objects.map(({ metadata }) => (metadata as ValueMap)['name']);

describe('newestReplicaSet', () => {
  const deployment: KubernetesObject = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', uid: 'd' },
  };
  const set = (name: string, revision: string | undefined, owner = 'd'): ValueMap => ({
    metadata: {
      name,
      ...ownedBy(owner),
      ...(revision !== undefined && { annotations: { 'deployment.kubernetes.io/revision': revision } }),
    },
  });

  it.each<{ name: string; sets: ValueMap[]; expected: string | undefined }>([
    { name: 'no set', sets: [], expected: undefined },
    { name: 'numbers, not texts', sets: [set('old', '9'), set('new', '10')], expected: 'new' },
    { name: "another Deployment's", sets: [set('other', '3', 'x'), set('own', '1')], expected: 'own' },
    { name: 'one without a number', sets: [set('unnumbered', undefined), set('own', '1')], expected: 'own' },
  ])('$name', ({ sets, expected }) => {
    expect(newestReplicaSet(deployment, sets)?.['metadata']).toEqual(
      expected === undefined ? undefined : expect.objectContaining({ name: expected }),
    );
  });

  it('is none for a Deployment without a uid', () => {
    expect(
      newestReplicaSet({ ...deployment, metadata: { name: 'web' } }, [set('a', '1', '')]),
    ).toBeUndefined();
  });
});

describe('podsOfNewestRevision', () => {
  const pod = (name: string, labels: ValueMap = {}, metadata: ValueMap = ownedBy('o')): ValueMap => ({
    metadata: { name, labels, ...metadata },
  });

  it.each<{ name: string; owner: ValueMap; pods: ValueMap[]; expected: string[] }>([
    {
      name: 'of a ReplicaSet: all of its own',
      owner: {},
      pods: [pod('a'), pod('b', {}, ownedBy('x')), pod('c', {}, {})],
      expected: ['a'],
    },
    {
      name: 'none that is being deleted',
      owner: {},
      pods: [pod('a', {}, { ...ownedBy('o'), deletionTimestamp: '2026-11-21T12:00:00Z' }), pod('b')],
      expected: ['b'],
    },
    {
      name: 'of a StatefulSet: by its update revision',
      owner: { status: { updateRevision: 'db-2' } },
      pods: [
        pod('db-0', { 'controller-revision-hash': 'db-1' }),
        pod('db-1', { 'controller-revision-hash': 'db-2' }),
      ],
      expected: ['db-1'],
    },
    {
      name: 'of a StatefulSet whose old pods are in the way',
      owner: { status: { updateRevision: 'db-2' } },
      pods: [pod('db-0', { 'controller-revision-hash': 'db-1' })],
      expected: ['db-0'],
    },
    {
      name: 'of a DaemonSet: by the generation of its template',
      owner: { metadata: { annotations: { 'deprecated.daemonset.template.generation': '2' } } },
      pods: [pod('a', { 'pod-template-generation': '1' }), pod('b', { 'pod-template-generation': '2' })],
      expected: ['b'],
    },
  ])('$name', ({ owner: { metadata, ...rest }, pods, expected }) => {
    const owner = { ...rest, metadata: { ...(metadata as ValueMap | undefined), uid: 'o' } };
    expect(namesOf(podsOfNewestRevision(owner, pods))).toEqual(expected);
  });
});
