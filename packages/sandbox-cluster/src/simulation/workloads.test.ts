import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type SandboxCluster, startSandboxCluster } from '../index.ts';
import { fieldAt, type JsonObject, objectOf, objectsOf, textOf } from '../json.ts';
import { ApiClient, deploymentBody } from '../testing/api-client.ts';

let cluster: SandboxCluster;
let api: ApiClient;
let number = 0;
let core: string;
let apps: string;
let jobs: string;

beforeAll(async () => {
  cluster = await startSandboxCluster({ readyDelayMs: 20 });
  api = new ApiClient(cluster.url);
});
afterAll(() => cluster.stop());
beforeEach(async () => {
  number += 1;
  const namespace = `workloads-${number}`;
  core = `/api/v1/namespaces/${namespace}`;
  apps = `/apis/apps/v1/namespaces/${namespace}`;
  jobs = `/apis/batch/v1/namespaces/${namespace}/jobs`;
  await api.request('POST', '/api/v1/namespaces', { metadata: { name: namespace } });
});

const status = (object: JsonObject) => objectOf(object['status']);
const condition = (object: JsonObject, type: string) =>
  objectsOf(status(object)['conditions']).find((candidate) => candidate['type'] === type);
const holds = (type: string) => (object: JsonObject) => condition(object, type)?.['status'] === 'True';
const nameOf = (object: JsonObject) => textOf(fieldAt(object, 'metadata', 'name'));
const list = async (path: string) => objectsOf((await api.request('GET', path)).body['items']);
const create = async (path: string, body: JsonObject) => {
  const answer = await api.request('POST', path, body);
  expect(answer).toMatchObject({ code: 201 });
  return answer.body;
};

const template = (spec: JsonObject = {}, annotations: JsonObject = {}): JsonObject => ({
  metadata: { labels: { app: 'db' }, annotations },
  spec: { containers: [{ name: 'db', image: 'db:1' }], ...spec },
});
const workload = (spec: JsonObject = {}): JsonObject => ({
  metadata: { name: 'db' },
  spec: { selector: { matchLabels: { app: 'db' } }, template: template(), ...spec },
});

describe('a StatefulSet', () => {
  const claims = [
    {
      metadata: { name: 'data' },
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
    },
  ];
  const settled = (generation: number) => (object: JsonObject) => {
    const { observedGeneration, availableReplicas, currentRevision, updateRevision } = status(object);
    return observedGeneration === generation && availableReplicas === 2 && currentRevision === updateRevision;
  };

  it('starts its pods one after the other, each with its volume', async () => {
    await create(`${apps}/statefulsets`, workload({ replicas: 2, volumeClaimTemplates: claims }));
    const ready = await api.until(`${apps}/statefulsets`, settled(1));
    expect(status(ready)).toMatchObject({
      replicas: 2,
      readyReplicas: 2,
      currentReplicas: 2,
      updatedReplicas: 2,
    });
    const pods = await list(`${core}/pods`);
    expect(pods.map(nameOf)).toEqual(['db-0', 'db-1']);
    const [first, second] = pods.map((pod) => textOf(fieldAt(pod, 'metadata', 'creationTimestamp')));
    expect(textOf(first) <= textOf(second)).toBe(true);
    const bound = await list(`${core}/persistentvolumeclaims`);
    expect(bound.map((claim) => [nameOf(claim), status(claim)['phase']])).toEqual([
      ['data-db-0', 'Bound'],
      ['data-db-1', 'Bound'],
    ]);
  });

  it('replaces them from the last to the partition, and keeps its claims when it goes', async () => {
    const rollingUpdate = { partition: 1 };
    const spec = { replicas: 2, volumeClaimTemplates: claims, updateStrategy: { rollingUpdate } };
    await create(`${apps}/statefulsets`, workload(spec));
    await api.until(`${apps}/statefulsets`, settled(1));
    const image = { spec: { template: { spec: { containers: [{ name: 'db', image: 'db:2' }] } } } };
    await api.request('PATCH', `${apps}/statefulsets/db`, image, {
      'content-type': 'application/strategic-merge-patch+json',
    });
    const isPartial = (object: JsonObject) =>
      status(object)['updatedReplicas'] === 1 && status(object)['availableReplicas'] === 2;
    await api.until(`${apps}/statefulsets`, isPartial);
    const images = (await list(`${core}/pods`)).map((pod) =>
      fieldAt(objectsOf(fieldAt(pod, 'spec', 'containers'))[0], 'image'),
    );
    expect(images).toEqual(['db:1', 'db:2']);
    expect(await list(`${apps}/controllerrevisions`)).toHaveLength(2);
    await api.request('DELETE', `${apps}/statefulsets/db`);
    await api.untilGone(`${core}/pods`, 'db-0');
    expect(await list(`${core}/persistentvolumeclaims`)).toHaveLength(2);
  });
});

describe('a DaemonSet', () => {
  const current = (generation: number) => (object: JsonObject) => {
    const { observedGeneration, numberAvailable, updatedNumberScheduled } = status(object);
    return observedGeneration === generation && numberAvailable === 1 && updatedNumberScheduled === 1;
  };

  it('runs on the one node, and follows its template', async () => {
    await create(`${apps}/daemonsets`, workload());
    expect(status(await api.until(`${apps}/daemonsets`, current(1)))).toMatchObject({
      desiredNumberScheduled: 1,
      currentNumberScheduled: 1,
      numberReady: 1,
    });
    const before = nameOf((await list(`${core}/pods`))[0] ?? {});
    const patch = { spec: { template: { metadata: { labels: { version: '2' } } } } };
    await api.request('PATCH', `${apps}/daemonsets/db`, patch, {
      'content-type': 'application/merge-patch+json',
    });
    await api.until(`${apps}/daemonsets`, current(2));
    expect((await list(`${core}/pods`)).map(nameOf)).not.toContain(before);
  });

  it('wants no pod where its node selector does not fit', async () => {
    await create(`${apps}/daemonsets`, workload({ template: template({ nodeSelector: { disk: 'ssd' } }) }));
    const idle = await api.until(
      `${apps}/daemonsets`,
      (object) => status(object)['observedGeneration'] === 1,
    );
    expect(status(idle)).toMatchObject({ desiredNumberScheduled: 0, currentNumberScheduled: 0 });
  });
});

describe('a Job', () => {
  const job = (spec: JsonObject = {}, pod: JsonObject = {}) => ({
    metadata: { name: 'task' },
    spec: { template: template({ restartPolicy: 'Never', ...pod }), ...spec },
  });

  it('runs its pods and completes', async () => {
    await create(jobs, job({ completions: 2 }));
    const done = await api.until(jobs, holds('Complete'));
    expect(status(done)).toMatchObject({ succeeded: 2, completionTime: expect.any(String) });
    expect(holds('SuccessCriteriaMet')(done)).toBe(true);
    expect(status(done)['active']).toBeUndefined();
  });

  it('gives up beyond its backoff limit', async () => {
    const containers = [{ name: 'db', image: 'db:1', args: ['fail'] }];
    await create(jobs, job({ backoffLimit: 1 }, { containers }));
    const given = await api.until(jobs, holds('Failed'));
    expect(condition(given, 'Failed')).toMatchObject({
      reason: 'BackoffLimitExceeded',
      message: 'Job has reached the specified backoff limit',
    });
    expect(status(given)).toMatchObject({ failed: 2 });
  });

  it('waits while it is suspended', async () => {
    await create(jobs, job({ suspend: true }));
    await api.until(jobs, holds('Suspended'));
    expect(await list(`${core}/pods`)).toEqual([]);
    await api.request(
      'PATCH',
      `${jobs}/task`,
      { spec: { suspend: false } },
      {
        'content-type': 'application/merge-patch+json',
      },
    );
    expect(condition(await api.until(jobs, holds('Complete')), 'Suspended')).toMatchObject({
      reason: 'JobResumed',
    });
  });

  it('goes when its time after the end is over, with its pods', async () => {
    await create(jobs, job({ ttlSecondsAfterFinished: 0 }));
    await api.untilGone(jobs, 'task');
    for (const pod of await list(`${core}/pods`)) await api.untilGone(`${core}/pods`, nameOf(pod));
  });

  it('never starts with a broken image', async () => {
    await create(jobs, job({}, { containers: [{ name: 'db', image: 'db:broken' }] }));
    const waiting = (pod: JsonObject) =>
      fieldAt(objectsOf(status(pod)['containerStatuses'])[0], 'state', 'waiting', 'reason');
    await api.until(`${core}/pods`, (pod) => waiting(pod) === 'ImagePullBackOff');
    expect(status((await api.request('GET', `${jobs}/task`)).body)).toMatchObject({ active: 1, ready: 0 });
  });
});

describe('a quota without pods', () => {
  it('shows in the conditions of ReplicaSet and Deployment, and in an Event; more room lets the pods come', async () => {
    await create(`${core}/resourcequotas`, { metadata: { name: 'none' }, spec: { hard: { pods: '0' } } });
    await create(`${apps}/deployments`, deploymentBody('web'));
    const failed = condition(
      await api.until(`${apps}/deployments`, holds('ReplicaFailure')),
      'ReplicaFailure',
    );
    expect(failed).toMatchObject({ reason: 'FailedCreate' });
    expect(textOf(failed?.['message'])).toMatch(
      /^pods "web-\w+-\w+" is forbidden: exceeded quota: none, requested: pods=1, used: pods=0, limited: pods=0$/,
    );
    const events = await list(`${core}/events?fieldSelector=reason=FailedCreate`);
    expect(events).toEqual([expect.objectContaining({ type: 'Warning', reason: 'FailedCreate' })]);
    await api.request('DELETE', `${core}/resourcequotas/none`);
    const available = await api.until(`${apps}/deployments`, holds('Available'));
    expect(condition(available, 'ReplicaFailure')).toBeUndefined();
  });

  it('counts what is there', async () => {
    await create(`${core}/resourcequotas`, {
      metadata: { name: 'some' },
      spec: { hard: { pods: '5', 'requests.cpu': '2', 'count/configmaps': '3' } },
    });
    const containers = [{ name: 'a', image: 'a', resources: { requests: { cpu: '1500m' } } }];
    await create(`${core}/pods`, { metadata: { name: 'a' }, spec: { containers } });
    const used = (quota: JsonObject) => objectOf(status(quota)['used']);
    const counted = await api.until(`${core}/resourcequotas`, (quota) => used(quota)['pods'] === '1');
    expect(used(counted)).toEqual({ pods: '1', 'requests.cpu': '1500m', 'count/configmaps': '0' });
  });
});

describe('pods', () => {
  const pod = (annotations: JsonObject = {}, spec: JsonObject = {}): JsonObject => ({
    metadata: { name: 'a', annotations },
    spec: { containers: [{ name: 'a', image: 'a:1' }], ...spec },
  });

  it('that fit no node wait, with an Event', async () => {
    await create(`${core}/pods`, pod({}, { nodeSelector: { disk: 'ssd' } }));
    const isRefused = (object: JsonObject) => condition(object, 'PodScheduled')?.['status'] === 'False';
    const waiting = await api.until(`${core}/pods`, isRefused);
    expect(condition(waiting, 'PodScheduled')).toMatchObject({ reason: 'Unschedulable' });
    expect(await list(`${core}/events?fieldSelector=reason=FailedScheduling`)).toHaveLength(1);
  });

  it.each([
    ['the annotation says so', { 'sandbox.tribble.dev/manual': 'true' }, {}],
    ['they are bound to another node', {}, { nodeName: 'elsewhere' }],
  ])('are left to the test when %s', async (_name, annotations, spec) => {
    await create(`${core}/pods`, pod(annotations, spec));
    const given = { phase: 'Failed', reason: 'Evicted' };
    await api.request(
      'PATCH',
      `${core}/pods/a/status`,
      { status: given },
      {
        'content-type': 'application/merge-patch+json',
      },
    );
    await create(`${core}/pods`, { ...pod(), metadata: { name: 'b' } });
    await api.until(`${core}/pods`, (object) => nameOf(object) === 'b' && holds('Ready')(object));
    expect(status((await api.request('GET', `${core}/pods/a`)).body)).toMatchObject(given);
  });
});

describe('what watches others', () => {
  it('a budget counts the pods that it protects', async () => {
    const budgets = `/apis/policy/v1/namespaces/workloads-${number}/poddisruptionbudgets`;
    const selector = { matchLabels: { app: 'web' } };
    await create(budgets, { metadata: { name: 'web' }, spec: { minAvailable: 1, selector } });
    await create(`${apps}/deployments`, deploymentBody('web', { replicas: 2 }));
    const allows = await api.until(budgets, (budget) => status(budget)['disruptionsAllowed'] === 1);
    expect(status(allows)).toMatchObject({ expectedPods: 2, currentHealthy: 2, desiredHealthy: 1 });
  });

  it('an autoscaler says that it has no metrics, and scales nothing', async () => {
    await create(`${apps}/deployments`, deploymentBody('web'));
    const autoscalers = `/apis/autoscaling/v2/namespaces/workloads-${number}/horizontalpodautoscalers`;
    const scaleTargetRef = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' };
    await create(autoscalers, { metadata: { name: 'web' }, spec: { maxReplicas: 5, scaleTargetRef } });
    const idle = await api.until(autoscalers, (object) => condition(object, 'ScalingActive') !== undefined);
    expect(condition(idle, 'ScalingActive')).toMatchObject({
      status: 'False',
      reason: 'FailedGetResourceMetric',
    });
  });

  it('an aggregated ClusterRole gets the rules of others', async () => {
    const roles = '/apis/rbac.authorization.k8s.io/v1/clusterroles';
    const labels = { aggregate: `to-${number}` };
    const rules = [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }];
    await create(roles, {
      metadata: { name: `all-${number}` },
      aggregationRule: { clusterRoleSelectors: [{ matchLabels: labels }] },
      rules: [],
    });
    await create(roles, { metadata: { name: `part-${number}`, labels }, rules });
    const filled = await api.until(
      roles,
      (role) => nameOf(role) === `all-${number}` && objectsOf(role['rules']).length > 0,
    );
    expect(filled['rules']).toEqual(rules);
  });

  it('a claim keeps its volume while a pod uses it, and both go afterwards', async () => {
    await create(`${core}/persistentvolumeclaims`, {
      metadata: { name: 'data' },
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
    });
    const volumes = [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }];
    const containers = [{ name: 'a', image: 'a:1' }];
    await create(`${core}/pods`, { metadata: { name: 'user' }, spec: { containers, volumes } });
    const bound = await api.until(
      `${core}/persistentvolumeclaims`,
      (claim) => status(claim)['phase'] === 'Bound',
    );
    const volume = textOf(fieldAt(bound, 'spec', 'volumeName'));
    const deleted = await api.request('DELETE', `${core}/persistentvolumeclaims/data`);
    expect(fieldAt(deleted.body, 'metadata', 'finalizers')).toEqual(['kubernetes.io/pvc-protection']);
    await api.request('DELETE', `${core}/pods/user`);
    await api.untilGone(`${core}/persistentvolumeclaims`, 'data');
    await api.untilGone('/api/v1/persistentvolumes', volume);
  });
});
