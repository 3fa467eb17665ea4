import { describe, expect, it } from '@jest/globals';
import { type JsonObject } from '../json.ts';
import { type KubernetesObject, timestamp } from '../objects.ts';
import { budgetStatus } from './budget.ts';
import { decideJob } from './job.ts';
import { podLog } from './log.ts';
import { decideRevision, outdatedRevisions } from './revisions.ts';
import { claimsWith, podWith } from './stateful-pods.ts';
import { decideStatefulSet } from './stateful-set.ts';

const start = Date.parse('2026-01-01T00:00:00Z');

function object(kind: string, name: string, spec: JsonObject, status: JsonObject = {}): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind,
    metadata: { name, namespace: 'default', uid: name, generation: 1 },
    spec,
    status,
  };
}

/** A pod: `+` ready, `-` not ready, `x` leaving; the hash of its revision after the ordinal. */
function podOf(text: string): KubernetesObject {
  const [, state = '', ordinal = '', hash = ''] = /^([+x-])(\d+)(\w+)$/.exec(text) ?? [];
  const conditions = [{ type: 'Ready', status: 'True', lastTransitionTime: timestamp(start) }];
  const pod = object('Pod', `db-${ordinal}`, {}, { conditions: state === '-' ? [] : conditions });
  pod.metadata.labels = { 'controller-revision-hash': hash };
  if (state === 'x') pod.metadata.deletionTimestamp = timestamp(start);
  return pod;
}

describe('decideStatefulSet', () => {
  const cases: { name: string; spec: JsonObject; pods: string; create?: string[]; remove?: string[] }[] = [
    { name: 'creates the first pod alone', spec: { replicas: 3 }, pods: '', create: ['0 new'] },
    { name: 'waits for the first before the second', spec: { replicas: 3 }, pods: '-0new' },
    { name: 'creates the next when it is ready', spec: { replicas: 3 }, pods: '+0new', create: ['1 new'] },
    {
      name: 'creates all at once in parallel',
      spec: { replicas: 2, podManagementPolicy: 'Parallel' },
      pods: '',
      create: ['0 new', '1 new'],
    },
    {
      name: 'removes the last pod when it shrinks',
      spec: { replicas: 1 },
      pods: '+0new +1new +2new',
      remove: ['db-2'],
    },
    { name: 'removes one pod after the other', spec: { replicas: 1 }, pods: '+0new +1new x2new' },
    { name: 'updates from the last pod', spec: { replicas: 2 }, pods: '+0old +1old', remove: ['db-1'] },
    { name: 'stands still behind a pod that does not get ready', spec: { replicas: 2 }, pods: '+0old -1new' },
    {
      name: 'goes on when the new pod is ready',
      spec: { replicas: 2 },
      pods: '+0old +1new',
      remove: ['db-0'],
    },
    { name: 'waits for a pod that is leaving', spec: { replicas: 2 }, pods: '+0old x1old' },
    {
      name: 'leaves the pods below the partition',
      spec: { replicas: 2, updateStrategy: { rollingUpdate: { partition: 1 } } },
      pods: '+0old +1new',
    },
    {
      name: 'brings a pod below the partition back as it was',
      spec: { replicas: 2, updateStrategy: { rollingUpdate: { partition: 1 } } },
      pods: '+1new',
      create: ['0 old'],
    },
    {
      name: 'updates nothing by itself on delete',
      spec: { replicas: 1, updateStrategy: { type: 'OnDelete' } },
      pods: '+0old',
    },
    {
      name: 'counts from its first ordinal',
      spec: { replicas: 1, ordinals: { start: 5 } },
      pods: '',
      create: ['5 new'],
    },
  ];
  it.each(cases)('$name', ({ spec, pods, create = [], remove = [] }) => {
    const owned = pods.split(' ').filter(Boolean).map(podOf);
    const statefulSet = object('StatefulSet', 'db', spec, { currentRevision: 'db-old' });
    const decision = decideStatefulSet({ statefulSet, owned, updateRevision: 'db-new', now: start });
    const made = decision.create.map(({ ordinal, revision }) => `${ordinal} ${revision.slice(3)}`);
    expect([made, decision.remove.map(({ metadata }) => metadata.name)]).toEqual([create, remove]);
  });

  it('takes a revision for the current one when all pods have it', () => {
    const statefulSet = object('StatefulSet', 'db', { replicas: 2 }, { currentRevision: 'db-old' });
    const decide = (pods: string[]) =>
      decideStatefulSet({ statefulSet, owned: pods.map(podOf), updateRevision: 'db-new', now: start }).status;
    expect(decide(['+0old', '+1new'])).toMatchObject({
      currentRevision: 'db-old',
      currentReplicas: 1,
      updatedReplicas: 1,
    });
    expect(decide(['+0new', '+1new'])).toMatchObject({ currentRevision: 'db-new', currentReplicas: 2 });
  });
});

it('the pod of a StatefulSet has its name, its labels and its claims', () => {
  const statefulSet = object('StatefulSet', 'db', {
    serviceName: 'db',
    selector: { matchLabels: { app: 'db' } },
    persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Delete' },
    volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: {} }],
  });
  const template = {
    metadata: { labels: { app: 'db' } },
    spec: { volumes: [{ name: 'tmp', emptyDir: {} }] },
  };
  expect(podWith(statefulSet, template, { ordinal: 1, revision: 'db-abc' })).toMatchObject({
    metadata: {
      name: 'db-1',
      labels: { app: 'db', 'controller-revision-hash': 'abc', 'statefulset.kubernetes.io/pod-name': 'db-1' },
    },
    spec: {
      hostname: 'db-1',
      subdomain: 'db',
      volumes: [{ name: 'tmp' }, { name: 'data', persistentVolumeClaim: { claimName: 'data-db-1' } }],
    },
  });
  expect(claimsWith(statefulSet, 1)).toMatchObject([
    { metadata: { name: 'data-db-1', labels: { app: 'db' }, ownerReferences: [{ kind: 'StatefulSet' }] } },
  ]);
});

describe('revisions', () => {
  const workload = object('StatefulSet', 'db', { revisionHistoryLimit: 1, template: { spec: {} } });
  const revision = (name: string, number: number, template: JsonObject): KubernetesObject => ({
    ...object('ControllerRevision', name, {}),
    data: { spec: { template: { ...template, $patch: 'replace' } } },
    revision: number,
  });

  it('an earlier template comes back under a new number', () => {
    const known = revision('db-a', 1, { spec: {} });
    const owned = [known, revision('db-b', 2, {})];
    expect(decideRevision(workload, owned)).toEqual({
      current: 'db-a',
      create: undefined,
      renumber: { revision: known, number: 3 },
    });
  });

  it('only as many old ones as wanted are kept', () => {
    const owned = [3, 1, 2].map((number) => revision(`db-${number}`, number, {}));
    const outdated = outdatedRevisions(workload, owned, new Set(['db-3']));
    expect(outdated.map(({ metadata }) => metadata.name)).toEqual(['db-1']);
  });
});

describe('decideJob', () => {
  const job = (spec: JsonObject, status: JsonObject = {}) => object('Job', 'task', spec, status);
  const pods = (...phases: string[]) =>
    phases.map((phase, index) => object('Pod', `task-${index}`, {}, { phase }));
  it.each([
    [{ parallelism: 2, completions: 5 }, [], 2],
    [{ parallelism: 2, completions: 5 }, ['Running'], 1],
    [{ parallelism: 3, completions: 3 }, ['Succeeded', 'Succeeded'], 1],
    [{ parallelism: 2 }, ['Succeeded', 'Running'], 0],
    [{ parallelism: 1, completions: 1, backoffLimit: 1 }, ['Failed'], 1],
    [{ parallelism: 1, completions: 1, suspend: true }, [], 0],
  ])('%j with pods %j creates %d', (spec, phases, expected) => {
    expect(decideJob(job(spec), pods(...phases), start).create).toBe(expected);
  });

  it('is over its deadline', () => {
    const overdue = job({ completions: 1, activeDeadlineSeconds: 1 }, { startTime: timestamp(start) });
    const decision = decideJob(overdue, pods('Running'), start + 1000);
    expect(decision.remove).toHaveLength(1);
    expect(decision.status['conditions']).toMatchObject([
      { type: 'FailureTarget', reason: 'DeadlineExceeded' },
      {
        type: 'Failed',
        reason: 'DeadlineExceeded',
        message: 'Job was active longer than specified deadline',
      },
    ]);
  });

  it('changes nothing any more when it is finished, and expires', () => {
    const status = {
      conditions: [{ type: 'Complete', status: 'True', lastTransitionTime: timestamp(start) }],
    };
    const finished = job({ ttlSecondsAfterFinished: 5 }, status);
    expect(decideJob(finished, [], start)).toMatchObject({ status, expired: false, wakeAt: start + 5000 });
    expect(decideJob(finished, [], start + 5000)).toMatchObject({ expired: true });
  });
});

it.each([
  [{ minAvailable: '50%' }, 2, 1],
  [{ maxUnavailable: 1 }, 2, 1],
  [{ maxUnavailable: 0 }, 3, 0],
  [{ minAvailable: 5 }, 5, 0],
])('a budget of %j over 3 ready pods wants %d and allows %d', (spec, desiredHealthy, disruptionsAllowed) => {
  const three = ['+0a', '+1a', '+2a'].map(podOf);
  expect(budgetStatus(object('PodDisruptionBudget', 'b', spec), three, start)).toMatchObject({
    expectedPods: 3,
    currentHealthy: 3,
    desiredHealthy,
    disruptionsAllowed,
  });
});

it.each([
  [{}, ''],
  [{ 'sandbox.tribble.dev/log': 'one\ntwo' }, 'one\ntwo\n'],
  [{ 'sandbox.tribble.dev/crash': 'no database' }, 'no database\n'],
])('the log of a pod with %j', (annotations, expected) => {
  const pod = object('Pod', 'web', {});
  expect(podLog({ ...pod, metadata: { ...pod.metadata, annotations } })).toBe(expected);
});
