import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

const fixture = join(import.meta.dirname, '..', 'fixtures', 'service.ts');

// A process that compiles its sources takes a second or two to start, more on a busy machine.
jest.setTimeout(60_000);

let folder: string;
const children: ChildProcess[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'service-kit-'));
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await rm(folder, { recursive: true });
});

type Line = Record<string, unknown>;

/** Starts the fixture and follows what it writes. */
function run(arguments_: string[], environment: Record<string, string> = {}) {
  const child = spawn(process.execPath, ['--import', 'tsx', fixture, ...arguments_], {
    env: { PATH: process.env['PATH'], ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  const stdout: string[] = [];
  const stderr: string[] = [];
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (line) => stdout.push(line));
  child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk.toString()));
  const exit = once(child, 'close').then(([code]) => code as number | null);
  const logLines = () => stdout.map((line) => JSON.parse(line) as Line);
  const logged = async (message: string): Promise<Line> => {
    const find = () => logLines().find(({ msg }) => msg === message);
    while (!find() && child.exitCode === null) await Promise.race([once(lines, 'line'), exit]);
    return (
      find() ?? Promise.reject(new Error(`no line '${message}' in ${stdout.join('\n')}${stderr.join('')}`))
    );
  };
  return { child, exit, logged, logLines, stdout, stderr: () => stderr.join('') };
}

async function start(fault = 'none') {
  const config = join(folder, 'service.yaml');
  await writeFile(
    config,
    `versions_url: /repo\nversions_checkout_path: /c\napi_port: 9001\nfault: ${fault}\n`,
  );
  const service = run(['--config', config], { API_PORT: '0' });
  const ask = async (path: string) => {
    const { port } = await service.logged('listening');
    return fetch(`http://127.0.0.1:${String(port)}${path}`);
  };
  return { ...service, ask };
}

describe('command line', () => {
  it.each([
    [['--help'], 0, /Usage: fixture .*A service for tests\..*serve .*count /s],
    [['serve', '--help'], 0, /Usage: fixture serve .*--config <file>/s],
    [['count', '--help'], 0, /Counts to a number\..*--config <file>.*--to <number>/s],
    [['--version'], 0, /^development$/],
  ])('answers %j', async (arguments_, code, output) => {
    const { exit, stdout } = run(arguments_);
    expect(await exit).toBe(code);
    expect(stdout.join('\n')).toMatch(output);
  });

  it('takes the version that the build gave it', async () => {
    const { exit, stdout } = run(['--version'], { TRIBBLE_VERSION: '1.2.3' });
    expect(await exit).toBe(0);
    expect(stdout).toEqual(['1.2.3']);
  });

  it('tells all faults of the configuration, one a line, and exits with 2', async () => {
    const { exit, stderr, stdout } = run([], { API_PORT: 'x', API_HOST: '0.0.0.0', FAULT: 'none' });
    expect(await exit).toBe(2);
    const faults = stderr().trim().split('\n');
    expect(faults.map((fault) => fault.split(': ').slice(0, 2).join(': '))).toEqual([
      'versions_url: is missing; expected a string, here or as VERSIONS_URL',
      'versions_checkout_path: is missing; expected a string, here or as VERSIONS_CHECKOUT_PATH',
      'environment variable API_PORT: api_port',
      'environment variable API_HOST: api_host',
    ]);
    expect(stdout).toEqual([]);
  });
});

describe('a command', () => {
  const once = async (fault: string, ...arguments_: string[]) => {
    const config = join(folder, 'service.yaml');
    await writeFile(
      config,
      `versions_url: /repo\nversions_checkout_path: /c\napi_port: 9001\nfault: ${fault}\n`,
    );
    const ran = run(['count', '--config', config, ...arguments_]);
    return { code: await ran.exit, stdout: ran.stdout, stderr: ran.stderr() };
  };

  it('answers on standard output, logs on standard error, stops its parts, and gives the exit code', async () => {
    const { code, stdout, stderr } = await once('none', '--to', '3');
    expect({ code, stdout }).toEqual({ code: 3, stdout: ['1', '2', '3'] });
    expect(stderr).toMatch(/"msg":"counting".*counter stopped/s);
  });

  it('says what went wrong, without credentials, and exits with 1', async () => {
    const { code, stdout, stderr } = await once('fails');
    expect({ code, stdout }).toEqual({ code: 1, stdout: [] });
    expect(stderr).toBe('cannot reach https://***@host/\ncounter stopped\n');
  });

  it('exits with 1 for faults of the configuration, too', async () => {
    const { exit, stderr } = run(['count'], { API_PORT: 'x' });
    expect(await exit).toBe(1);
    expect(stderr()).toContain('versions_url: is missing');
  });

  it('that does not exist is refused', async () => {
    const { exit, stderr } = run(['conut']);
    expect(await exit).toBe(1);
    expect(stderr()).toMatch(/unknown command 'conut'|too many arguments/);
  });
});

describe('stop', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('stops every part on %s and exits with 0', async (signal) => {
    const { child, exit, logged, logLines } = await start();
    await logged('listening');
    child.kill(signal);
    expect(await exit).toBe(0);
    expect(logLines().map(({ msg }) => msg)).toEqual([
      'starting',
      'listening',
      'stopping',
      'repository closed',
      'stopped',
    ]);
  });

  it('answers the request in flight first', async () => {
    const { child, exit, ask } = await start();
    const response = await ask('/slow');
    child.kill('SIGTERM');
    expect(await response.text()).toBe('begun, done');
    expect(await exit).toBe(0);
  });

  it('names what hangs and exits with 1', async () => {
    const { child, exit, logged } = await start('hangs');
    await logged('listening');
    child.kill('SIGTERM');
    expect(await exit).toBe(1);
    expect(await logged('stop hangs; giving up')).toMatchObject({ level: 'error', part: 'loop' });
  });

  it('exits at once on a second signal', async () => {
    const { child, exit, logged } = await start('hangs');
    await logged('listening');
    child.kill('SIGTERM');
    await logged('stopping');
    child.kill('SIGTERM');
    expect(await exit).toBe(1);
    expect(await logged('stopping at once')).toMatchObject({ signal: 'SIGTERM' });
  });
});

describe('errors', () => {
  it('says why it cannot start, stops what had started, and exits with 1', async () => {
    const { exit, logged, logLines } = await start('fails');
    expect(await exit).toBe(1);
    expect(await logged('cannot start')).toMatchObject({
      level: 'fatal',
      err: { message: 'cannot reach https://***@host/' },
    });
    expect(logLines().at(-1)).toMatchObject({ msg: 'repository closed' });
  });

  it.each([
    ['rejects', 'unhandledRejection'],
    ['throws', 'uncaughtException'],
  ])('logs an error that nobody handles and exits with 1: %s', async (fault, origin) => {
    const { exit, logged, ask } = await start(fault);
    await ask('/').catch(() => undefined);
    expect(await exit).toBe(1);
    expect(await logged('unexpected error')).toMatchObject({
      level: 'fatal',
      origin,
      err: { message: 'nobody caught me' },
    });
  });
});
