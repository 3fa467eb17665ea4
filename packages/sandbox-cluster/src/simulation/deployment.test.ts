import { describe, expect, it } from '@jest/globals';
import { type JsonObject, objectOf, objectsOf, textOf } from '../json.ts';
import { type KubernetesObject, timestamp } from '../objects.ts';
import { decideRollout, revisionAnnotation, type RolloutDecision } from './deployment.ts';

const start = Date.parse('2026-01-01T00:00:00Z');
const template = (image: string): JsonObject => ({
  metadata: { labels: { app: 'web' } },
  spec: { containers: [{ name: 'web', image }] },
});

function deployment(spec: JsonObject = {}, status: JsonObject = {}): KubernetesObject {
  const rollingUpdate = { maxSurge: '25%', maxUnavailable: '25%' };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', namespace: 'default', uid: 'd', generation: 3 },
    spec: {
      replicas: 1,
      progressDeadlineSeconds: 600,
      revisionHistoryLimit: 10,
      strategy: { type: 'RollingUpdate', rollingUpdate },
      selector: { matchLabels: { app: 'web' } },
      template: template('web:2'),
      ...spec,
    },
    status,
  };
}

function replicaSet(
  name: string,
  image: string,
  {
    revision,
    size,
    pods = size,
    available = pods,
  }: Record<string, number> & { revision: number; size: number },
): KubernetesObject {
  return {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: { name, generation: 1, annotations: { [revisionAnnotation]: String(revision) } },
    spec: { replicas: size, template: template(image) },
    status: { replicas: pods, readyReplicas: available, availableReplicas: available, observedGeneration: 1 },
  };
}

const scaling = ({ scale }: RolloutDecision) =>
  Object.fromEntries(scale.map(({ replicaSet: { metadata }, replicas }) => [metadata.name, replicas]));
const condition = ({ status }: RolloutDecision, type: string) =>
  objectsOf(status['conditions']).find((candidate) => candidate['type'] === type);
const progressing = (reason: string, message: string, status = 'True'): JsonObject => ({
  conditions: [
    {
      type: 'Progressing',
      status,
      reason,
      message,
      lastUpdateTime: timestamp(start),
      lastTransitionTime: timestamp(start),
    },
  ],
});

describe('decideRollout: ReplicaSets', () => {
  it('creates the first one, with the hash of the template in name, labels and selector', () => {
    const { create, revision } = decideRollout(deployment({ replicas: 3 }), [], start);
    const hash = /^web-([a-z0-9]{10})$/.exec(textOf(objectOf(create?.['metadata'])['name']))?.[1] ?? 'none';
    const labels = { app: 'web', 'pod-template-hash': hash };
    expect(revision).toBe('1');
    expect(create).toMatchObject({
      metadata: {
        labels,
        annotations: {
          [revisionAnnotation]: '1',
          'deployment.kubernetes.io/desired-replicas': '3',
          'deployment.kubernetes.io/max-replicas': '4',
        },
        ownerReferences: [{ kind: 'Deployment', name: 'web', uid: 'd', controller: true }],
      },
      spec: { replicas: 3, selector: { matchLabels: labels }, template: { metadata: { labels } } },
    });
  });

  const cases: {
    name: string;
    spec?: JsonObject;
    sets: KubernetesObject[];
    expected: Record<string, number>;
  }[] = [
    {
      name: 'leaves everything when all is well',
      sets: [replicaSet('new', 'web:2', { revision: 1, size: 1 })],
      expected: {},
    },
    {
      name: 'follows the wanted size',
      spec: { replicas: 5 },
      sets: [replicaSet('new', 'web:2', { revision: 1, size: 1 })],
      expected: { new: 5 },
    },
    {
      name: 'keeps the only old pod while the new one is not available',
      sets: [
        replicaSet('old', 'web:1', { revision: 1, size: 1 }),
        replicaSet('new', 'web:2', { revision: 2, size: 1, available: 0 }),
      ],
      expected: {},
    },
    {
      name: 'removes the old pod when the new one is available',
      sets: [
        replicaSet('old', 'web:1', { revision: 1, size: 1 }),
        replicaSet('new', 'web:2', { revision: 2, size: 1 }),
      ],
      expected: { old: 0 },
    },
    {
      name: 'takes away as many old pods as may be missing',
      spec: { replicas: 4 },
      sets: [
        replicaSet('old', 'web:1', { revision: 1, size: 4 }),
        replicaSet('new', 'web:2', { revision: 2, size: 1, available: 0 }),
      ],
      expected: { old: 3 },
    },
    {
      name: 'adds new pods within the surge',
      spec: { replicas: 4 },
      sets: [
        replicaSet('old', 'web:1', { revision: 1, size: 3 }),
        replicaSet('new', 'web:2', { revision: 2, size: 1 }),
      ],
      expected: { new: 2 },
    },
    {
      name: 'takes pods that are not available first, oldest ReplicaSet first',
      spec: { replicas: 2 },
      sets: [
        replicaSet('old', 'web:1', { revision: 1, size: 2 }),
        replicaSet('broken', 'web:broken', { revision: 2, size: 1, available: 0 }),
        replicaSet('new', 'web:2', { revision: 3, size: 0 }),
      ],
      expected: { broken: 0 },
    },
    {
      name: 'goes back to an old ReplicaSet of the same template',
      sets: [
        replicaSet('again', 'web:2', { revision: 1, size: 0 }),
        replicaSet('broken', 'web:broken', { revision: 2, size: 1, available: 0 }),
      ],
      expected: { again: 1 },
    },
    {
      name: 'Recreate: empties the old ones first',
      spec: { strategy: { type: 'Recreate' }, replicas: 2 },
      sets: [replicaSet('old', 'web:1', { revision: 1, size: 2 })],
      expected: { old: 0 },
    },
    {
      name: 'a paused Deployment rolls nothing out but follows its size',
      spec: { paused: true, replicas: 3 },
      sets: [replicaSet('old', 'web:1', { revision: 1, size: 1 })],
      expected: { old: 3 },
    },
  ];
  it.each(cases)('$name', ({ spec, sets, expected }) => {
    expect(scaling(decideRollout(deployment(spec), sets, start))).toEqual(expected);
  });

  it('Recreate: creates the new one only when the old pods are gone', () => {
    const recreate = deployment({ strategy: { type: 'Recreate' } });
    const old = (pods: number) => [replicaSet('old', 'web:1', { revision: 1, size: 0, pods })];
    expect(decideRollout(recreate, old(1), start).create).toBeUndefined();
    expect(decideRollout(recreate, old(0), start).create).toBeDefined();
  });

  it('counts no rollout that a pause holds back', () => {
    const old = [replicaSet('old', 'web:1', { revision: 1, size: 1 })];
    expect(decideRollout(deployment({ paused: true }), old, start)).toMatchObject({
      create: undefined,
      revision: undefined,
    });
    expect(decideRollout(deployment(), old, start).revision).toBe('2');
  });

  it('numbers a ReplicaSet anew when the Deployment goes back to it', () => {
    const sets = [
      replicaSet('again', 'web:2', { revision: 1, size: 0 }),
      replicaSet('newer', 'web:3', { revision: 2, size: 1 }),
    ];
    const { renumber, revision } = decideRollout(deployment(), sets, start);
    expect(revision).toBe('3');
    expect(renumber.map(({ replicaSet: { metadata } }) => metadata.name)).toEqual(['again']);
  });

  it('forgets idle ReplicaSets beyond the history limit, oldest first', () => {
    const idle = [1, 2, 3].map((revision) =>
      replicaSet(`r${revision}`, `web:old${revision}`, { revision, size: 0 }),
    );
    const sets = [...idle, replicaSet('new', 'web:2', { revision: 4, size: 1 })];
    const { remove } = decideRollout(deployment({ revisionHistoryLimit: 1 }), sets, start);
    expect(remove.map(({ metadata }) => metadata.name)).toEqual(['r1', 'r2']);
  });
});

describe('decideRollout: status', () => {
  it('counts pods and leaves zeros out', () => {
    const sets = [
      replicaSet('old', 'web:1', { revision: 1, size: 1 }),
      replicaSet('new', 'web:2', { revision: 2, size: 1, available: 0 }),
    ];
    const { conditions: _conditions, ...counters } = decideRollout(deployment(), sets, start).status;
    expect(counters).toEqual({
      observedGeneration: 3,
      replicas: 2,
      updatedReplicas: 1,
      readyReplicas: 1,
      availableReplicas: 1,
      unavailableReplicas: 1,
    });
  });

  const broken = () => replicaSet('new', 'web:2', { revision: 2, size: 1, available: 0 });
  const standing = { replicas: 1, updatedReplicas: 1 };
  const cases: {
    name: string;
    spec?: JsonObject;
    status?: JsonObject;
    sets: KubernetesObject[];
    after?: number;
    expected: JsonObject;
  }[] = [
    {
      name: 'NewReplicaSetCreated in the pass that creates it',
      sets: [],
      expected: { status: 'True', reason: 'NewReplicaSetCreated' },
    },
    {
      name: 'ReplicaSetUpdated when pods appear',
      status: progressing('NewReplicaSetCreated', 'Created new replica set "new"'),
      sets: [broken()],
      after: 5,
      expected: { status: 'True', reason: 'ReplicaSetUpdated', lastUpdateTime: timestamp(start + 5000) },
    },
    {
      name: 'NewReplicaSetAvailable when all pods are available',
      status: progressing('ReplicaSetUpdated', 'ReplicaSet "new" is progressing.'),
      sets: [replicaSet('new', 'web:2', { revision: 1, size: 1 })],
      expected: {
        status: 'True',
        reason: 'NewReplicaSetAvailable',
        message: 'ReplicaSet "new" has successfully progressed.',
      },
    },
    {
      name: 'no verdict before the deadline',
      spec: { progressDeadlineSeconds: 10 },
      status: { ...standing, ...progressing('ReplicaSetUpdated', 'ReplicaSet "new" is progressing.') },
      sets: [broken()],
      after: 9,
      expected: { status: 'True', reason: 'ReplicaSetUpdated', lastUpdateTime: timestamp(start) },
    },
    {
      name: 'ProgressDeadlineExceeded at the deadline',
      spec: { progressDeadlineSeconds: 10 },
      status: { ...standing, ...progressing('ReplicaSetUpdated', 'ReplicaSet "new" is progressing.') },
      sets: [broken()],
      after: 10,
      expected: {
        status: 'False',
        reason: 'ProgressDeadlineExceeded',
        message: 'ReplicaSet "new" has timed out progressing.',
      },
    },
    {
      name: 'progress after the deadline is progress again',
      status: {
        ...standing,
        ...progressing('ProgressDeadlineExceeded', 'ReplicaSet "new" has timed out progressing.', 'False'),
      },
      sets: [replicaSet('new', 'web:2', { revision: 2, size: 1 })],
      expected: { status: 'True', reason: 'NewReplicaSetAvailable' },
    },
    {
      name: 'a finished rollout that loses a pod stays finished',
      status: {
        replicas: 1,
        updatedReplicas: 1,
        readyReplicas: 1,
        availableReplicas: 1,
        ...progressing('NewReplicaSetAvailable', 'ReplicaSet "new" has successfully progressed.'),
      },
      sets: [broken()],
      after: 9999,
      expected: { status: 'True', reason: 'NewReplicaSetAvailable', lastUpdateTime: timestamp(start) },
    },
    {
      name: 'FoundNewReplicaSet when the Deployment goes back to an old template',
      status: {
        replicas: 1,
        ...progressing('NewReplicaSetAvailable', 'ReplicaSet "other" has successfully progressed.'),
      },
      sets: [
        replicaSet('new', 'web:2', { revision: 1, size: 0 }),
        replicaSet('other', 'web:1', { revision: 2, size: 1 }),
      ],
      expected: { status: 'True', reason: 'FoundNewReplicaSet' },
    },
    {
      name: 'Unknown while paused',
      spec: { paused: true },
      sets: [broken()],
      expected: { status: 'Unknown', reason: 'DeploymentPaused' },
    },
  ];
  it.each(cases)('Progressing: $name', ({ spec, status, sets, after = 0, expected }) => {
    const decision = decideRollout(deployment(spec, status), sets, start + after * 1000);
    expect(condition(decision, 'Progressing')).toMatchObject(expected);
  });

  it('wakes up at the progress deadline', () => {
    const status = { ...standing, ...progressing('ReplicaSetUpdated', 'ReplicaSet "new" is progressing.') };
    const decision = decideRollout(
      deployment({ progressDeadlineSeconds: 10 }, status),
      [broken()],
      start + 1000,
    );
    expect(decision.wakeAt).toBe(start + 10_000);
  });

  it.each([
    { available: 3, status: 'True', reason: 'MinimumReplicasAvailable' },
    { available: 2, status: 'False', reason: 'MinimumReplicasUnavailable' },
  ])('Available with $available of 4 pods: $status', ({ available, ...expected }) => {
    const sets = [replicaSet('new', 'web:2', { revision: 1, size: 4, available })];
    expect(condition(decideRollout(deployment({ replicas: 4 }), sets, start), 'Available')).toMatchObject(
      expected,
    );
  });
});
