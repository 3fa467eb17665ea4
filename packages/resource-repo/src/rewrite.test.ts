import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { createRepository, type Fixture } from '@tribble/git-fixture';
import type { Edit } from './format/edit.ts';
import { openResourceRepo, type RepoOptions, type ResourceRepo } from './repo.ts';
import { temporaryFolder, testOptions } from './testing.ts';

const folder = temporaryFolder();
const opened: { close(): Promise<void> }[] = [];
const fixtures: Fixture[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((repo) => repo.close()));
  await Promise.all(fixtures.splice(0).map((fixture) => fixture.remove()));
});

/** A line whose newest commits somebody removes: `secret` by setting the branch back, or by another line. */
async function repository(): Promise<Fixture> {
  const fixture = await createRepository(`
commits:
  - {name: first, files: {dev/version/s1.yaml: "version: 1"}}
  - {name: second, files: {dev/version/s1.yaml: "version: 2"}}
  - {name: secret, files: {dev/version/secret.yaml: "version: 1"}}
  - {name: other, parent: first, files: {pp/version/s1.yaml: "version: 1"}}
refs: {main: secret}
`);
  fixtures.push(fixture);
  return fixture;
}

async function open(fixture: Fixture, options: Partial<RepoOptions> = {}): Promise<ResourceRepo> {
  const repo = await openResourceRepo({ ...testOptions(fixture.path, await folder.make()), ...options });
  opened.push(repo);
  return repo;
}

const edit: Edit = { files: new Map([['dev/version/new.yaml', 'version: 1']]), message: { subject: 'new' } };
const subjects = (fixture: Fixture) => fixture.git('log', '--reverse', '--format=%s', 'main');

describe('a branch that somebody rewrote', () => {
  it.each([
    ['set back', 'second'],
    ['put on another line', 'other'],
  ])('is named on the head once it was %s, and on later ones', async (_, target) => {
    const fixture = await repository();
    const repo = await open(fixture);
    expect(await repo.fetch()).not.toHaveProperty('rewritten');
    await fixture.setRef('main', target);
    const rewritten = { before: fixture.commit('secret'), after: fixture.commit(target) };
    expect((await repo.fetch())?.rewritten).toEqual(rewritten);
    await repo.commit(() => edit);
    expect(repo.head?.rewritten).toEqual(rewritten);
    const next = await fixture.git('commit-tree', '-p', 'main', '-m', 'next', 'main^{tree}');
    await fixture.setRef('main', next);
    expect((await repo.fetch())?.rewritten).toEqual(rewritten);
    await fixture.setRef('main', 'first');
    expect((await repo.fetch())?.rewritten).toEqual({ before: next, after: fixture.commit('first') });
    expect(await (await open(fixture)).fetch()).not.toHaveProperty('rewritten');
  });

  it('is not named where it went on, by a merge that turned its line, too', async () => {
    const fixture = await repository();
    const repo = await open(fixture);
    await repo.fetch();
    const parents = ['-p', fixture.commit('other'), '-p', fixture.commit('secret')];
    await fixture.setRef('main', await fixture.git('commit-tree', ...parents, '-m', 'turned', 'main^{tree}'));
    expect(await repo.fetch()).not.toHaveProperty('rewritten');
  });
});

describe('a branch that went on while git failed', () => {
  const path = process.env['PATH'] ?? '';
  afterEach(() => {
    process.env['PATH'] = path;
  });

  it('is not named as rewritten, neither then nor later', async () => {
    const fixture = await repository();
    await fixture.setRef('main', 'first');
    const programs = await folder.make();
    const failing = join(programs, 'failing');
    const script = `#!/bin/sh
PATH='${path}'
case "$*" in *rev-list*) [ ! -e '${failing}' ] || { echo 'fatal: cannot fork' >&2; exit 128; };; esac
exec git "$@"
`;
    await writeFile(join(programs, 'git'), script, { mode: 0o755 });
    process.env['PATH'] = `${programs}:${path}`;
    const repo = await open(fixture);
    await repo.fetch();
    await fixture.setRef('main', 'second');
    await writeFile(failing, '');
    await expect(repo.fetch()).rejects.toThrow('cannot fork');
    expect(repo.head?.snapshot.revision).toBe(fixture.commit('first'));
    await rm(failing);
    const head = await repo.fetch();
    expect(head?.snapshot.revision).toBe(fixture.commit('second'));
    expect(head).not.toHaveProperty('rewritten');
  });
});

describe('what was removed is never pushed again', () => {
  it.each(['second', 'first', 'other'])('where %s is the head since the last fetch', async (target) => {
    const fixture = await repository();
    const repo = await open(fixture);
    await repo.fetch();
    await fixture.setRef('main', target);
    const seen: string[] = [];
    await repo.commit(({ snapshot }) => {
      seen.push(snapshot.revision);
      return edit;
    });
    expect(seen).toEqual([fixture.commit(target)]);
    expect(await subjects(fixture)).not.toContain('secret');
    expect(repo.head?.rewritten).toEqual({ before: fixture.commit('secret'), after: fixture.commit(target) });
  });

  // A push onto a branch that was set back would be a fast-forward, and bring the removed commit back.
  it.each(['second', 'first', 'other'])('where the branch becomes %s during the decision', async (target) => {
    const fixture = await repository();
    const repo = await open(fixture);
    const seen: string[] = [];
    const committed = await repo.commit(async ({ snapshot }) => {
      seen.push(snapshot.revision);
      if (seen.length === 1) await fixture.setRef('main', target);
      return edit;
    });
    expect(seen).toEqual([fixture.commit('secret'), fixture.commit(target)]);
    expect(await fixture.git('rev-parse', 'main~1')).toBe(fixture.commit(target));
    expect(await fixture.resolve('main')).toBe(committed.revision);
    expect(repo.head?.history.lastChange('dev/version/secret.yaml')).toBeUndefined();
  });

  it.each(['second', 'other'])('where the branch becomes %s while the push is in flight', async (target) => {
    const fixture = await repository();
    await mkdir(join(fixture.path, 'hooks'), { recursive: true });
    // The remote has taken the pack and has yet to move the branch; git itself forbids a hook to be that other writer.
    const rewrite = `env -u GIT_QUARANTINE_PATH git update-ref refs/heads/main ${fixture.commit(target)}`;
    const hook = `#!/bin/sh\n[ -e hooks/ran ] || { : > hooks/ran; ${rewrite}; }\n`;
    await writeFile(join(fixture.path, 'hooks/pre-receive'), hook, { mode: 0o755 });
    const repo = await open(fixture);
    const seen: string[] = [];
    await repo.commit(({ snapshot }) => {
      seen.push(snapshot.revision);
      return edit;
    });
    expect(seen).toEqual([fixture.commit('secret'), fixture.commit(target)]);
    expect(await fixture.git('rev-parse', 'main~1')).toBe(fixture.commit(target));
  });

  it('not even after ten pushes that were rejected', async () => {
    const fixture = await repository();
    const repo = await open(fixture);
    const heads: string[] = [];
    await repo.commit(async ({ snapshot }) => {
      heads.push(snapshot.revision);
      const targets = ['second', 'other', 'first'];
      if (heads.length <= 10) await fixture.setRef('main', targets[heads.length % 3] ?? 'first');
      return edit;
    });
    expect(heads).toHaveLength(11);
    expect(new Set(heads.slice(0, 3)).size).toBe(3);
    expect(await fixture.git('rev-parse', 'main~1')).toBe(heads.at(-1));
    expect(await subjects(fixture)).not.toContain('secret');
  }, 30_000);
});

describe('the message of a commit', () => {
  it('is given whole, whatever its encoding, and is undefined for anything else', async () => {
    const fixture = await repository();
    const repo = await open(fixture);
    await repo.fetch();
    const { revision } = await repo.commit(() => ({
      ...edit,
      message: { subject: 'grün', body: 'why', trailers: [['Tribble-Action', 'deploy']] },
    }));
    expect(await repo.message(revision)).toBe('grün\n\nwhy\n\nTribble-Action: deploy\n');
    const inLatin1 = ['-c', 'i18n.commitEncoding=ISO-8859-1', 'commit-tree', '-m', 'grün', 'main^{tree}'];
    const labelled = await fixture.git(...inLatin1);
    await fixture.setRef('main', labelled);
    await repo.fetch();
    expect(await repo.message(labelled)).toBe('grÃ¼n\n');
    expect(await repo.message('f'.repeat(40))).toBeUndefined();
    expect(await repo.message(await fixture.git('rev-parse', 'main^{tree}'))).toBeUndefined();
  });
});
