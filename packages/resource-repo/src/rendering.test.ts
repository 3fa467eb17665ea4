import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createRepository, type Fixture } from '@tribble/git-fixture';
import { renderEnvironment, type RenderedEnvironment } from './format/render.ts';
import { openResourceRepo, type ResourceRepo } from './repo.ts';
import { temporaryFolder, testOptions } from './testing.ts';

let fixture: Fixture;
const folder = temporaryFolder();

beforeAll(async () => {
  fixture = await createRepository(
    await readFile(join(import.meta.dirname, 'fixtures/rendering.yaml'), 'utf8'),
  );
});
afterAll(() => fixture.remove());

/** An environment as a service renders it that reads the repository at a named commit for the first time. */
async function render(commit: string, environment = 'dev'): Promise<RenderedEnvironment> {
  const ref = `at-${commit.replaceAll(' ', '-')}-${environment}`;
  await fixture.setRef(ref, commit);
  const repo: ResourceRepo = await openResourceRepo({
    ...testOptions(fixture.path, await folder.make()),
    branch: ref,
  });
  try {
    const head = await repo.fetch();
    const files = head?.snapshot.environments.get(environment);
    if (!head || !files) throw new Error(`no ${environment} at ${commit}`);
    return renderEnvironment(files, (path) => head.history.lastChange(path));
  } finally {
    await repo.close();
  }
}

describe('rendering', () => {
  it('an environment with no resources', async () => {
    const { resources, problems } = await render('several', 'empty');
    expect(resources.size).toBe(0);
    expect(problems).toEqual([]);
  });

  it('several resources, versioned ones beside whole manifests, in sub-folders, sorted by name', async () => {
    const { resources, problems } = await render('several');
    expect(problems).toEqual([]);
    expect([...resources.keys()]).toEqual(['folder/deep/whole', 'payments/api', 's1']);
    expect(resources.get('folder/deep/whole')?.objects).toEqual([
      { apiVersion: 'v1', kind: 'Service', metadata: { name: 'whole', annotations: { note: '$version' } } },
      { apiVersion: 'v1', kind: 'Service', metadata: { name: 'second' } },
    ]);
    expect(resources.get('folder/deep/whole')).not.toHaveProperty('version');
    expect(resources.get('payments/api')).toMatchObject({
      version: '2',
      objects: [{ data: { version: '2', level: 'debug' } }],
    });
  });

  it('puts the version into strings of lists and maps, and keeps 1.10 as it is written', async () => {
    const { resources } = await render('several');
    expect(resources.get('s1')).toMatchObject({ version: '1.10' });
    expect(resources.get('s1')?.objects).toEqual([
      {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 's1', labels: { version: '1.10' } },
        data: { image: 'img:1.10', list: '["1.10"]' },
        items: ['1.10', { deep: 'v1.10' }],
      },
    ]);
  });

  it('a new commit changes the revision only of what it touched', async () => {
    const revisions = ({ resources }: RenderedEnvironment) =>
      [...resources.values()].map(({ name, revision }) => [name, revision]);
    const first = fixture.commit('several');
    expect(revisions(await render('several'))).toEqual([
      ['folder/deep/whole', first],
      ['payments/api', first],
      ['s1', first],
    ]);
    expect(revisions(await render('other resource'))).toEqual([
      ['folder/deep/whole', first],
      ['payments/api', fixture.commit('other resource')],
      ['s1', first],
    ]);
  });

  it('an edit of the base changes the revision too, and the digest only with the content', async () => {
    const before = (await render('other resource')).resources.get('s1');
    const after = (await render('base edited')).resources.get('s1');
    expect(after?.revision).toBe(fixture.commit('base edited'));
    expect(after?.digest).toBe(before?.digest);
  });

  it('a bad file stops no other, and says what is wrong and where', async () => {
    const { resources, invalid, problems } = await render('broken');
    expect([...resources.keys()]).toEqual(['folder/deep/whole']);
    expect([...invalid.keys()]).toEqual(['nameless', 'no-base', 'payments/api', 'program', 's1', 'text']);
    expect(problems).toMatchObject([
      { path: 'dev/deployable/nameless.yaml', message: 'Service: metadata: missing' },
      {
        path: 'dev/version/no-base.yaml',
        message: 'there is no base for this version',
        hint: 'add dev/base/no-base.yaml',
      },
      {
        path: 'dev/base/payments/api.yaml',
        line: 3,
        column: 1,
        message: expect.stringContaining('Flow sequence') as unknown as string,
      },
      {
        path: 'dev/deployable/program.jsonnet',
        message: expect.stringContaining('jsonnet') as unknown as string,
      },
      {
        path: 'dev/deployable/s1.yaml',
        message: 'resource s1 is also defined by dev/version/s1.yaml, dev/base/s1.yaml',
      },
      {
        path: 'dev/version/s1.yaml',
        message: 'resource s1 is also defined by dev/deployable/s1.yaml, dev/base/s1.yaml',
      },
      {
        path: 'dev/base/s1.yaml',
        message: 'resource s1 is also defined by dev/deployable/s1.yaml, dev/version/s1.yaml',
      },
      { path: 'dev/deployable/text.yaml', line: 1, column: 1, message: 'a manifest is a map' },
    ]);
  });
});
