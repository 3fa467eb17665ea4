import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { expect } from '@jest/globals';
import { programOf } from '../root.ts';
import type { World } from '../world.ts';

type CommandResult = { code: number | null; stdout: string; stderr: string };

/** A command that does not end by itself is killed, so that it outlives no test. */
const longest = 120_000;

/** Runs the deployer's program to its end, as a person does in a terminal. */
async function runDeployer(world: World, ...args: string[]): Promise<CommandResult> {
  const [command = 'check', ...options] = args;
  const file = await world.configure('deployer');
  const all = ['--enable-source-maps', programOf('apps/deployer'), command, '--config', file, ...options];
  const child = spawn(process.execPath, all, {
    env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: longest,
    killSignal: 'SIGKILL',
  });
  const output = Promise.all([text(child.stdout), text(child.stderr)]);
  const [code] = (await once(child, 'close')) as [number | null];
  const [stdout, stderr] = await output;
  return { code, stdout, stderr };
}

/** A command that ends with a certain code; where it does not, what it wrote is part of the failure. */
export async function expectExit(code: number, world: World, ...args: string[]): Promise<CommandResult> {
  const result = await runDeployer(world, ...args);
  expect({ args, ...result }).toMatchObject({ args, code });
  return result;
}

/** The rows of what a command wrote, their columns joined by single spaces. */
export function rowsOf({ stdout }: CommandResult): string[] {
  return stdout.split('\n').map((line) => line.trim().replace(/ {2,}/g, ' '));
}
