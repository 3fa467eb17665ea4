import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CommandQuestion } from '@tribble/promotion';
import { fakeClock } from '@tribble/service-kit/testing';
import { commandAsker } from './ask-command.ts';

const path = process.env['PATH'] ?? '';
const questionOf = (...command: string[]): CommandQuestion => ({
  kind: 'command',
  about: 'a change',
  command,
  variables: { version: '1; echo $(id)', version_pay_api: '2', revision: 'abc' },
  interval: 60_000,
  timeout: 60_000,
});
const shell = (script: string) => questionOf('sh', '-c', script);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tribble-ask-command-'));
});
afterAll(() => rm(folder, { recursive: true }));

function ask(
  question: CommandQuestion,
  {
    allowed = true,
    clock = fakeClock(),
    signal = new AbortController().signal,
  }: {
    allowed?: boolean | string[];
    clock?: ReturnType<typeof fakeClock>;
    signal?: AbortSignal;
  } = {},
) {
  return commandAsker({ allowed, path, clock })(question, signal);
}

/** Waits until a file has content: what a program says from its inside. */
async function contentOf(file: string): Promise<string> {
  for (;;) {
    const text = await readFile(file, 'utf8').catch(() => '');
    if (text.endsWith('\n')) return text.trim();
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Waits until a process is gone: only then does the test end. */
async function gone(pid: number): Promise<true> {
  for (;;) {
    const state = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
    if (state === undefined || / Z /.test(state)) return true;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

describe('a program', () => {
  it.each([0, 1, 75])('tells by its exit code %i, and what it wrote', async (exitCode) => {
    const answer = await ask(shell(`echo out; echo https://ann:hunter2@host >&2; exit ${exitCode}`));
    expect(answer).toMatchObject({ kind: 'command', exitCode });
    expect('output' in answer && answer.output.split('\n').sort()).toEqual(['', 'https://***@host', 'out']);
  });

  it('gets what is judged, the path, and nothing else; no word of it is run', async () => {
    const answer = await ask(questionOf('env'));
    const variables = 'output' in answer ? answer.output.trim().split('\n').sort() : [];
    expect(variables).toEqual([
      `PATH=${path}`,
      'TRIBBLE_REVISION=abc',
      'TRIBBLE_VERSION=1; echo $(id)',
      'TRIBBLE_VERSION_PAY_API=2',
    ]);
  });

  it('is no shell', async () => {
    expect(await ask(questionOf('echo', '$PATH; exit 1', '*'))).toEqual({
      kind: 'command',
      exitCode: 0,
      output: '$PATH; exit 1 *\n',
    });
  });

  it('runs in an empty folder that is gone afterwards', async () => {
    const answer = await ask(shell('ls -a; pwd; touch a'));
    const [, , own = '', ...more] = 'output' in answer ? answer.output.trim().split('\n') : [];
    expect(more).toEqual([]);
    expect(own).toContain('tribble-command-');
    await expect(stat(own)).rejects.toThrow('ENOENT');
  });

  it('is remembered by the last 8 KiB that it wrote', async () => {
    const answer = await ask(shell('head -c 100000 /dev/zero | tr "\\0" x; echo end'));
    expect('output' in answer && answer.output.length).toBe(8_192);
    expect('output' in answer && answer.output.endsWith('xend\n')).toBe(true);
  });

  it('leaves nothing behind that it started', async () => {
    const file = join(folder, 'left');
    expect(await ask(shell(`sleep 1000 & echo $! > ${file}`))).toMatchObject({ exitCode: 0 });
    expect(await gone(Number(await contentOf(file)))).toBe(true);
  });

  it('ends in time, with all that it started', async () => {
    const clock = fakeClock();
    const file = join(folder, 'late');
    const asking = ask(shell(`sleep 1000 & echo $! > ${file}; wait`), { clock });
    const pid = Number(await contentOf(file));
    await clock.advance(60_000);
    await expect(asking).rejects.toThrow('no answer within 1m');
    expect(await gone(pid)).toBe(true);
  });

  it('ends with the transitioner', async () => {
    const stopping = new AbortController();
    const file = join(folder, 'stopping');
    const asking = ask(shell(`echo $$ > ${file}; sleep 1000`), { signal: stopping.signal });
    const pid = Number(await contentOf(file));
    stopping.abort();
    await expect(asking).rejects.toThrow('the transitioner stops');
    expect(await gone(pid)).toBe(true);
    await expect(ask(shell('exit 0'), { signal: stopping.signal })).rejects.toThrow('the transitioner stops');
  });

  it.each([
    [questionOf('/no/such/program'), '/no/such/program cannot be run: spawn /no/such/program ENOENT'],
    [shell('kill -TERM $$'), 'sh was ended by SIGTERM'],
    [{ ...questionOf('env'), variables: { version: 'a\0b' } }, 'null bytes'],
  ])('that cannot tell is an error', async (question, message) => {
    await expect(ask(question)).rejects.toThrow(message);
  });
});

describe('what may be run', () => {
  it.each([false, [], ['bash'], ['/bin/sh']])('is not sh where it is %j', async (allowed) => {
    await expect(ask(shell('exit 0'), { allowed })).rejects.toThrow(
      'sh may not be run here; allow it with gate_commands: [sh]',
    );
  });

  it('is sh where it is named', async () => {
    expect(await ask(shell('exit 0'), { allowed: ['bash', 'sh'] })).toMatchObject({ exitCode: 0 });
  });
});
