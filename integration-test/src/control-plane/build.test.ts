import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { builtModule } from './build.ts';
import { goModules } from './modules.ts';

const kwok = goModules.find(({ folder }) => folder === 'kwok');

let folder: string;
let lines: string[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tribble-build-'));
  lines = [];
  await mkdir(join(folder, 'source'));
  await writeFile(join(folder, 'source', 'go.mod'), 'module m\n\nrequire sigs.k8s.io/kwok v0.7.0\n');
  await writeFile(join(folder, 'source', 'go.sum'), '');
});
afterEach(() => rm(folder, { recursive: true }));

/** A stand-in for Go: `env` answers, and `build` does what the test says, with the target in `$target`. */
async function goThat(builds: string): Promise<string> {
  const go = join(folder, 'go');
  const script = `#!/bin/sh
if [ "$1" = env ]; then printf 'go1.26.0\\nlinux\\namd64\\n'; exit; fi
target=$6
${builds}
`;
  await writeFile(go, script, { mode: 0o755 });
  return go;
}

function build(go: string): Promise<string> {
  if (kwok === undefined) throw new Error('no module kwok');
  const report = (line: string) => lines.push(line);
  return builtModule({
    module: kwok,
    source: join(folder, 'source'),
    cache: join(folder, 'cache'),
    go,
    report,
  });
}

describe('builtModule', () => {
  it('builds once, and tells what it builds', async () => {
    const go = await goThat(`echo built >> ${folder}/builds; echo program > "$target"`);
    const first = await build(go);
    expect(await readFile(join(first, 'kwok'), 'utf8')).toBe('program\n');
    expect(lines).toEqual(['Building kwok v0.7.0 …', expect.stringMatching(/built kwok v0\.7\.0 in \d+ s/)]);
    expect(await build(go)).toBe(first);
    expect(await readFile(join(folder, 'builds'), 'utf8')).toBe('built\n');
  });

  it('leaves one whole folder when two build at once', async () => {
    const go = await goThat('echo program > "$target"');
    const [one, other] = await Promise.all([build(go), build(go)]);
    expect(one).toBe(other);
    expect(await readdir(join(folder, 'cache'))).toHaveLength(1);
    expect(await readFile(join(one, 'kwok'), 'utf8')).toBe('program\n');
  });

  it('builds again for another go.mod', async () => {
    const go = await goThat('echo program > "$target"');
    const before = await build(go);
    await writeFile(join(folder, 'source', 'go.mod'), 'module m\n\nrequire sigs.k8s.io/kwok v0.8.0\n');
    expect(await build(go)).not.toBe(before);
  });

  it('shows the end of what Go said when it fails, and leaves nothing behind', async () => {
    const go = await goThat('for line in $(seq 30); do echo "line $line" >&2; done; exit 1');
    const error: unknown = await build(go).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      name: 'ControlPlaneError',
      message: expect.stringMatching(/^go build sigs\.k8s\.io\/kwok\/cmd\/kwok failed in .*\/source/),
    });
    expect((error as Error).message).toContain('line 30');
    expect((error as Error).message).not.toContain('line 15\n');
    expect(await readdir(join(folder, 'cache'))).toEqual([]);
  });
});
