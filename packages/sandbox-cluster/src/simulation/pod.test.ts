import { describe, expect, it } from '@jest/globals';
import { fieldAt, objectsOf } from '../json.ts';
import { type KubernetesObject, timestamp } from '../objects.ts';
import { decidePod } from './pod.ts';
import { decideReplicaSet } from './replica-set.ts';

const start = Date.parse('2026-01-01T00:00:00Z');
const delays = { ready: 1000 };

function pod(image: string, metadata: Partial<KubernetesObject['metadata']> = {}): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'a', uid: 'u', creationTimestamp: timestamp(start), ...metadata },
    spec: { containers: [{ name: 'web', image }] },
    status: {},
  };
}

describe('decidePod', () => {
  const cases = [
    { image: 'web:1', at: 0, phase: 'Pending', reason: 'ContainerCreating', ready: false, wake: 1000 },
    { image: 'web:1', at: 1000, phase: 'Running', reason: undefined, ready: true, wake: undefined },
    { image: 'web:broken', at: 999, phase: 'Pending', reason: 'ContainerCreating', ready: false, wake: 1000 },
    { image: 'web:broken-2', at: 1000, phase: 'Pending', reason: 'ErrImagePull', ready: false, wake: 2000 },
    {
      image: 'web:1-broken',
      at: 2000,
      phase: 'Pending',
      reason: 'ImagePullBackOff',
      ready: false,
      wake: undefined,
    },
    { image: 'broken/web:1', at: 2000, phase: 'Running', reason: undefined, ready: true, wake: undefined },
    {
      image: 'host:5000/broken',
      at: 1000,
      phase: 'Running',
      reason: undefined,
      ready: true,
      wake: undefined,
    },
  ];
  it.each(cases)('$image after $at ms: $phase $reason', ({ image, at, phase, reason, ready, wake }) => {
    const { status, wakeAt, ended } = decidePod(pod(image), start, start + at, delays);
    const [container] = objectsOf(status['containerStatuses']);
    expect(status['phase']).toBe(phase);
    expect(fieldAt(container, 'state', 'waiting', 'reason')).toBe(reason);
    expect(container?.['ready']).toBe(ready);
    expect(wakeAt).toBe(wake === undefined ? undefined : start + wake);
    expect(ended).toBe(false);
  });

  it('says what cannot be pulled, as the kubelet does', () => {
    const { status } = decidePod(pod('web:broken'), start, start + 5000, delays);
    const [container] = objectsOf(status['containerStatuses']);
    expect(fieldAt(container, 'state', 'waiting', 'message')).toBe('Back-off pulling image "web:broken"');
  });

  it('changes nothing in a running pod as time goes on', () => {
    const running = pod('web:1');
    const { status } = decidePod(running, start, start + 1000, delays);
    expect(decidePod({ ...running, status }, start, start + 60_000, delays).status).toEqual(status);
  });

  it('ends a pod that is being deleted after a short while', () => {
    const going = pod('web:1', {
      deletionTimestamp: timestamp(start + 30_000),
      deletionGracePeriodSeconds: 30,
    });
    expect(decidePod(going, start, start + 999, delays)).toMatchObject({
      ended: false,
      wakeAt: start + 1000,
    });
    expect(decidePod(going, start, start + 1000, delays).ended).toBe(true);
  });
});

describe('decideReplicaSet', () => {
  const replicaSet = (spec: KubernetesObject['spec']): KubernetesObject => ({
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: { name: 'r', generation: 1 },
    spec,
  });
  const ready = (name: string, at = start): KubernetesObject => {
    const { status } = decidePod(pod('web:1', { name }), at - 1000, at, delays);
    return { ...pod('web:1', { name }), status };
  };

  it('creates missing pods and counts the ready ones', () => {
    const decision = decideReplicaSet(replicaSet({ replicas: 3 }), [ready('a'), pod('web:1')], start);
    expect(decision.create).toBe(1);
    expect(decision.status).toEqual({
      replicas: 2,
      fullyLabeledReplicas: 2,
      readyReplicas: 1,
      availableReplicas: 1,
      observedGeneration: 1,
    });
  });

  it('removes pods that are not ready before others', () => {
    const { remove } = decideReplicaSet(
      replicaSet({ replicas: 1 }),
      [ready('a'), pod('web:1', { name: 'b' })],
      start,
    );
    expect(remove.map(({ metadata }) => metadata.name)).toEqual(['b']);
  });

  it('replaces a pod that is being deleted', () => {
    const going = pod('web:1', { deletionTimestamp: timestamp(start) });
    expect(decideReplicaSet(replicaSet({ replicas: 1 }), [going], start)).toMatchObject({
      create: 1,
      status: { replicas: 0 },
    });
  });

  it('waits minReadySeconds before a ready pod counts as available', () => {
    const slow = replicaSet({ replicas: 1, minReadySeconds: 10 });
    const early = decideReplicaSet(slow, [ready('a')], start + 9000);
    expect(early.status['availableReplicas']).toBeUndefined();
    expect(early.wakeAt).toBe(start + 10_000);
    expect(decideReplicaSet(slow, [ready('a')], start + 10_000).status['availableReplicas']).toBe(1);
  });
});
