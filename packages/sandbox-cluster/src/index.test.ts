import {
  AppsV1Api,
  CoreV1Api,
  KubeConfig,
  KubernetesObjectApi,
  PatchStrategy,
  Watch,
} from '@kubernetes/client-node';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type SandboxCluster, startSandboxCluster } from './index.ts';
import { deploymentBody } from './testing/api-client.ts';

let cluster: SandboxCluster;
let config: KubeConfig;
const namespace = 'default';

beforeAll(async () => {
  cluster = await startSandboxCluster({ readyDelayMs: 20 });
  config = new KubeConfig();
  config.loadFromString(cluster.kubeconfig());
});
afterAll(() => cluster.stop());

interface Rollout {
  metadata: { name: string };
  status?: { conditions?: { type: string; status: string; reason: string }[] };
}

/** Waits, by a watch, until a condition of the Deployment has a reason. */
function conditionReason(name: string, type: string, reason: string): Promise<Rollout> {
  return new Promise((resolve, reject) => {
    const path = `/apis/apps/v1/namespaces/${namespace}/deployments`;
    const watching = new Watch(config).watch(
      path,
      { fieldSelector: `metadata.name=${name}` },
      (_phase, object: Rollout) => {
        const found = object.status?.conditions?.find((condition) => condition.type === type);
        if (found?.reason !== reason) return;
        resolve(object);
        void watching.then((controller) => {
          controller.abort();
        });
      },
      (error) => {
        reject(error instanceof Error ? error : new Error(String(error)));
      },
    );
  });
}

describe('@kubernetes/client-node', () => {
  it('finds one context, named sandbox', () => {
    expect(config.getCurrentContext()).toBe('sandbox');
    expect(config.getCurrentCluster()?.server).toBe(cluster.url);
  });

  it('lists the namespaces of a new cluster', async () => {
    const { items } = await config.makeApiClient(CoreV1Api).listNamespace();
    const names = items.map(({ metadata }) => metadata?.name);
    expect(names).toEqual(['default', 'kube-node-lease', 'kube-public', 'kube-system']);
    expect(items.map(({ status }) => status?.phase)).toEqual(['Active', 'Active', 'Active', 'Active']);
  });

  it('creates, reads, replaces and deletes', async () => {
    const core = config.makeApiClient(CoreV1Api);
    const body = { metadata: { name: 'a' }, data: { x: '1' } };
    await core.createNamespacedConfigMap({ namespace, body });
    const live = await core.readNamespacedConfigMap({ namespace, name: 'a' });
    await core.replaceNamespacedConfigMap({ namespace, name: 'a', body: { ...live, data: { x: '2' } } });
    await expect(
      core.replaceNamespacedConfigMap({ namespace, name: 'a', body: { ...live, data: { x: '3' } } }),
    ).rejects.toMatchObject({ code: 409 });
    await core.deleteNamespacedConfigMap({ namespace, name: 'a' });
    await expect(core.readNamespacedConfigMap({ namespace, name: 'a' })).rejects.toMatchObject({ code: 404 });
  });

  it('rolls a Deployment out and watches it', async () => {
    const apps = config.makeApiClient(AppsV1Api);
    const finished = conditionReason('web', 'Progressing', 'NewReplicaSetAvailable');
    const body = { ...deploymentBody('web', { replicas: 2 }), apiVersion: 'apps/v1', kind: 'Deployment' };
    await apps.createNamespacedDeployment({ namespace, body });
    await finished;
    const { spec, status, metadata } = await apps.readNamespacedDeployment({ namespace, name: 'web' });
    expect(spec?.strategy?.type).toBe('RollingUpdate');
    expect(status).toMatchObject({ observedGeneration: 1, replicas: 2, availableReplicas: 2 });
    expect(metadata?.annotations).toMatchObject({ 'deployment.kubernetes.io/revision': '1' });
  });

  it('applies on the server through KubernetesObjectApi', async () => {
    const objects = KubernetesObjectApi.makeApiClient(config);
    const apply = (image: string) => {
      const spec = {
        ...deploymentBody('applied', {}, image),
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: 'applied', namespace },
      };
      return objects.patch(spec, undefined, undefined, 'test', true, PatchStrategy.ServerSideApply);
    };
    await apply('web:1');
    await apply('web:2');
    const apps = config.makeApiClient(AppsV1Api);
    const { spec, metadata } = await apps.readNamespacedDeployment({ namespace, name: 'applied' });
    expect(spec?.template.spec?.containers.map(({ image }) => image)).toEqual(['web:2']);
    expect(metadata?.managedFields).toContainEqual(
      expect.objectContaining({ manager: 'test', operation: 'Apply' }),
    );
  });

  it('sees an image that cannot be pulled: the old pods stay, and the deadline passes', async () => {
    const apps = config.makeApiClient(AppsV1Api);
    const spec = { progressDeadlineSeconds: 1 };
    const deployment = (image: string) => ({
      ...deploymentBody('bad', spec, image),
      apiVersion: 'apps/v1',
      kind: 'Deployment',
    });
    const fine = conditionReason('bad', 'Progressing', 'NewReplicaSetAvailable');
    await apps.createNamespacedDeployment({ namespace, body: deployment('web:1') });
    await fine;
    const failed = conditionReason('bad', 'Progressing', 'ProgressDeadlineExceeded');
    await apps.replaceNamespacedDeployment({ namespace, name: 'bad', body: deployment('web:broken') });
    const { status } = await failed;
    expect(status).toMatchObject({ replicas: 2, updatedReplicas: 1, availableReplicas: 1 });
    const core = config.makeApiClient(CoreV1Api);
    const { items } = await core.listNamespacedPod({ namespace, labelSelector: 'app=bad' });
    const waiting = items.map(({ status: pod }) => pod?.containerStatuses?.[0]?.state?.waiting);
    expect(waiting).toContainEqual({
      reason: 'ImagePullBackOff',
      message: 'Back-off pulling image "web:broken"',
    });
    expect(items.map(({ status: pod }) => pod?.phase).sort()).toEqual(['Pending', 'Running']);
  });
});

describe('startSandboxCluster', () => {
  it('stops although a watch is open, and frees its port', async () => {
    const own = await startSandboxCluster();
    const response = await fetch(`${own.url}/api/v1/namespaces?watch=true`);
    const ended = response.text().catch(() => 'cut off');
    await own.stop();
    await ended;
    const next = await startSandboxCluster({ port: own.port });
    expect(next.port).toBe(own.port);
    await next.stop();
  });

  it('rejects when the port is taken', async () => {
    await expect(startSandboxCluster({ port: cluster.port })).rejects.toThrow('EADDRINUSE');
  });

  it('shows the time of the clock that it is given', async () => {
    const own = await startSandboxCluster({ now: () => Date.parse('2030-01-02T03:04:05Z') });
    const response = await fetch(`${own.url}/api/v1/namespaces/default`);
    expect(await response.json()).toMatchObject({ metadata: { creationTimestamp: '2030-01-02T03:04:05Z' } });
    await own.stop();
  });
});
