import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { KubeConfig } from '@kubernetes/client-node';
import type { ValueMap } from '@tribble/resource-repo/format';
import { startSandboxCluster } from '@tribble/sandbox-cluster';
import { until } from '../../backend.contract.ts';
import { KubernetesClient } from '../api/client.ts';
import type { KubernetesObject } from '../objects/identity.ts';
import { CauseReader } from './causes.ts';

const cleanups: (() => Promise<unknown> | void)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

function clientOf(server: string): KubernetesClient {
  const config = new KubeConfig();
  config.loadFromClusterAndUser({ name: 'test', server, skipTLSVerify: true }, { name: 'test' });
  const client = new KubernetesClient(config);
  cleanups.push(() => client.close());
  return client;
}

type Answers = Record<string, ValueMap | string | number>;

/** A server that answers by path, 404 elsewhere, and keeps what it was asked. A number is a refusal. */
async function serverOf(answers: Answers): Promise<{ reader: CauseReader; asked: string[] }> {
  const asked: string[] = [];
  const server: Server = createServer((request: IncomingMessage, response) => {
    asked.push(request.url ?? '');
    const url = new URL(request.url ?? '', 'http://localhost');
    const previous = url.searchParams.get('previous');
    const answer = answers[`${url.pathname}${previous === 'true' ? '?previous' : ''}`] ?? 404;
    if (typeof answer === 'string') {
      response.setHeader('content-type', 'text/plain').end(answer);
      return;
    }
    const code = typeof answer === 'number' ? answer : 200;
    const body =
      typeof answer === 'number' ? { kind: 'Status', apiVersion: 'v1', code, message: 'no' } : answer;
    response.writeHead(code, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cleanups.push(() => new Promise((resolve) => server.close(resolve).closeAllConnections()));
  const client = clientOf(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  return { reader: new CauseReader(client), asked };
}

const core = '/api/v1/namespaces/dev';
const replicaSets = '/apis/apps/v1/namespaces/dev/replicasets';
const ownedBy = (uid: string) => ({ ownerReferences: [{ uid, controller: true }] });
const selector = { matchLabels: { app: 'web' } };
const deployment: KubernetesObject = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'dev', uid: 'd', generation: 2 },
  spec: { selector },
  status: { observedGeneration: 2 },
};
const workload = (apiVersion: string, kind: string): KubernetesObject => ({
  apiVersion,
  kind,
  metadata: { name: 'web', namespace: 'dev', uid: 'd' },
  spec: { selector },
});
const replicaSet = (hash: string, revision: string): ValueMap => ({
  metadata: {
    name: `web-${hash}`,
    uid: hash,
    annotations: { 'deployment.kubernetes.io/revision': revision },
    ...ownedBy('d'),
  },
  spec: { selector: { matchLabels: { app: 'web', 'pod-template-hash': hash } } },
});
const pod = (name: string, owner: string, state: ValueMap, lastState: ValueMap = {}): ValueMap => ({
  metadata: { name, uid: name, ...ownedBy(owner) },
  status: { phase: 'Running', containerStatuses: [{ name: 'web', ready: false, state, lastState }] },
});
const crashing = (name: string, owner: string) =>
  pod(
    name,
    owner,
    { waiting: { reason: 'CrashLoopBackOff' } },
    { terminated: { exitCode: 1, reason: 'Error' } },
  );
const crash = 'CrashLoopBackOff: container web ended with exit code 1 (Error)';
const warning = (uid: string, message: string): ValueMap => ({
  metadata: { name: message },
  involvedObject: { uid },
  type: 'Warning',
  reason: 'FailedMount',
  message,
});

describe('CauseReader', () => {
  it('reads the pods of the newest replica set, their events and the log of the crash, and no more', async () => {
    const { reader, asked } = await serverOf({
      [replicaSets]: { items: [replicaSet('old', '9'), replicaSet('new', '10')] },
      [`${core}/pods`]: { items: [crashing('web-new-1', 'new'), crashing('web-old-1', 'old')] },
      [`${core}/events`]: { items: [warning('web-new-1', 'no disk'), warning('web-old-1', 'no room')] },
      [`${core}/pods/web-new-1/log?previous`]: 'start\npanic: no database\n',
    });
    expect(await reader.causesOf(deployment)).toEqual([
      crash,
      'FailedMount: no disk',
      'the log of container web ends:\nstart\npanic: no database',
    ]);
    expect(asked.sort()).toEqual([
      `${core}/events?fieldSelector=type%3DWarning&limit=500`,
      `${core}/pods/web-new-1/log?container=web&previous=true&tailLines=10&limitBytes=65536`,
      `${core}/pods?labelSelector=app%3Dweb%2Cpod-template-hash%3Dnew&limit=50`,
      `${replicaSets}?labelSelector=app%3Dweb&limit=100`,
    ]);
  });

  it('reads the log of now where the one before is gone', async () => {
    const { reader, asked } = await serverOf({
      [`${core}/pods`]: { items: [crashing('web-0', 'd')] },
      [`${core}/pods/web-0/log?previous`]: 400,
      [`${core}/pods/web-0/log`]: 'panic: no database',
    });
    const causes = await reader.causesOf(workload('apps/v1', 'StatefulSet'));
    expect(causes).toEqual([crash, 'the log of container web ends:\npanic: no database']);
    expect(asked.filter((url) => url.includes('/log'))).toHaveLength(2);
  });

  it.each([
    ['apps/v1', 'DaemonSet'],
    ['apps/v1', 'ReplicaSet'],
    ['batch/v1', 'Job'],
  ])('reads the pods that a %s %s owns', async (apiVersion, kind) => {
    const ended = { terminated: { exitCode: 3, reason: 'Error' } };
    const { reader, asked } = await serverOf({
      [`${core}/pods`]: { items: [pod('web-1', 'd', ended), pod('web-2', 'x', ended)] },
      [`${core}/pods/web-1/log`]: 'no such table\n',
    });
    expect(await reader.causesOf(workload(apiVersion, kind))).toEqual([
      'container web ended with exit code 3 (Error)',
      'the log of container web ends:\nno such table',
    ]);
    expect(asked).toHaveLength(3);
  });

  it('takes a pod that stands alone as it is', async () => {
    const { reader, asked } = await serverOf({ [`${core}/events`]: { items: [warning('web', 'no disk')] } });
    const alone = pod('web', '', { waiting: { reason: 'ErrImagePull', message: 'no such image' } });
    const metadata = { name: 'web', namespace: 'dev', uid: 'web' };
    const causes = await reader.causesOf({ ...alone, apiVersion: 'v1', kind: 'Pod', metadata });
    expect(causes).toEqual(['ErrImagePull: no such image', 'FailedMount: no disk']);
    expect(asked).toHaveLength(1);
  });

  it('asks for the events of a namespace once, and for the pods of what makes none not at all', async () => {
    const { reader, asked } = await serverOf({ [`${core}/events`]: { items: [warning('d', 'no disk')] } });
    const claim = workload('v1', 'PersistentVolumeClaim');
    expect(await reader.causesOf(claim)).toEqual(['FailedMount: no disk']);
    expect(await reader.causesOf(workload('example.org/v1', 'Deployment'))).toEqual(['FailedMount: no disk']);
    expect(asked).toHaveLength(1);
  });

  it.each<{ name: string; given: KubernetesObject }>([
    { name: 'a controller has not seen', given: { ...deployment, status: { observedGeneration: 1 } } },
    { name: 'is in no namespace', given: { ...deployment, metadata: { name: 'web', uid: 'd' } } },
  ])('asks nothing about what $name', async ({ given }) => {
    const { reader, asked } = await serverOf({});
    expect(await reader.causesOf(given)).toEqual([]);
    expect(asked).toEqual([]);
  });

  it('selects nothing by a selector that would select everything', async () => {
    const { reader, asked } = await serverOf({});
    expect(await reader.causesOf({ ...workload('batch/v1', 'Job'), spec: {} })).toEqual([]);
    expect(asked).toEqual([`${core}/events?fieldSelector=type%3DWarning&limit=500`]);
  });

  it('knows no cause where it may not read', async () => {
    const { reader } = await serverOf({
      [replicaSets]: { items: [replicaSet('new', '1')] },
      [`${core}/pods`]: { items: [crashing('web-new-1', 'new')] },
      [`${core}/events`]: 403,
      [`${core}/pods/web-new-1/log`]: 403,
    });
    expect(await reader.causesOf(deployment)).toEqual([crash]);
    const { reader: blind } = await serverOf({ [replicaSets]: 403, [`${core}/events`]: 403 });
    expect(await blind.causesOf(deployment)).toEqual([]);
  });
});

describe('CauseReader of a cluster', () => {
  it('tells why an image does not come', async () => {
    const cluster = await startSandboxCluster({ readyDelayMs: 20 });
    cleanups.push(() => cluster.stop());
    const client = clientOf(cluster.url);
    const path = '/apis/apps/v1/namespaces/default/deployments/web';
    const template = {
      metadata: { labels: { app: 'web' } },
      spec: { containers: [{ name: 'web', image: 'registry.example.org/web:broken' }] },
    };
    const given = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'web', namespace: 'default' },
    };
    await client.apply(
      path,
      { ...given, spec: { replicas: 2, selector, template } },
      { fieldManager: 'test', force: true },
    );
    const causes = async () => {
      const live = await client.get(path);
      return new CauseReader(client).causesOf({
        ...live,
        ...given,
        metadata: { ...given.metadata, ...(live?.['metadata'] as ValueMap) },
      });
    };
    const found = await until(
      causes,
      ([first]) => first?.includes('ImagePullBackOff') === true && first.startsWith('2'),
    );
    expect(found[0]).toBe(
      '2 pods: ImagePullBackOff: Back-off pulling image "registry.example.org/web:broken"',
    );
    // A kubelet that is late backs off at once, and then there is no event of the first failure.
    for (const event of found.slice(1)) {
      expect(event).toMatch(/^Failed: failed to pull and unpack image .* not found$/);
    }
  });
});
