import { spawn, type ChildProcess } from 'node:child_process';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { root } from '../root.ts';
import { waitUntil } from '../wait-until.ts';

/** The program behind `npm start`. */
export const program = join(root, 'integration-test', 'dist', 'playground.mjs');

export type Playground = { child: ChildProcess; output: () => string; exited: Promise<number | null> };

/** Starts a playground that keeps its files in a folder, on this port and the three after it. */
export function startPlayground(folder: string, port: number, ...args: string[]): Playground {
  const child = spawn(process.execPath, [program, '--port', String(port), '--dir', folder, ...args]);
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  return { child, output: () => text, exited };
}

/** The first of several free ports in a row. */
export async function freePorts(count: number): Promise<number> {
  return waitUntil(`${count} ports in a row are free`, async () => {
    const first = 20_000 + Math.floor(Math.random() * 20_000);
    const servers = await Promise.all(Array.from({ length: count }, (_, index) => listenOn(first + index)));
    for (const server of servers) server?.close();
    return servers.every((server) => server !== undefined) && first;
  });
}

/** Undefined where the port is taken. */
export function listenOn(wanted: number): Promise<Server | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen(wanted, '127.0.0.1', () => resolve(server));
  });
}
