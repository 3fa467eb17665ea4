/**
 * A session of the real kubectl, with the cluster that `npm run test:cluster` names or with a sandbox cluster of its own: what
 * people type must do the same in both.
 */
import { execFile, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { programOf } from '../root.ts';
import { ServiceProcess } from '../service-process.ts';

const run = promisify(execFile);
const isInstalled = spawnSync('kubectl', ['version', '--client']).status === 0;
if (!isInstalled) process.stdout.write('kubectl is not installed: its session with a cluster is skipped\n');

const real = process.env['TRIBBLE_TEST_KUBECONFIG'];
const context = process.env['TRIBBLE_TEST_CONTEXT'];
const namespace = `tribble-kubectl-${randomBytes(4).toString('hex')}`;
let home: string;
let sandbox: ServiceProcess | undefined;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'tribble-kubectl-'));
  if (!isInstalled || real !== undefined) return;
  sandbox = await ServiceProcess.start({
    name: 'sandbox-cluster',
    args: [
      programOf('packages/sandbox-cluster'),
      '--kubeconfig',
      join(home, 'config'),
      '--startup-delay',
      '20ms',
    ],
    logFile: join(home, 'sandbox.log'),
  });
  await sandbox.port;
});
afterAll(async () => {
  if (isInstalled) await kubectl('delete', 'namespace', namespace, '--ignore-not-found', '--wait=false');
  await sandbox?.stop();
  await rm(home, { recursive: true });
});

/** What kubectl prints; where it fails, that and its exit code. A home of its own keeps its cache private. */
async function kubectl(...words: string[]): Promise<string> {
  const env = { ...process.env, HOME: home, KUBECONFIG: real ?? join(home, 'config') };
  const all = [...(context === undefined ? [] : ['--context', context]), ...words];
  try {
    const { stdout, stderr } = await run('kubectl', all, { env });
    return stdout + stderr;
  } catch (error) {
    const { code, stdout, stderr } = error as { code?: number; stdout?: string; stderr?: string };
    return `${stdout ?? ''}${stderr ?? ''}exit code ${code}\n`;
  }
}

const inNamespace = (...words: string[]) => kubectl('-n', namespace, ...words);

const settings = (level: string) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'web' },
  data: { level },
});

function deployment(image: string) {
  const labels = { app: 'web' };
  const containers = [{ name: 'web', image: `registry.example.org/${image}` }];
  const template = { metadata: { labels }, spec: { containers } };
  const spec = { replicas: 2, selector: { matchLabels: labels }, template };
  return { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web' }, spec };
}

async function fileOf(...items: object[]): Promise<string> {
  const file = join(home, 'web.json');
  await writeFile(file, JSON.stringify({ apiVersion: 'v1', kind: 'List', items }));
  return file;
}

const apply = (file: string, ...words: string[]) =>
  inNamespace('apply', '--server-side', '--field-manager', 'kubectl-session', '-f', file, ...words);

// One session: each step builds on those before it.
(isInstalled ? describe : describe.skip)('kubectl', () => {
  it('makes a namespace', async () => {
    expect(await kubectl('create', 'namespace', namespace)).toBe(`namespace/${namespace} created\n`);
  });

  it('shows what an apply would change, and changes nothing', async () => {
    const shown = await inNamespace(
      'diff',
      '--server-side',
      '-f',
      await fileOf(settings('info'), deployment('web:1')),
    );
    expect(shown).toMatch(/^\+\s+level: info$/m);
    expect(shown).toMatch(/exit code 1\n$/);
    expect(await inNamespace('get', 'configmap', 'web')).toMatch(/NotFound/);
  });

  it('applies on the server, twice', async () => {
    const said = 'configmap/web serverside-applied\ndeployment.apps/web serverside-applied\n';
    expect(await apply(await fileOf(settings('info'), deployment('web:1')))).toBe(said);
    const version = () =>
      inNamespace('get', 'configmap', 'web', '-o', 'jsonpath={.metadata.resourceVersion}');
    const before = await version();
    expect(await apply(await fileOf(settings('info'), deployment('web:1')))).toBe(said);
    expect(await version()).toBe(before);
    expect(
      await inNamespace(
        'diff',
        '--server-side',
        '--field-manager',
        'kubectl-session',
        '-f',
        await fileOf(settings('info'), deployment('web:1')),
      ),
    ).toBe('');
  });

  it('waits for the rollout', async () => {
    expect(await inNamespace('rollout', 'status', 'deployment/web', '--timeout', '60s')).toMatch(
      /deployment "web" successfully rolled out\n$/,
    );
    expect(await inNamespace('wait', 'deployment/web', '--for=condition=Available', '--timeout', '60s')).toBe(
      'deployment.apps/web condition met\n',
    );
  });

  it('gets tables, fields and all that belongs together', async () => {
    expect(await inNamespace('get', 'deployment', 'web', '--no-headers')).toMatch(/^web\s+2\/2\s+2\s+2\s/);
    expect(await inNamespace('get', 'pods', '-l', 'app=web', '-o', 'jsonpath={.items[*].status.phase}')).toBe(
      'Running Running',
    );
    expect(await inNamespace('get', 'all')).toMatch(/replicaset\.apps\/web-/);
  });

  it('describes an object with its events', async () => {
    const described = await inNamespace('describe', 'deployment', 'web');
    expect(described).toMatch(
      /^Replicas:\s+2 desired \| 2 updated \| 2 total \| 2 available \| 0 unavailable$/m,
    );
    expect(described).toMatch(/ScalingReplicaSet/);
  });

  it('tells of a field that another manager holds', async () => {
    const file = await fileOf(settings('debug'));
    const refused = await inNamespace('apply', '--server-side', '--field-manager', 'somebody', '-f', file);
    expect(refused).toMatch(/conflict with "kubectl-session": \.data\.level/);
    expect(refused).toMatch(/exit code 1\n$/);
    expect(await inNamespace('get', 'configmap', 'web', '-o', 'jsonpath={.data.level}')).toBe('info');
  });

  it('rolls the next version out', async () => {
    const file = await fileOf(settings('info'), deployment('web:2'));
    const shown = await inNamespace(
      'diff',
      '--server-side',
      '--field-manager',
      'kubectl-session',
      '-f',
      file,
    );
    expect(shown).toMatch(/^-.*web:1$/m);
    expect(shown).toMatch(/^\+.*web:2$/m);
    await apply(file);
    expect(await inNamespace('rollout', 'status', 'deployment/web', '--timeout', '60s')).toMatch(
      /successfully rolled out/,
    );
    expect(await inNamespace('rollout', 'history', 'deployment/web')).toMatch(/^2\s/m);
  });

  it('deletes, and waits until it is gone', async () => {
    expect(await inNamespace('delete', 'deployment', 'web')).toMatch(/deployment\.apps "web" deleted/);
    expect(
      await inNamespace('wait', '--for=delete', 'pods', '-l', 'app=web', '--timeout', '60s'),
    ).not.toMatch(/exit code/);
    expect(await inNamespace('get', 'pods')).toMatch(/No resources found/);
    expect(await inNamespace('get', 'configmap', 'web', '-o', 'name')).toBe('configmap/web\n');
  });
});
