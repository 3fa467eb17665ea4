import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createRepository, type Fixture } from '@tribble/git-fixture';
import type { Head } from './repo.ts';
import { openResourceRepo, type ResourceRepo } from './repo.ts';
import { parseApprovals } from './format/approvals.ts';
import { environmentLock, parseLocks } from './format/locks.ts';
import { parsePauses, pauseReasons } from './format/pauses.ts';
import { renderEnvironment } from './format/render.ts';
import { temporaryFolder, testOptions } from './testing.ts';

const folder = temporaryFolder();
const good = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: good}\n';
let fixture: Fixture;
let repo: ResourceRepo;
let head: Head | undefined;

beforeAll(async () => {
  fixture = await createRepository(`
commits:
  - name: root
    files:
      dev/deployable/good.yaml: ${JSON.stringify(good)}
      dev/deployable/link.yaml: {symlink: /etc/passwd}
      dev/deployable/module: {submodule: "1111111111111111111111111111111111111111"}
      dev/deployable/folder: {symlink: "../../.."}
      "dev/deployable/new\\nline.yaml": x
      "dev/deployable/sp ace.yaml": x
      dev/deployable/binary.yaml: {base64: "/wD+"}
      dev/deployable/nul.yaml: {base64: "YQBi"}
      locks.yaml: x
`);
  const blob = await fixture.blob(good);
  const huge = await fixture.blob(Buffer.alloc(100 * 1024 * 1024, 'a'));
  const inner = await fixture.rawTree([
    { mode: '100644', name: '..', id: blob },
    { mode: '100644', name: '.git', id: blob },
    { mode: '100644', name: 'a/b.yaml', id: blob },
    { mode: '100644', name: Buffer.from([0x66, 0xff, 0x2e, 0x79]), id: blob },
    { mode: '100644', name: 'huge.yaml', id: huge },
    { mode: '100644', name: 'good.yaml', id: blob },
  ]);
  let deep = inner;
  for (let depth = 0; depth < 200; depth += 1)
    deep = await fixture.rawTree([{ mode: '40000', name: 'd', id: deep }]);
  const deployable = await fixture.rawTree([
    { mode: '40000', name: 'raw', id: inner },
    { mode: '40000', name: 'deep', id: deep },
  ]);
  const environment = await fixture.rawTree([{ mode: '40000', name: 'deployable', id: deployable }]);
  let bomb = await fixture.rawTree([{ mode: '100644', name: 'x.yaml', id: blob }]);
  for (let level = 0; level < 5; level += 1) {
    bomb = await fixture.rawTree(
      Array.from({ length: 10 }, (_, index) => ({ mode: '40000', name: `d${index}`, id: bomb })),
    );
  }
  const dev = await fixture.git('rev-parse', 'main:dev');
  const root = await fixture.rawTree([
    { mode: '40000', name: 'dev', id: dev },
    { mode: '40000', name: 'raw', id: environment },
    { mode: '40000', name: '..', id: environment },
    {
      mode: '40000',
      name: 'linked',
      id: await fixture.rawTree([{ mode: '120000', name: 'locks.yaml', id: blob }]),
    },
    {
      mode: '40000',
      name: 'folder',
      id: await fixture.rawTree([{ mode: '40000', name: 'locks.yaml', id: inner }]),
    },
    { mode: '40000', name: 'bomb', id: await fixture.rawTree([{ mode: '40000', name: 'base', id: bomb }]) },
    { mode: '120000', name: 'deployers.yaml', id: blob },
    { mode: '40000', name: 'pauses.yaml', id: inner },
    { mode: '120000', name: 'approvals.yaml', id: blob },
  ]);
  await fixture.setRef('main', await fixture.commitTree(root, { name: 'hostile', parent: 'root' }));
  repo = await openResourceRepo(testOptions(fixture.path, await folder.make()));
  head = await repo.fetch();
}, 60_000);
afterAll(async () => {
  await repo.close();
  await fixture.remove();
});

function render(environment: string) {
  const files = head?.snapshot.environments.get(environment);
  if (!files) throw new Error(`${environment} is missing`);
  return renderEnvironment(files, (path) => head?.history.lastChange(path));
}

describe('a hostile repository', () => {
  it('gives problems for links, submodules, odd names and bytes, and renders what is good', () => {
    const { resources, problems } = render('dev');
    expect([...resources.keys()]).toEqual(['good']);
    const found = new Map(problems.map(({ path, message }) => [path, message]));
    expect(Object.fromEntries(found)).toEqual({
      'dev/deployable/binary.yaml': 'is no text: it is not UTF-8',
      'dev/deployable/folder': 'is a symbolic link, which is never followed',
      'dev/deployable/link.yaml': 'is a symbolic link, which is never followed',
      'dev/deployable/module': 'is a submodule, which is never followed',
      'dev/deployable/new\\nline.yaml': 'has a name that no file here may have',
      'dev/deployable/nul.yaml': 'is no text: it holds a NUL byte',
      'dev/deployable/sp ace.yaml': '"sp ace" cannot be the name of a resource',
    });
  });

  it('is not led out of its folders, nor down without end, nor filled up', () => {
    const { resources, problems } = render('raw');
    expect([...resources.keys()]).toEqual(['raw/good']);
    expect(problems.map(({ path, message }) => `${path.slice(0, 40)}: ${message.slice(0, 60)}`).sort())
      .toMatchInlineSnapshot(`
      [
        "raw/deployable/deep/d/d/d/d/d/d/d/d/d/d/: lies more than 32 folders deep",
        "raw/deployable/raw/..: has a name that no file here may have",
        "raw/deployable/raw/.git: has a name that no file here may have",
        "raw/deployable/raw/a/b.yaml: has a name that no file here may have",
        "raw/deployable/raw/f�.y: has a name that no file here may have",
        "raw/deployable/raw/huge.yaml: has 104857600 bytes; more than 2097152 are never read",
      ]
    `);
  });

  it('has no environment outside of it, and no configuration by a link', () => {
    expect([...(head?.snapshot.environments.keys() ?? [])]).toEqual([
      'dev',
      'raw',
      'linked',
      'folder',
      'bomb',
    ]);
    expect(head?.snapshot.configuration.get('deployers.yaml')?.content).toEqual({
      fault: 'is a symbolic link, which is never followed',
    });
  });

  it('pauses every transition where pauses.yaml is a folder, and approves nothing by a link', () => {
    const { configuration } = head?.snapshot ?? {};
    const { pauses, problems } = parsePauses(configuration?.get('pauses.yaml'));
    expect(pauseReasons(pauses, 'prod', new Date(0))).toEqual([{ reason: 'pauses.yaml cannot be read' }]);
    expect(problems).toMatchObject([
      { path: 'pauses.yaml', message: 'is a folder, which is never followed' },
    ]);
    expect(parseApprovals(configuration?.get('approvals.yaml'))).toMatchObject({
      approvals: new Map(),
      problems: [{ path: 'approvals.yaml', message: 'is a symbolic link, which is never followed' }],
    });
  });

  it('locks an environment whose lock file is a link or a folder, or which has no end', () => {
    for (const name of ['linked', 'folder', 'bomb']) {
      const files = head?.snapshot.environments.get(name)?.files;
      const { locks, problems } = parseLocks(files?.get(`${name}/locks.yaml`));
      expect(environmentLock(locks, new Date(0))).toHaveLength(1);
      expect(problems).toHaveLength(1);
    }
    expect(head?.snapshot.environments.get('bomb')?.problems).toMatchObject([{ path: 'bomb' }]);
  });
});
