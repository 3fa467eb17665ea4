import { type ChildProcess, spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { messageOf } from './asking.ts';

/** What is kept of the output of a program. */
const keptBytes = 8 * 1_024;

export type RunOptions = {
  folder: string;
  environment: Readonly<Record<string, string>>;
  signal: AbortSignal;
};

/** Runs a program to its end, without a shell. When it ends or the signal aborts, all that it started ends too. */
export async function runProgram(
  [program = '', ...options]: readonly string[],
  { folder, environment, signal }: RunOptions,
): Promise<{ exitCode: number; output: string }> {
  signal.throwIfAborted();
  // A group of its own, so that what it starts can be ended with it.
  const child = spawn(program, options, {
    cwd: folder,
    env: environment,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  // At once: an error that nobody listens for ends the transitioner.
  const exit = exitOf(child, program);
  const streams = streamsOf(child);
  const tail = tailOf(streams);
  const abort = () => {
    endGroup(child);
    // What left the group may still hold them, and nobody waits for that.
    for (const stream of streams) stream.destroy();
  };
  signal.addEventListener('abort', abort);
  try {
    const exitCode = await exit;
    return { exitCode, output: tail() };
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

/** What it writes to. There is nothing where it could not even be given pipes, whatever the types of node say. */
function streamsOf({ stdout, stderr }: Partial<Pick<ChildProcess, 'stdout' | 'stderr'>>): Readable[] {
  return [stdout, stderr].flatMap((stream) => stream ?? []);
}

function exitOf(child: ChildProcess, program: string): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('error', (error) => reject(new Error(`${program} cannot be run: ${messageOf(error)}`)));
    child.once('exit', () => endGroup(child));
    child.once('close', (exitCode, endedBy) => {
      if (exitCode !== null) resolve(exitCode);
      else reject(new Error(`${program} was ended by ${endedBy ?? 'something'}`));
    });
  });
}

function endGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Nothing of the group is left.
  }
}

/** The last of what streams said, together. */
function tailOf(streams: readonly Readable[]): () => string {
  let kept = Buffer.alloc(0);
  for (const stream of streams)
    stream.on('data', (chunk: Buffer) => {
      kept = Buffer.concat([kept, chunk]).subarray(-keptBytes);
    });
  return () => kept.toString('utf8');
}
