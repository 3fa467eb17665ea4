import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { programOf } from '../root.ts';
import { inWorld, repositoryFile } from '../world.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tribble-program-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function runProgram(app: string, configuration: string, env: NodeJS.ProcessEnv = {}) {
  const file = join(folder, `${app}-${Math.abs(configuration.length)}.yaml`);
  await writeFile(file, configuration);
  const options = { env: { ...process.env, ...env } };
  return promisify(execFile)(process.execPath, [programOf(`apps/${app}`), '--config', file], options).then(
    ({ stderr }) => ({ code: 0, stderr }),
    (error: { code: number; stderr: string }) => ({ code: error.code, stderr: error.stderr }),
  );
}

describe('a wrong configuration', () => {
  it('is told with all its faults at once, and the program ends with code 2', async () => {
    const { code, stderr } = await runProgram(
      'aggregator',
      'versions_urll: x\napi_port: many\npoll_interval: soon\n',
    );
    expect(code).toBe(2);
    for (const fault of [
      'versions_urll',
      'versions_url',
      'versions_checkout_path',
      'api_port',
      'poll_interval',
      'deployer_url',
      'transitioner_url',
    ]) {
      expect(stderr).toContain(fault);
    }
  });

  it('may come from the environment', async () => {
    const good =
      'versions_url: /none\nversions_checkout_path: /tmp/none\napi_port: 0\ndeployer_url: http://127.0.0.1:1\n';
    const { code, stderr } = await runProgram('transitioner', good, { API_PORT: 'x' });
    expect(code).toBe(2);
    expect(stderr).toContain('API_PORT');
  });

  it('refuses to listen for everyone unless that is asked for by name', async () => {
    const open = 'versions_url: /none\nversions_checkout_path: /tmp/none\napi_port: 0\napi_host: 0.0.0.0\n';
    const { code, stderr } = await runProgram('deployer', open);
    expect(code).toBe(2);
    expect(stderr).toContain('allow_unauthenticated');
  });
});

it.each(['deployer', 'transitioner', 'aggregator'])('%s --help says what it is', async (app) => {
  const { stdout } = await promisify(execFile)(process.execPath, [programOf(`apps/${app}`), '--help']);
  expect(stdout).toContain('--config');
  expect(stdout).toContain(app);
});

it('every service answers health, readiness, metrics, its build and its API’s document', async () => {
  await inWorld('operations', await repositoryFile('mock.yaml'), async (world) => {
    await world.startAll();
    for (const name of ['deployer', 'transitioner', 'aggregator']) {
      const get = (path: string) => fetch(`${world.address(name)}${path}`);
      expect(await (await get('/health')).json()).toEqual({ status: 'ok' });
      expect((await get('/ready')).status).toBe(200);
      expect(await (await get('/metrics')).text()).toMatch(/tribble_loop_turns_total\{.*\} \d/);
      expect(await (await get('/.well-known/deployment-meta.json')).json()).toMatchObject({
        name,
        version: expect.any(String) as unknown as string,
      });
      expect(await (await get('/api/openapi.json')).json()).toMatchObject({ openapi: '3.1.0' });
      const missing = await get('/api/none');
      expect(missing.headers.get('content-type')).toContain('application/problem+json');
      expect(missing.status).toBe(404);
    }
  });
});
