/** `kubectl apply --server-side -f FILE` with all objects in one file. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { appName, objectsOf, versionsFor } from './apps.ts';
import type { Contestant, Place } from './contestant.ts';
import { measured } from './measure.ts';

const run = promisify(execFile);
const maxBuffer = 64 * 1024 * 1024;

/** Undefined where kubectl is not installed. */
export async function kubectl(place: Place): Promise<Contestant | undefined> {
  try {
    await run('kubectl', ['version', '--client']);
  } catch {
    return undefined;
  }
  const folder = await mkdtemp(join(tmpdir(), 'tribble-bench-'));
  const file = join(folder, 'apps.json');
  return {
    name: 'kubectl',
    run: async (scenario) => {
      const version = versionsFor(scenario, place.apps);
      const objects = [...Array(place.apps).keys()].flatMap((app) => objectsOf(appName(app), version(app)));
      // One list: kubectl takes a file that begins with a brace for JSON alone.
      await writeFile(file, JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects }));
      const { cost } = await measured(() => run('kubectl', argumentsFor(place, file), { maxBuffer }));
      return { wall: cost.wall };
    },
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

function argumentsFor({ kubeconfig, context, namespace }: Place, file: string): string[] {
  return [
    ...(kubeconfig === undefined ? [] : ['--kubeconfig', kubeconfig]),
    ...(context === undefined ? [] : ['--context', context]),
    ...['--namespace', namespace, 'apply', '--server-side', '-f', file],
  ];
}
