import { writeFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { KubeConfig } from '@kubernetes/client-node';
import { type Manifest, type ValueMap, valueAt } from '@tribble/resource-repo/format';
import type { Backend } from '../backend.ts';
import { applyTo, environmentOf, observed, rendered, until } from '../backend.contract.ts';
import { KubernetesClient } from './api/client.ts';
import { deployment, openKubernetes, startCountedCluster } from './kubernetes.contract.ts';

let place: Awaited<ReturnType<typeof startCountedCluster>>;
let client: KubernetesClient;
const opened: Backend[] = [];

beforeAll(async () => {
  place = await startCountedCluster();
  const config = new KubeConfig();
  config.loadFromString(place.cluster.kubeconfig());
  client = new KubernetesClient(config);
});
afterEach(() => Promise.all(opened.splice(0).map((backend) => backend.close())));
afterAll(async () => {
  client.close();
  await place.close();
});

let count = 0;
/** Each test has an environment of its own, so that none prunes what another left. */
function open(options: object = {}, environment = `dev-${(count += 1)}`): Backend {
  const backend = openKubernetes({ kubeconfig: place.kubeconfig, ...options }, environment);
  opened.push(backend);
  return backend;
}

async function live(path: string): Promise<ValueMap> {
  const object = await client.get(path);
  if (object === undefined) throw new Error(`nothing is at ${path}`);
  return object;
}

const plain = (kind: string, name: string, rest: ValueMap = {}): Manifest => ({
  apiVersion: 'v1',
  kind,
  metadata: { name },
  ...rest,
});
const deployments = '/apis/apps/v1/namespaces/default/deployments';

describe('a rollout', () => {
  it('tells of a broken image, and fails at its progress deadline', async () => {
    const backend = open();
    const spec = { progressDeadlineSeconds: 3 };
    const broken = rendered('pull', '1-broken', [deployment('pull', '1-broken', spec)]);
    await applyTo(backend, environmentOf(broken));
    const [waiting] = await until(
      () => observed(backend, broken),
      ([object]) => object?.message?.includes('ImagePullBackOff') === true,
    );
    expect(waiting?.message).toMatch(/^Deployment pull has .*: ImagePullBackOff: .*pull:1-broken/);
    const [failed] = await until(
      () => observed(backend, broken),
      ([object]) => object?.reason === 'Failed',
    );
    expect(failed).toMatchObject({
      kind: 'Deployment',
      namespace: 'default',
      name: 'pull',
      version: '1-broken',
      message: expect.stringMatching(
        /^Deployment pull exceeded its progress deadline: ReplicaSet .*: ImagePullBackOff: /,
      ) as unknown as string,
    });
  });

  it('recovers with the next version', async () => {
    const backend = open();
    await applyTo(
      backend,
      environmentOf(
        rendered('cure', '1-broken', [deployment('cure', '1-broken', { progressDeadlineSeconds: 1 })]),
      ),
    );
    const mended = rendered('cure', '2', [deployment('cure', '2', { progressDeadlineSeconds: 1 })]);
    await applyTo(backend, environmentOf(mended));
    const [object] = await until(
      () => observed(backend, mended),
      ([each]) => each?.reason === 'Clean',
    );
    expect(object).toMatchObject({ version: '2' });
  });

  it.each([
    ['Secret', { stringData: { password: 'hunter2' } }],
    ['ConfigMap', { data: { level: 'debug' } }],
    ['Service', { spec: { ports: [{ port: 80 }] } }],
  ])('a %s is clean once it is there', async (kind, rest) => {
    const backend = open();
    const resource = rendered(`plain-${kind.toLowerCase()}`, '1', [
      plain(kind, `plain-${kind.toLowerCase()}`, rest),
    ]);
    await applyTo(backend, environmentOf(resource));
    expect(await observed(backend, resource)).toMatchObject([
      { kind, namespace: 'default', reason: 'Clean' },
    ]);
  });
});

describe('what is applied', () => {
  it('carries marks, which its pods never do', async () => {
    const resource = rendered('payments/marks', '1', [deployment('marks', '1')]);
    await applyTo(open({}, 'dev'), environmentOf(resource));
    const object = await live(`${deployments}/marks`);
    expect(valueAt(object, ['metadata', 'annotations'])).toMatchObject({
      'tribble.dev/environment': 'dev',
      'tribble.dev/resource': 'payments/marks',
      'tribble.dev/revision': 'r1',
      'tribble.dev/digest': resource.digest,
      'tribble.dev/version': '1',
    });
    expect(JSON.stringify(object['spec'])).not.toContain('tribble.dev');
    const pods = await until(
      () => live('/api/v1/namespaces/default/pods?labelSelector=app%3Dmarks'),
      ({ items }) => Array.isArray(items) && items.length > 0,
    );
    const annotations = (pods['items'] as ValueMap[]).map((pod) => valueAt(pod, ['metadata', 'annotations']));
    expect(JSON.stringify(annotations)).not.toContain('tribble.dev');
  });

  it('gets no new resourceVersion by being applied again', async () => {
    const backend = open();
    const resource = rendered('same', '1', [plain('ConfigMap', 'same', { data: { a: '1' } })]);
    const version = async () =>
      valueAt(await live('/api/v1/namespaces/default/configmaps/same'), ['metadata', 'resourceVersion']);
    await applyTo(backend, environmentOf(resource));
    const before = await version();
    await applyTo(backend, environmentOf(resource));
    expect(await version()).toBe(before);
    await applyTo(backend, environmentOf({ ...resource, revision: 'r2' }));
    expect(await version()).not.toBe(before);
  });

  it('loses the fields that the next version no longer has', async () => {
    const backend = open();
    await applyTo(
      backend,
      environmentOf(rendered('fields', '1', [plain('ConfigMap', 'fields', { data: { a: '1', b: '1' } })])),
    );
    await applyTo(
      backend,
      environmentOf(rendered('fields', '2', [plain('ConfigMap', 'fields', { data: { a: '2' } })])),
    );
    expect((await live('/api/v1/namespaces/default/configmaps/fields'))['data']).toEqual({ a: '2' });
  });

  it('may be a manifest that somebody read from a cluster', async () => {
    const backend = open();
    const first = rendered('exported', '1', [plain('ConfigMap', 'exported', { data: { a: '1' } })]);
    await applyTo(backend, environmentOf(first));
    const exported = (await live('/api/v1/namespaces/default/configmaps/exported')) as Manifest;
    const again = rendered('exported', '2', [{ ...exported, data: { a: '2' } }]);
    await applyTo(backend, environmentOf(again));
    expect(await observed(backend, again)).toMatchObject([{ reason: 'Clean', version: '2' }]);
  });
});

describe('namespaces', () => {
  it('a manifest keeps its own', async () => {
    const backend = open();
    const manifest = plain('ConfigMap', 'own', { metadata: { name: 'own', namespace: 'kube-public' } });
    const resource = rendered('own', '1', [manifest]);
    await applyTo(backend, environmentOf(resource));
    expect(await observed(backend, resource)).toMatchObject([{ namespace: 'kube-public', reason: 'Clean' }]);
    expect(await client.get('/api/v1/namespaces/default/configmaps/own')).toBeUndefined();
  });

  it('of the environment is made where deployers.yaml says so, once', async () => {
    const backend = open({ namespace: 'made', createNamespace: true });
    const resource = rendered('inside', '1', [plain('ConfigMap', 'inside')]);
    expect(await observed(backend, resource)).toMatchObject([{ namespace: 'made', reason: 'NotDeployed' }]);
    // The namespace comes in the first turn, what is in it in the second.
    await applyTo(backend, environmentOf(resource));
    await applyTo(backend, environmentOf(resource));
    const before = await live('/api/v1/namespaces/made');
    await applyTo(backend, environmentOf(resource));
    expect(await live('/api/v1/namespaces/made')).toEqual(before);
    expect(await observed(backend, resource)).toMatchObject([{ namespace: 'made', reason: 'Clean' }]);
  });

  it('of the environment is missed where nobody made it, with what to do', async () => {
    const resource = rendered('x', '1', [plain('ConfigMap', 'x')]);
    const { failures } = await applyTo(open({ namespace: 'absent' }), environmentOf(resource));
    expect(failures.get('x')).toMatchObject({
      transient: false,
      message: expect.stringMatching(
        /namespaces "absent" not found.*\(create it, or set createNamespace: true in deployers.yaml\)/,
      ) as unknown as string,
    });
  });

  it('are objects without one', async () => {
    const backend = open();
    const resource = rendered('scoped', '1', [plain('Namespace', 'scoped')]);
    await applyTo(backend, environmentOf(resource));
    const [object] = await observed(backend, resource);
    expect(object).toMatchObject({ kind: 'Namespace', name: 'scoped', reason: 'Clean' });
    expect(object).not.toHaveProperty('namespace');
  });
});

describe('what the server refuses', () => {
  it('is told in its words', async () => {
    const wrong = deployment('wrong', '1', { replicas: -1 });
    const { failures } = await applyTo(open(), environmentOf(rendered('wrong', '1', [wrong])));
    expect(failures.get('wrong')).toMatchObject({
      transient: false,
      message: expect.stringMatching(
        /^dev\/base\/wrong\.yaml: Deployment default\/wrong: the API server answered 422 .*replicas/,
      ) as unknown as string,
    });
  });

  it('keeps the rest of its resource from being applied, but no other', async () => {
    const backend = open();
    const objects = [plain('ConfigMap', 'before'), plain('ConfigMap', 'Not_A_Name')];
    const [parts, other] = [
      rendered('parts', '1', objects),
      rendered('other', '1', [plain('ConfigMap', 'beside')]),
    ];
    const { failures } = await applyTo(backend, environmentOf(parts, other));
    expect(failures.get('parts')?.message).toContain('Not_A_Name');
    const { resources } = await backend.observe(environmentOf(parts, other));
    expect(resources.get('parts')).toMatchObject([{ reason: 'NotDeployed' }, { reason: 'NotDeployed' }]);
    expect(resources.get('other')).toMatchObject([{ reason: 'Clean' }]);
  });
});

describe('the connection', () => {
  const resource = rendered('x', '1', [plain('ConfigMap', 'x')]);

  it.each([
    [
      'no kubeconfig at its place',
      { kubeconfig: '/nowhere/kubeconfig' },
      /^the kubeconfig \/nowhere\/kubeconfig cannot be read: ENOENT/,
    ],
    [
      'an unknown context',
      { context: 'minikube' },
      /^the kubeconfig .* has no context "minikube"; it has sandbox$/,
    ],
    [
      'an unknown cluster',
      { cluster: 'minikube' },
      /^the kubeconfig .* has no cluster "minikube"; it has sandbox$/,
    ],
    ['an unknown user', { user: 'ann' }, /^the kubeconfig .* has no user "ann"; it has sandbox$/],
  ])('says what is missing: %s', async (_, options, message) => {
    const refused = open(options).observe(environmentOf(resource));
    await expect(refused).rejects.toMatchObject({ transient: true });
    await expect(refused).rejects.toThrow(message);
  });

  it('takes context, cluster and user by name', async () => {
    const backend = open({ context: 'sandbox', cluster: 'sandbox', user: 'sandbox' });
    await expect(observed(backend, resource)).resolves.toHaveLength(1);
  });

  it('takes the kubeconfig of the service where the environment names none', async () => {
    const backend = openKubernetes({}, 'dev', { kubeconfig: place.kubeconfig });
    opened.push(backend);
    await expect(observed(backend, resource)).resolves.toHaveLength(1);
  });

  it('says who refuses it', async () => {
    const refused = open({ kubeconfig: place.nowhere }).observe(environmentOf(resource));
    await expect(refused).rejects.toThrow(
      'http://127.0.0.1:1 does not answer: connect ECONNREFUSED 127.0.0.1:1',
    );
  });

  it('is made anew when the kubeconfig names another cluster after a failure', async () => {
    const path = await place.files.write('moving', '');
    await writeFile(path, place.cluster.kubeconfig().replaceAll(String(place.cluster.port), '1'));
    const backend = open({ kubeconfig: path });
    await expect(backend.observe(environmentOf(resource))).rejects.toThrow('does not answer');
    await writeFile(path, place.cluster.kubeconfig());
    await expect(observed(backend, resource)).resolves.toHaveLength(1);
  });
});
