import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createRepository, type Fixture } from '@tribble/git-fixture';
import { temporaryFolder } from '../testing.ts';
import { GitError } from './git.ts';
import { Remote } from './remote.ts';

const folder = temporaryFolder();
const missing = 'f'.repeat(40);
let fixture: Fixture;
let directory: string;
let remote: Remote;
beforeEach(async () => {
  fixture = await createRepository(`
commits:
  - {name: first, files: {dev/version/s1.yaml: "version: 1"}}
  - {name: second, files: {dev/version/s1.yaml: "version: 2"}}
  - {name: other, parent: first, files: {pp/version/s1.yaml: "version: 1"}}
refs: {main: second, side: other}
`);
  directory = await folder.make();
  remote = await Remote.open({ url: fixture.path, directory, branch: 'main' });
  await remote.fetch();
});
afterEach(() => fixture.remove());

describe('whether one commit goes on from another', () => {
  it.each([
    ['first', 'second', true],
    ['second', 'second', true],
    ['second', 'first', false],
  ])('%s, %s: %p', async (ancestor, descendant, expected) => {
    expect(await remote.isAncestor(fixture.commit(ancestor), fixture.commit(descendant))).toBe(expected);
  });

  it('nothing goes on from a commit that is not there', async () => {
    expect(await remote.isAncestor(missing, fixture.commit('second'))).toBe(false);
    expect(await remote.isAncestor(fixture.commit('other'), fixture.commit('second'))).toBe(false);
  });

  it('is not known where git fails', async () => {
    const asked = () => remote.isAncestor(fixture.commit('first'), fixture.commit('second'));
    const head = join(directory, 'mirror.git', 'HEAD');
    await rm(head);
    await expect(asked()).rejects.toThrow(GitError);
    await writeFile(head, 'ref: refs/heads/main\n');
    expect(await asked()).toBe(true);
    await expect(remote.isAncestor(fixture.commit('first'), missing)).rejects.toThrow(GitError);
  });
});
