import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createRepository, type Fixture } from '@tribble/git-fixture';
import { blobId } from './format/digest.ts';
import { GitError } from './git/git.ts';
import { openResourceRepo, type ResourceRepo } from './repo.ts';
import { temporaryFolder, testOptions } from './testing.ts';

const folder = temporaryFolder();
let fixture: Fixture;
let repo: ResourceRepo;

beforeAll(async () => {
  fixture = await createRepository(`
commits:
  - name: old
    files:
      lib/x.libsonnet: "1"
      lib/link.libsonnet: {symlink: /etc/passwd}
      lib/folder: {symlink: ../dev}
      lib/module: {submodule: "1111111111111111111111111111111111111111"}
      lib/binary: {base64: "/wD+"}
  - name: new
    files:
      lib/x.libsonnet: "2"
`);
  repo = await openResourceRepo(testOptions(fixture.path, await folder.make()));
  await repo.fetch();
});
afterAll(async () => {
  await repo.close();
  await fixture.remove();
});

describe('fileAt', () => {
  it.each([
    { commit: 'old', text: '1' },
    { commit: 'new', text: '2' },
  ])('reads a file outside of any environment as it was at $commit', async ({ commit, text }) => {
    const path = 'lib/x.libsonnet';
    expect(await repo.fileAt(fixture.commit(commit), path)).toEqual({
      path,
      id: blobId(text),
      content: { text },
    });
  });

  it.each([
    'lib/y.libsonnet',
    'lib',
    'lib/x.libsonnet/deeper',
    '/etc/passwd',
    '../x',
    'lib/../lib/x.libsonnet',
    './lib/x.libsonnet',
    '',
  ])('finds nothing at "%s"', async (path) => {
    expect(await repo.fileAt(fixture.commit('new'), path)).toBeUndefined();
  });

  it.each([
    { path: 'lib/link.libsonnet', fault: 'is a symbolic link, which is never followed' },
    { path: 'lib/folder/x', fault: 'is a symbolic link, which is never followed' },
    { path: 'lib/module/x', fault: 'is a submodule, which is never followed' },
    { path: 'lib/binary', fault: expect.stringMatching(/^is no text/) },
  ])('never follows or decodes $path', async ({ path, fault }) => {
    expect(await repo.fileAt(fixture.commit('new'), path)).toMatchObject({ path, content: { fault } });
  });

  it('throws for a commit that is not there', async () => {
    await expect(repo.fileAt('0'.repeat(40), 'lib/x.libsonnet')).rejects.toThrow(GitError);
  });
});
