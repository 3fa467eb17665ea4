import { execFile, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type SandboxCluster, startSandboxCluster } from './index.ts';
import { fieldAt, objectsOf } from './json.ts';
import { ApiClient, deploymentBody } from './testing/api-client.ts';

const run = promisify(execFile);
const isInstalled = spawnSync('kubectl', ['version', '--client']).status === 0;
if (!isInstalled)
  process.stdout.write('kubectl is not installed: skipping its session with the sandbox cluster\n');

let cluster: SandboxCluster;
let home: string;
let manifest: string;
let environment: NodeJS.ProcessEnv;

beforeAll(async () => {
  cluster = await startSandboxCluster({ readyDelayMs: 20 });
  // A home of its own keeps kubectl's discovery cache private.
  home = await mkdtemp(join(tmpdir(), 'sandbox-kubectl-'));
  environment = { ...process.env, HOME: home, KUBECONFIG: join(home, 'config') };
  manifest = join(home, 'web.json');
  await writeFile(join(home, 'config'), cluster.kubeconfig());
  await writeManifest('web:1');
});
afterAll(async () => {
  await cluster.stop();
  await rm(home, { recursive: true });
});

async function writeManifest(image: string): Promise<void> {
  const items = [
    { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' }, spec: { ports: [{ port: 80 }] } },
    deploymentBody('web', { replicas: 2 }, image),
  ];
  await writeFile(manifest, JSON.stringify({ apiVersion: 'v1', kind: 'List', items }));
}

async function kubectl(...words: string[]): Promise<string> {
  const { stdout, stderr } = await run('kubectl', words, { env: environment });
  return stdout + stderr;
}

/** The words of each line of a table. */
const cells = (table: string) =>
  table
    .trim()
    .split('\n')
    .map((line) => line.split(/\s{2,}/).map((cell) => cell.trim()));

// One session: each step builds on those before it.
(isInstalled ? describe : describe.skip)('kubectl', () => {
  it('discovers the resources', async () => {
    expect(await kubectl('version')).toContain('Server Version: v1.32.0+sandbox');
    const resources = await kubectl('api-resources', '--no-headers');
    expect(cells(resources).map(([name]) => name)).toEqual(
      expect.arrayContaining(['configmaps', 'deployments', 'namespaces', 'pods', 'replicasets', 'secrets']),
    );
  });

  it('applies on the client, with validation, twice', async () => {
    expect(await kubectl('apply', '-f', manifest)).toBe('service/web created\ndeployment.apps/web created\n');
    expect(await kubectl('apply', '-f', manifest)).toBe(
      'service/web unchanged\ndeployment.apps/web unchanged\n',
    );
  });

  it('waits for the rollout', async () => {
    expect(await kubectl('rollout', 'status', 'deploy/web')).toContain('successfully rolled out');
    expect(await kubectl('wait', 'deploy/web', '--for=condition=Available')).toContain('condition met');
  });

  it('shows tables', async () => {
    const [header, row] = cells(await kubectl('get', 'deploy', 'web'));
    expect(header).toEqual(['NAME', 'READY', 'UP-TO-DATE', 'AVAILABLE', 'AGE']);
    expect(row?.slice(0, 4)).toEqual(['web', '2/2', '2', '2']);
    const [wide] = cells(await kubectl('get', 'pods', '-o', 'wide'));
    expect(wide?.slice(0, 7)).toEqual(['NAME', 'READY', 'STATUS', 'RESTARTS', 'AGE', 'IP', 'NODE']);
    expect(await kubectl('get', 'all', '-A')).toContain('service/web');
  });

  it('reads fields, YAML and descriptions', async () => {
    expect(await kubectl('get', 'deploy', 'web', '-o', 'jsonpath={.spec.strategy.type}')).toBe(
      'RollingUpdate',
    );
    expect(await kubectl('get', 'svc', 'web', '-o', 'yaml')).toContain('clusterIP: 10.96.');
    const description = await kubectl('describe', 'deploy', 'web');
    expect(description).toMatch(
      /Replicas:\s+2 desired \| 2 updated \| 2 total \| 2 available \| 0 unavailable/,
    );
    expect(description).toContain('ScalingReplicaSet');
  });

  it('applies on the server, and shows a difference before', async () => {
    await kubectl('apply', '--server-side', '-f', manifest);
    await writeManifest('web:2');
    const refused = run('kubectl', ['diff', '--server-side', '-f', manifest], { env: environment });
    await expect(refused).rejects.toMatchObject({ code: 1, stdout: expect.stringContaining('image: web:2') });
    expect(await kubectl('apply', '--server-side', '-f', manifest)).toContain(
      'deployment.apps/web serverside-applied',
    );
    await kubectl('rollout', 'status', 'deploy/web');
    expect(await kubectl('get', 'rs', '-o', 'jsonpath={.items[*].spec.replicas}')).toMatch(/^(0 2|2 0)$/);
  });

  it('shows an image that cannot be pulled, and goes back', async () => {
    await kubectl('set', 'image', 'deploy/web', 'web=web:broken');
    await new ApiClient(cluster.url).until('/api/v1/namespaces/default/pods', (pod) => {
      const [container] = objectsOf(fieldAt(pod, 'status', 'containerStatuses'));
      return fieldAt(container, 'state', 'waiting', 'reason') === 'ImagePullBackOff';
    });
    expect(await kubectl('get', 'pods')).toMatch(/0\/1\s+ImagePullBackOff/);
    expect(await kubectl('rollout', 'undo', 'deploy/web')).toContain('rolled back');
    await kubectl('rollout', 'status', 'deploy/web');
    expect(await kubectl('rollout', 'history', 'deploy/web')).toMatch(/\n4 /);
  });

  it('scales, labels, patches and edits', async () => {
    expect(await kubectl('scale', 'deploy/web', '--replicas=3')).toContain('scaled');
    expect(await kubectl('label', 'deploy/web', 'team=a')).toContain('labeled');
    expect(await kubectl('patch', 'deploy', 'web', '-p', '{"spec":{"paused":true}}')).toContain('patched');
    const editor = { ...environment, KUBE_EDITOR: 'sed -i s/team:.a/team:\\ b/' };
    await run('kubectl', ['edit', 'deploy', 'web'], { env: editor });
    const fields = '{.spec.replicas} {.spec.paused} {.metadata.labels.team}';
    expect(await kubectl('get', 'deploy', 'web', '-o', `jsonpath=${fields}`)).toBe('3 true b');
  });

  it('follows changes with get -w', async () => {
    const watching = spawn('kubectl', ['get', 'cm', '-w', '--no-headers'], { env: environment });
    const lines = createInterface({ input: watching.stdout });
    const seen = new Promise<string>((resolve) => {
      lines.on('line', (line) => {
        if (line.startsWith('seen')) resolve(line);
      });
    });
    await kubectl('create', 'configmap', 'seen', '--from-literal=a=b');
    expect((await seen).split(/\s+/).slice(0, 2)).toEqual(['seen', '1']);
    watching.kill();
    await once(watching, 'exit');
  });

  it('says what is wrong', async () => {
    await expect(kubectl('get', 'deploy', 'none')).rejects.toMatchObject({
      stderr: 'Error from server (NotFound): deployments.apps "none" not found\n',
    });
    await expect(kubectl('create', 'configmap', 'a', '-n', 'none')).rejects.toMatchObject({
      stderr: 'error: failed to create configmap: namespaces "none" not found\n',
    });
  });

  it('deletes objects and namespaces, and waits for them', async () => {
    expect(await kubectl('delete', '-f', manifest)).toContain('deployment.apps "web" deleted');
    await kubectl('create', 'namespace', 'short');
    await kubectl('create', 'deployment', 'a', '--image=web:1', '-n', 'short');
    expect(await kubectl('delete', 'namespace', 'short')).toContain('deleted');
    await expect(kubectl('get', 'namespace', 'short')).rejects.toMatchObject({
      stderr: expect.stringContaining('NotFound'),
    });
  });
});
