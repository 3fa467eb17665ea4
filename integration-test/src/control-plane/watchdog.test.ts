import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { Watchdog } from './watchdog.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tribble-watchdog-'));
});

/** A process that only a signal ends. */
function sleeper(program: string) {
  const child = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'ignore'] });
  const { pid } = child;
  if (pid === undefined) throw new Error('node does not start');
  return { pid, exited: once(child, 'exit'), ready: once(child.stdout, 'data') };
}
const gentle = `console.log('ready'); setInterval(() => {}, 1000);`;
const deaf = `process.on('SIGTERM', () => {}); ${gentle}`;

describe('the watchdog', () => {
  it('ends what still runs when its input ends, and removes the folder', async () => {
    const watchdog = new Watchdog(folder);
    const [one, other] = [sleeper(gentle), sleeper(deaf)];
    await Promise.all([one.ready, other.ready]);
    watchdog.started(one.pid);
    watchdog.started(other.pid);
    await watchdog.finish();
    expect(await one.exited).toEqual([null, 'SIGTERM']);
    expect(await other.exited).toEqual([null, 'SIGKILL']);
    expect(existsSync(folder)).toBe(false);
  });

  it('leaves alone what has ended: the number may be another process by now', async () => {
    const watchdog = new Watchdog(folder);
    const other = sleeper(gentle);
    await other.ready;
    watchdog.started(other.pid);
    watchdog.ended(other.pid);
    await watchdog.finish();
    expect(existsSync(folder)).toBe(false);
    expect(process.kill(other.pid, 'SIGINT')).toBe(true);
    expect(await other.exited).toEqual([null, 'SIGINT']);
  });
});
