import { describe, expect, it } from '@jest/globals';
import type { ValueMap } from '@tribble/resource-repo/format';
import { type Rollout, rolloutOf, waitingReasons } from './rollout.ts';

type Parts = { generation?: number; deletionTimestamp?: string; spec?: ValueMap; status?: ValueMap };

function deployment({ spec = { replicas: 2 }, status, ...metadata }: Parts): ValueMap {
  const identity = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 's1', ...metadata } };
  return { ...identity, spec, ...(status && { status }) };
}

const done = { observedGeneration: 2, replicas: 2, updatedReplicas: 2, availableReplicas: 2 };
const progressing = (reason: string) => ({
  conditions: [{ type: 'Available' }, { type: 'Progressing', reason }],
});

describe('rolloutOf a Deployment', () => {
  const cases: { name: string; parts: Parts; expected: Rollout }[] = [
    { name: 'without a status', parts: {}, expected: { reason: 'NoStatus', message: 'has no status yet' } },
    {
      name: 'whose controller has not said which generation it saw',
      parts: { generation: 1, status: {} },
      expected: { reason: 'NotYetObserved', message: 'is new to its controller' },
    },
    {
      name: 'whose controller saw an older generation, however good that looked',
      parts: { generation: 3, status: done },
      expected: { reason: 'NotYetObserved', message: 'is new to its controller' },
    },
    {
      name: 'which exceeded its progress deadline',
      parts: {
        generation: 2,
        status: { ...done, updatedReplicas: 1, ...progressing('ProgressDeadlineExceeded') },
      },
      expected: { reason: 'Failed', message: 'exceeded its progress deadline' },
    },
    {
      name: 'whose older generation exceeded its progress deadline',
      parts: { generation: 3, status: { ...done, ...progressing('ProgressDeadlineExceeded') } },
      expected: { reason: 'NotYetObserved', message: 'is new to its controller' },
    },
    {
      name: 'with too few updated replicas',
      parts: { generation: 2, status: { ...done, updatedReplicas: 1 } },
      expected: { reason: 'NotAllUpdated', message: 'has updated 1 of 2 replicas' },
    },
    {
      name: 'with no counter at all',
      parts: { generation: 2, status: { observedGeneration: 2 } },
      expected: { reason: 'NotAllUpdated', message: 'has updated 0 of 2 replicas' },
    },
    {
      name: 'with old replicas',
      parts: { generation: 2, status: { ...done, replicas: 3 } },
      expected: { reason: 'OldReplicasPending', message: 'still has 1 old replicas' },
    },
    {
      name: 'with updated replicas that are not available',
      parts: { generation: 2, status: { ...done, availableReplicas: 1 } },
      expected: { reason: 'UpdatedUnavailable', message: 'has 1 of 2 updated replicas available' },
    },
    {
      name: 'that is done',
      parts: { generation: 2, status: { ...done, ...progressing('NewReplicaSetAvailable') } },
      expected: { reason: 'Clean' },
    },
    { name: 'without a generation', parts: { status: done }, expected: { reason: 'Clean' } },
    {
      name: 'of one replica where its spec names no number',
      parts: { spec: {}, status: { observedGeneration: 1 } },
      expected: { reason: 'NotAllUpdated', message: 'has updated 0 of 1 replicas' },
    },
    {
      name: 'of no replicas',
      parts: { spec: { replicas: 0 }, status: { observedGeneration: 1 } },
      expected: { reason: 'Clean' },
    },
    {
      name: 'of no replicas, while old ones go',
      parts: { spec: { replicas: 0 }, status: { observedGeneration: 1, replicas: 2 } },
      expected: { reason: 'OldReplicasPending', message: 'still has 2 old replicas' },
    },
    {
      name: 'that is being deleted',
      parts: { deletionTimestamp: '2026-11-21T12:00:00Z', status: done },
      expected: { reason: 'NotYetObserved', message: 'is being deleted' },
    },
    {
      name: 'with a status of the wrong types',
      parts: { generation: 2, status: { ...done, updatedReplicas: 'two', conditions: 'none' } },
      expected: { reason: 'NotAllUpdated', message: 'has updated 0 of 2 replicas' },
    },
  ];
  it.each(cases)('$name', ({ parts, expected }) => {
    expect(rolloutOf(deployment(parts))).toEqual(expected);
  });
});

describe('rolloutOf what has no rollout', () => {
  it.each([
    ['v1', 'Service'],
    ['v1', 'ConfigMap'],
    ['v1', 'Secret'],
    ['example.org/v1', 'Deployment'],
  ])('%s %s is clean once it is there', (apiVersion, kind) => {
    expect(rolloutOf({ apiVersion, kind, metadata: { name: 's1' } })).toEqual({ reason: 'Clean' });
  });

  it('is not clean while it is deleted', () => {
    const metadata = { name: 's1', deletionTimestamp: '2026-11-21T12:00:00Z' };
    expect(rolloutOf({ apiVersion: 'v1', kind: 'Secret', metadata }).reason).toBe('NotYetObserved');
  });
});

describe('waitingReasons', () => {
  const waiting = (name: string, reason: string, message?: string): ValueMap => ({
    name,
    state: { waiting: { reason, ...(message !== undefined && { message }) } },
  });
  const pod = (containerStatuses: ValueMap[], initContainerStatuses: ValueMap[] = []): ValueMap => ({
    status: { containerStatuses, initContainerStatuses },
  });
  const running: ValueMap = { name: 'web', state: { running: {} } };

  it.each<{ name: string; pods: ValueMap[]; reasons: string[] }>([
    { name: 'no pods', pods: [], reasons: [] },
    { name: 'a pod without a status', pods: [{}, { status: {} }], reasons: [] },
    { name: 'a pod that runs', pods: [pod([running])], reasons: [] },
    {
      name: 'a pod that starts as every pod does',
      pods: [pod([waiting('web', 'ContainerCreating'), waiting('log', 'PodInitializing')])],
      reasons: [],
    },
    {
      name: 'an image that cannot be pulled',
      pods: [pod([waiting('web', 'ImagePullBackOff', 'Back-off pulling image "web:2"')])],
      reasons: ['ImagePullBackOff: Back-off pulling image "web:2"'],
    },
    {
      name: 'a reason without a message',
      pods: [pod([waiting('web', 'ErrImagePull')])],
      reasons: ['ErrImagePull'],
    },
    {
      name: 'a container that runs before the others',
      pods: [
        pod([waiting('web', 'PodInitializing')], [waiting('migrate', 'CrashLoopBackOff', 'back-off 10s')]),
      ],
      reasons: ['CrashLoopBackOff: back-off 10s'],
    },
    {
      name: 'the same in many pods, in words that differ by their names',
      pods: [1, 2, 3].map((each) =>
        pod([waiting('web', 'CrashLoopBackOff', `back-off 10s pod=web-${each}`)]),
      ),
      reasons: ['CrashLoopBackOff: back-off 10s pod=web-1'],
    },
    {
      name: 'the same reason for two containers',
      pods: [pod([waiting('web', 'ErrImagePull', 'web:2'), waiting('log', 'ErrImagePull', 'log:7')])],
      reasons: ['ErrImagePull: web:2', 'ErrImagePull: log:7'],
    },
  ])('$name', ({ pods, reasons }) => {
    expect(waitingReasons(pods)).toEqual(reasons);
  });
});
