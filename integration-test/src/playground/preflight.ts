import { execFile } from 'node:child_process';
import { createServer } from 'node:net';
import { promisify } from 'node:util';
import { PlaygroundError } from './playground-error.ts';

/** Fails with one clear line where git is missing. */
export async function requireGit(): Promise<void> {
  await promisify(execFile)('git', ['--version']).catch((cause: unknown) => {
    throw new PlaygroundError('git was not found: install it (https://git-scm.com) and start again.', {
      cause,
    });
  });
}

/** Fails with one clear line where a port is taken. */
export async function requireFreePorts(ports: readonly number[]): Promise<void> {
  for (const port of ports) {
    if (await isFree(port)) continue;
    throw new PlaygroundError(
      `Port ${port} is in use: end what listens there (another playground?) or choose other ports with --port.`,
    );
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
