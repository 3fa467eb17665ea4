import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { existsSync } from 'node:fs';
import { createRepository } from './create.ts';
import { expectTree } from './expect-tree.ts';
import type { Fixture } from './fixture.ts';
import { GitError } from './git.ts';

let fixture: Fixture;

beforeEach(async () => {
  fixture = await createRepository({
    refs: { main: 'head' },
    commits: [
      { name: 'head', files: { 'dev/a.yaml': '1\n', 'dev/b.yaml': '1\n', 'dev-state.yaml': 'x\n' } },
      { name: 'changed', files: { 'dev/a.yaml': '2\n' } },
      { name: 'branched', parent: 'head', author: 'Ada <ada@example.org>', files: { 'dev/b.yaml': null } },
    ],
  });
});

afterEach(async () => {
  await fixture.remove();
});

describe('Fixture', () => {
  it('knows its commits and names them where one is unknown', async () => {
    expect(fixture.commit('head')).toMatch(/^[0-9a-f]{40}$/);
    const message = 'no commit of the template is named "other": there are head, changed, branched';
    expect(() => fixture.commit('other')).toThrow(message);
    await expect(fixture.apply('other')).rejects.toThrow(message);
  });

  it('sets refs by name and id, backwards too, and deletes them', async () => {
    await fixture.setRef('main', 'changed');
    expect(await fixture.resolve('main')).toBe(fixture.commit('changed'));
    await fixture.setRef('refs/heads/main', fixture.commit('branched'));
    expect(await fixture.resolve('HEAD')).toBe(fixture.commit('branched'));
    await fixture.setRef('main', 'head');
    await fixture.setRef('refs/tags/v1', 'changed');
    expect(await fixture.resolve('v1~1')).toBe(fixture.commit('head'));

    await fixture.setRef('refs/tags/v1', null);
    await expect(fixture.resolve('v1')).rejects.toThrow(GitError);
  });

  it('applies the changes of a commit on top of whatever a ref holds', async () => {
    await fixture.setRef('main', 'changed');

    const id = await fixture.apply('branched');

    expect(await fixture.resolve('main')).toBe(id);
    expect(await fixture.resolve('main~1')).toBe(fixture.commit('changed'));
    expect(await fixture.git('log', '-1', '--format=%s by %an', id)).toBe('branched by Ada');
    expect(await fixture.tree('main')).toEqual(
      new Map([
        ['dev-state.yaml', { mode: '100644', content: 'x\n' }],
        ['dev/a.yaml', { mode: '100644', content: '2\n' }],
      ]),
    );
  });

  it('applies to a ref of its own and is never older than its parent', async () => {
    await fixture.setRef('topic', 'branched');

    const id = await fixture.apply('changed', 'topic');

    const dates = (await fixture.git('log', '--format=%ct', id)).split('\n').map(Number);
    expect(dates).toEqual([...dates].sort((one, other) => other - one));
    expect(await fixture.resolve('main')).toBe(fixture.commit('head'));
  });

  it('gives the commit itself where it is applied to its own parent', async () => {
    expect(await fixture.apply('changed')).toBe(fixture.commit('changed'));
  });

  it('loses no commit when several are applied at once', async () => {
    await Promise.all(['changed', 'branched', 'changed', 'branched'].map((name) => fixture.apply(name)));

    const subjects = (await fixture.git('log', '--format=%s', 'main')).split('\n');
    expect(subjects.sort()).toEqual(['branched', 'branched', 'changed', 'changed', 'head']);
  });

  it('leaves no ref of its own behind', async () => {
    await fixture.apply('branched');

    expect(await fixture.git('for-each-ref', '--format=%(refname)')).toBe('refs/heads/main');
  });

  it('says that there is nothing to apply to', async () => {
    await expect(fixture.apply('changed', 'nowhere')).rejects.toThrow('fatal: Needed a single revision');
  });

  it('removes its folder', async () => {
    await fixture.remove();

    expect(existsSync(fixture.path)).toBe(false);
  });
});

describe('a raw tree', () => {
  it('holds names that git itself refuses, and can be cloned from', async () => {
    const blob = await fixture.blob('gitdir: /etc\n');
    const inner = await fixture.rawTree([{ mode: '100644', name: 'passwd', id: blob }]);
    const tree = await fixture.rawTree([
      { mode: '40000', name: '..', id: inner },
      { mode: '100644', name: '.git', id: blob },
      { mode: '100644', name: 'a/b', id: blob },
      { mode: '100644', name: new Uint8Array([0xff]), id: blob },
    ]);

    const id = await fixture.commitTree(tree, { name: 'hostile', parent: 'head' });

    expect(fixture.commit('hostile')).toBe(id);
    expect(await fixture.git('log', '--format=%s', id)).toBe('hostile\nhead');
    expect([...(await fixture.tree('hostile')).keys()]).toEqual(['../passwd', '.git', 'a/b', '"\\377"']);
    await expect(fixture.git('fsck', '--strict', id)).rejects.toThrow('hasDotdot');
  });

  it('has the same id on every run', async () => {
    const blob = await fixture.blob('x');
    const tree = await fixture.rawTree([{ mode: '100644', name: '..', id: blob }]);

    expect(await fixture.commitTree(tree, { name: 'hostile', message: 'hostile\n' })).toBe(
      'e0c8ed201b44660f10e9923e52dac10197564a2b',
    );
  });

  it('may name objects that are not there', async () => {
    const tree = await fixture.rawTree([{ mode: '100644', name: 'lost', id: '1'.repeat(40) }]);
    await fixture.commitTree(tree, { name: 'hole' });

    await expect(fixture.tree('hole')).rejects.toThrow(`git says "${'1'.repeat(40)} missing"`);
  });

  it('refuses what is no id, and a name that is taken', async () => {
    await expect(fixture.rawTree([{ mode: '100644', name: 'a', id: 'abc' }])).rejects.toThrow(
      '"abc" is no object id',
    );
    await expect(fixture.commitTree(await fixture.rawTree([]), { name: 'head' })).rejects.toThrow(
      'there is already a commit named "head"',
    );
  });
});

describe('expectTree', () => {
  it('passes where the ref holds the files of the commit', async () => {
    await fixture.setRef('main', 'changed');

    await expectTree(fixture, 'main', 'changed');
  });

  it('throws the difference', async () => {
    await expect(expectTree(fixture, 'main', 'changed')).rejects.toThrow(
      new Error(`main is not as commit "changed": the trees differ (- expected, + actual):
changed: dev/a.yaml
  -2
  +1`),
    );
  });

  it.each([
    ['dev/b.yaml', true],
    [['dev/b.yaml', 'dev-state.yaml'], true],
    ['dev/', false],
    ['dev', false],
    ['de', true],
  ])('looks only below %j', async (below, same) => {
    const outcome = await expectTree(fixture, 'main', 'changed', { below }).then(
      () => true,
      () => false,
    );

    expect(outcome).toBe(same);
  });
});
