import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { cacheFolder, findBinaries } from './binaries.ts';
import { programs } from './modules.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tribble-binaries-'));
});
afterEach(() => rm(folder, { recursive: true }));

const program = (name: string) => writeFile(join(folder, name), '#!/bin/sh\n', { mode: 0o755 });
const report = () => undefined;

describe('findBinaries', () => {
  it('takes all from KUBEBUILDER_ASSETS where all are there', async () => {
    for (const name of programs) await program(name);
    const found = await findBinaries({ environment: { KUBEBUILDER_ASSETS: folder }, report });
    const binaries = Object.fromEntries(programs.map((name) => [name, join(folder, name)]));
    expect(found).toEqual({ kind: 'found', binaries });
  });

  it('skips without Go, and says why', async () => {
    expect(await findBinaries({ environment: { PATH: folder }, report })).toEqual({
      kind: 'skipped',
      reason: 'KUBEBUILDER_ASSETS is not set, and Go, which would build what is missing, was not found',
    });
  });

  it('names what KUBEBUILDER_ASSETS lacks', async () => {
    for (const name of ['etcd', 'kube-apiserver', 'kubectl']) await program(name);
    const found = await findBinaries({ environment: { KUBEBUILDER_ASSETS: folder, PATH: '' }, report });
    expect(found).toMatchObject({
      reason: expect.stringContaining(`${folder} lacks kube-controller-manager, kube-scheduler, kwok,`),
    });
  });

  it('builds what KUBEBUILDER_ASSETS lacks, and nothing else', async () => {
    for (const name of programs.filter((name) => name !== 'kwok')) await program(name);
    const build =
      '#!/bin/sh\nif [ "$1" = env ]; then printf "go1\\nlinux\\namd64\\n"; else echo > "$6"; fi\n';
    await mkdir(join(folder, 'bin'));
    await writeFile(join(folder, 'bin', 'go'), build, { mode: 0o755 });
    const lines: string[] = [];
    const environment = { KUBEBUILDER_ASSETS: folder, PATH: join(folder, 'bin'), XDG_CACHE_HOME: folder };
    const found = await findBinaries({ environment, report: (line) => lines.push(line) });
    expect(found).toMatchObject({
      binaries: { kwok: expect.stringContaining(join(folder, 'cautious-tribble')) },
    });
    expect(lines.filter((line) => line.startsWith('Building'))).toEqual([
      expect.stringMatching(/^Building kwok /),
    ]);
  });

  it('refuses a folder that holds none of them', async () => {
    await expect(findBinaries({ environment: { KUBEBUILDER_ASSETS: folder }, report })).rejects.toThrow(
      `KUBEBUILDER_ASSETS names ${folder}, which holds no etcd and kube-apiserver that can be run.`,
    );
  });
});

describe('cacheFolder', () => {
  it.each([
    [{ XDG_CACHE_HOME: '/x', HOME: '/h' }, '/x/cautious-tribble/control-plane'],
    [{ HOME: '/h' }, '/h/.cache/cautious-tribble/control-plane'],
    [{ XDG_CACHE_HOME: '', HOME: '/h' }, '/h/.cache/cautious-tribble/control-plane'],
  ])('for %j is %s', (environment, expected) => {
    expect(cacheFolder(environment)).toBe(expected);
  });
});
