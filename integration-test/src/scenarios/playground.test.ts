import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createAggregatorClient } from '@tribble/api';
import { waitUntil } from '../wait-until.ts';
import { freePorts, listenOn, program, startPlayground } from './playground-process.ts';

const hasKubectl = spawnSync('kubectl', ['version', '--client']).status === 0;
if (!hasKubectl)
  process.stdout.write('SKIPPED: kubectl was not found, so the playground is not asked with it.\n');

let folder = '';
let port = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tribble-playground-'));
  port = await freePorts(4);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const start = (...args: string[]) => startPlayground(join(folder, 'playground'), port, ...args);

/** Processes that were started for this playground and still run. */
async function leftovers(): Promise<string[]> {
  const { stdout } = await promisify(execFile)('ps', ['-eo', 'pid,args']);
  return stdout.split('\n').filter((line) => line.includes(folder) && !line.includes('ps -eo'));
}

async function untilClean(version: string): Promise<void> {
  const client = createAggregatorClient(`http://127.0.0.1:${port}`);
  await waitUntil(
    `${version} is clean everywhere`,
    async () => {
      const { data } = await client.GET('/api/state');
      const cells = data?.resources['s1']?.cells ?? {};
      return ['dev', 'pp', 'prod'].every(
        (name) => cells[name]?.version === version && cells[name].status === 'Clean',
      );
    },
    { timeout: 60_000 },
  );
}

describe('the playground', () => {
  it('starts, tells how to use it, carries a version to prod, stops without a trace, and goes on', async () => {
    const first = start('--no-traffic');
    await waitUntil('it explains itself', () => first.output().includes('Ctrl-C'), { timeout: 60_000 });
    expect(first.output()).toContain('the example repository is new');
    await untilClean('1');
    expect((await readdir(join(folder, 'playground'))).sort()).toEqual([
      'aggregator.yaml',
      'checkouts',
      'deployer.yaml',
      'kubeconfig',
      'logs',
      'repo.git',
      'transitioner.yaml',
    ]);

    // The very command that it prints.
    const curl = /curl -X POST .*/.exec(first.output())?.[0] ?? '';
    const { stdout } = await promisify(execFile)('sh', ['-c', `${curl} -s -o /dev/null -w '%{http_code}'`]);
    expect(stdout).toBe('201');
    await untilClean('99');
    if (hasKubectl) await expectDeployed('99');

    first.child.kill('SIGINT');
    expect(await first.exited).toBe(0);
    expect(await leftovers()).toEqual([]);

    const second = start('--no-traffic');
    await waitUntil('it is there again', () => second.output().includes('Ctrl-C'), { timeout: 60_000 });
    expect(second.output()).toContain('going on where it was');
    await untilClean('99');
    second.child.kill('SIGTERM');
    expect(await second.exited).toBe(0);
    expect(await leftovers()).toEqual([]);
  });

  it('says in one line that a port is in use', async () => {
    const server = await listenOn(port + 2);
    const { output, exited } = start();
    expect(await exited).toBe(1);
    server?.close();
    expect(output()).toBe(
      `Port ${port + 2} is in use: end what listens there (another playground?) or choose other ports with --port.\n`,
    );
  });

  it('says in one line that git is missing, or that a folder is not its own', async () => {
    const withoutGit = spawnSync(process.execPath, [program, '--port', String(port)], {
      env: { PATH: folder },
      encoding: 'utf8',
    });
    expect(withoutGit.status).toBe(1);
    expect(withoutGit.stderr).toMatch(/^git was not found: .*\n$/);
    await writeFile(join(folder, 'mine.txt'), 'x');
    const foreign = spawnSync(process.execPath, [program, '--port', String(port), '--dir', folder], {
      encoding: 'utf8',
    });
    expect(foreign.status).toBe(1);
    expect(foreign.stderr).toContain(`${folder} is not empty and no playground`);
    expect(await readFile(join(folder, 'mine.txt'), 'utf8')).toBe('x');
  });

  it('ends, with the end of the log, when a service ends', async () => {
    const { output, exited } = start('--no-traffic');
    await waitUntil('it explains itself', () => output().includes('Ctrl-C'), { timeout: 60_000 });
    const pid = (await leftovers())
      .find((line) => line.includes('transitioner.yaml'))
      ?.trim()
      .split(' ')[0];
    process.kill(Number(pid), 'SIGKILL');
    expect(await exited).toBe(1);
    expect(output()).toContain('transitioner ended by itself');
    expect(await leftovers()).toEqual([]);
  });
});

async function expectDeployed(version: string): Promise<void> {
  const kubeconfig = join(folder, 'playground', 'kubeconfig');
  const args = ['--kubeconfig', kubeconfig, '-n', 'prod', 'get', 'deploy', 's1', '-o', 'json'];
  const { stdout } = await promisify(execFile)('kubectl', args, { env: { ...process.env, HOME: folder } });
  const deployment = JSON.parse(stdout) as {
    metadata: { annotations: Record<string, string> };
    spec: { template: { spec: { containers: { image: string }[] } } };
  };
  const log = [
    '-C',
    join(folder, 'playground', 'repo.git'),
    'log',
    '-1',
    '--format=%H',
    '--',
    'prod/version/s1.yaml',
    'prod/base/s1.yaml',
  ];
  const revision = (await promisify(execFile)('git', log)).stdout.trim();
  expect(deployment.metadata.annotations['tribble.dev/revision']).toBe(revision);
  expect(deployment.spec.template.spec.containers[0]?.image).toMatch(new RegExp(`:${version}$`));
}
