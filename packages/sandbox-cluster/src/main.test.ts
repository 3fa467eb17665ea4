import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';

const program = ['--import', 'tsx', join(import.meta.dirname, 'main.ts')];
let folder: string;
let child: ChildProcess | undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sandbox-main-'));
});
afterEach(async () => {
  child?.kill('SIGKILL');
  await rm(folder, { recursive: true });
});

/** Starts the program and resolves with its first log line. */
async function start(...flags: string[]): Promise<{ process: ChildProcess; log: Record<string, unknown> }> {
  const process = spawn('node', [...program, ...flags], { stdio: ['ignore', 'pipe', 'inherit'] });
  child = process;
  const [line] = (await once(createInterface({ input: process.stdout }), 'line')) as [string];
  return { process, log: JSON.parse(line) as Record<string, unknown> };
}

describe('the program', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)(
    'serves, writes a kubeconfig, and ends on %s with a watch open',
    async (signal) => {
      const file = join(folder, 'kubeconfig');
      const { process, log } = await start('--kubeconfig', file, '--startup-delay', '20ms');
      expect(log).toMatchObject({ msg: 'listening', port: expect.any(Number) });
      const url = `http://127.0.0.1:${String(log['port'])}`;
      expect(parse(await readFile(file, 'utf8'))).toMatchObject({
        'current-context': 'sandbox',
        clusters: [{ name: 'sandbox', cluster: { server: url, 'insecure-skip-tls-verify': true } }],
        users: [{ name: 'sandbox' }],
      });
      expect(await readdir(folder)).toEqual(['kubeconfig']);
      const watch = await fetch(`${url}/api/v1/namespaces?watch=true`);
      const ended = watch.text().catch(() => 'cut off');
      process.kill(signal);
      const [code] = (await once(process, 'exit')) as [number | null];
      await ended;
      expect(code).toBe(0);
    },
  );

  it('names the address that others reach it by', async () => {
    const file = join(folder, 'kubeconfig');
    await start('--kubeconfig', file, '--server', 'http://cluster:9003/');
    expect(parse(await readFile(file, 'utf8'))).toMatchObject({
      clusters: [{ cluster: { server: 'http://cluster:9003' } }],
    });
  });

  it.each([
    [['--port', 'x'], 'Expected a port number'],
    [['--startup-delay', '5'], 'Expected a duration'],
    [['--server', 'cluster:9003'], 'Expected an address'],
  ])('refuses %j', (flags, message) => {
    const { status, stderr } = spawnSync('node', [...program, ...flags], { encoding: 'utf8' });
    expect(status).toBe(1);
    expect(stderr).toContain(message);
  });

  it('says why it cannot start, and ends', async () => {
    const { process, log } = await start('--kubeconfig', join(folder, 'missing', 'kubeconfig'));
    const [code] =
      process.exitCode === null ? ((await once(process, 'exit')) as [number]) : [process.exitCode];
    expect(code).toBe(1);
    expect(log['msg']).toContain('the sandbox cluster cannot start: ENOENT');
    expect(log['msg']).toContain(join(folder, 'missing'));
  });

  it('explains itself', () => {
    const { stdout } = spawnSync('node', [...program, '--help'], { encoding: 'utf8' });
    for (const flag of ['--port', '--host', '--kubeconfig', '--server', '--startup-delay'])
      expect(stdout).toContain(flag);
  });
});
