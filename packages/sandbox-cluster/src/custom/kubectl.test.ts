import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type SandboxCluster, startSandboxCluster } from '../index.ts';
import { type JsonObject } from '../json.ts';
import { definitionOf } from '../testing/definitions.ts';

const run = promisify(execFile);
const isInstalled = spawnSync('kubectl', ['version', '--client']).status === 0;

let cluster: SandboxCluster;
let home: string;
beforeAll(async () => {
  cluster = await startSandboxCluster({ readyDelayMs: 10 });
  home = await mkdtemp(join(tmpdir(), 'sandbox-kubectl-'));
  await writeFile(join(home, 'config'), cluster.kubeconfig());
});
afterAll(async () => {
  await cluster.stop();
  await rm(home, { recursive: true });
});

async function kubectl(...words: string[]): Promise<string> {
  const env = { ...process.env, HOME: home, KUBECONFIG: join(home, 'config') };
  const { stdout, stderr } = await run('kubectl', words, { env });
  return stdout + stderr;
}

async function manifest(name: string, body: JsonObject): Promise<string> {
  const file = join(home, name);
  await writeFile(file, JSON.stringify(body));
  return file;
}

// One session: each step builds on those before it.
(isInstalled ? describe : describe.skip)('kubectl with a custom kind', () => {
  it('applies its definition and waits for it', async () => {
    const file = await manifest('definition.json', definitionOf('widgets', 'Widget'));
    expect(await kubectl('apply', '--server-side', '-f', file)).toContain('serverside-applied');
    const condition = '--for=condition=established';
    expect(await kubectl('wait', condition, 'crd/widgets.example.com')).toContain('condition met');
    expect(await kubectl('get', 'crd')).toContain('widgets.example.com');
    expect(await kubectl('api-resources', '--api-group=example.com')).toMatch(/widgets\s.*true\s+Widget/);
  });

  it('applies, shows and changes its objects', async () => {
    const object = (size: number) => ({
      apiVersion: 'example.com/v1',
      kind: 'Widget',
      metadata: { name: 'a' },
      spec: { size },
    });
    const first = await manifest('first.json', object(1));
    expect(await kubectl('apply', '--server-side', '-f', first)).toContain(
      'widget.example.com/a serverside-applied',
    );
    expect(await kubectl('get', 'widgets')).toMatch(/NAME\s+SIZE\na\s+1\n/);
    const second = await manifest('second.json', object(2));
    expect(await kubectl('apply', '--server-side', '-f', second)).toContain('serverside-applied');
    expect(await kubectl('scale', 'widget/a', '--replicas=3')).toContain('scaled');
    expect(await kubectl('get', 'widget', 'a', '-o', 'jsonpath={.spec.size} {.spec.replicas}')).toBe('2 3');
    expect(await kubectl('apply', '-f', first)).toContain('configured');
  });

  it('is told about unknown fields', async () => {
    const file = await manifest('wrong.json', {
      apiVersion: 'example.com/v1',
      kind: 'Widget',
      metadata: { name: 'b' },
      spec: { size: 1, nope: 1 },
    });
    await expect(kubectl('create', '-f', file)).rejects.toMatchObject({
      stderr: expect.stringContaining('unknown field "spec.nope"'),
    });
    await expect(kubectl('apply', '--server-side', '-f', file)).rejects.toMatchObject({
      stderr: expect.stringContaining('.spec.nope: field not declared in schema'),
    });
  });

  it('may do everything, and reads the log of a pod', async () => {
    expect(await kubectl('auth', 'can-i', 'create', 'widgets')).toBe('yes\n');
    const pod = await manifest('pod.json', {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'talks', annotations: { 'sandbox.tribble.dev/log': 'one\ntwo' } },
      spec: { containers: [{ name: 'a', image: 'a' }] },
    });
    await kubectl('apply', '-f', pod);
    await kubectl('wait', '--for=condition=Ready', 'pod/talks');
    expect(await kubectl('logs', 'talks', '--tail=1')).toBe('two\n');
  });

  it('deletes the definition together with its objects', async () => {
    expect(await kubectl('delete', 'crd', 'widgets.example.com')).toContain('deleted');
    await expect(kubectl('get', 'widgets')).rejects.toMatchObject({ code: 1 });
  });
});
