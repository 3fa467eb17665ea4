import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startControlPlane } from './control-plane.ts';

let folder: string;
let temporaryFolder: string | undefined;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tribble-programs-'));
  temporaryFolder = process.env['TMPDIR'];
  process.env['TMPDIR'] = folder;
});
afterEach(async () => {
  if (temporaryFolder === undefined) delete process.env['TMPDIR'];
  else process.env['TMPDIR'] = temporaryFolder;
  await rm(folder, { recursive: true });
});

describe('startControlPlane', () => {
  it('shows the log of a program that does not start, and leaves nothing behind', async () => {
    const waits = join(folder, 'waits');
    const breaks = join(folder, 'kube-apiserver');
    await writeFile(waits, `#!/bin/sh\necho $$ > ${folder}/pid\nexec sleep 600\n`, { mode: 0o755 });
    const script = `#!/bin/sh\nuntil [ -s ${folder}/pid ]; do sleep 0.1; done\necho 'unknown flag: --cert-dir' >&2\nexit 1\n`;
    await writeFile(breaks, script, { mode: 0o755 });
    const binaries = {
      etcd: waits,
      'kube-apiserver': breaks,
      'kube-controller-manager': waits,
      'kube-scheduler': waits,
      kwok: waits,
    };
    await expect(startControlPlane(binaries)).rejects.toThrow(
      'kube-apiserver ended while it was starting. The end of its log:\nunknown flag: --cert-dir',
    );
    expect((await readdir(folder)).filter((name) => name.startsWith('tribble-control-plane-'))).toEqual([]);
    const pid = Number(await readFile(join(folder, 'pid'), 'utf8'));
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  });
});
