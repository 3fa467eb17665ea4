import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { createRepository, type Fixture } from '@tribble/git-fixture';
import type { OutcomeHistory } from './format/outcome-history.ts';
import { formatOutcome, type Outcome } from './format/outcome.ts';
import { openResourceRepo, type RepoOptions, type ResourceRepo } from './repo.ts';
import { temporaryFolder, testOptions } from './testing.ts';

const folder = temporaryFolder();
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

const ref = 'refs/tribble/outcomes/dev';

async function repository(): Promise<Fixture> {
  const fixture = await createRepository(
    'commits: [{name: head, files: {dev/version/s1.yaml: "version: 1"}}]',
  );
  closing.push(() => fixture.remove());
  return fixture;
}

async function open(fixture: Fixture, directory?: string, options: Partial<RepoOptions> = {}) {
  const all = { ...testOptions(fixture.path, directory ?? (await folder.make())), ...options };
  const repo = await openResourceRepo(all);
  closing.push(() => repo.close());
  return repo;
}

const outcome = (version: string, environment = 'dev'): Outcome => ({
  environment,
  at: '2026-11-21T12:00:00.000Z',
  tree: 'a'.repeat(40),
  revision: 'b'.repeat(40),
  status: 'Clean',
  reasons: [],
  seconds: 1,
  resources: new Map([['s1', { status: 'Clean', version }]]),
});
const versionsOf = (outcomes: readonly Outcome[]) =>
  outcomes.map(({ resources }) => resources.get('s1')?.version);
/** Writes a version unless it is what was written last. */
const unlessKnown = (version: string) => (history: OutcomeHistory) =>
  history.resources.get('s1')?.current?.version === version ? undefined : outcome(version);

/** Makes every git process that is started from now on fail. */
async function withoutGit<T>(action: () => Promise<T>): Promise<T> {
  const { PATH } = process.env;
  process.env['PATH'] = '/nowhere';
  try {
    return await action();
  } finally {
    process.env['PATH'] = PATH;
  }
}

describe('appending outcomes', () => {
  it('makes commits of the empty tree on a ref of their own', async () => {
    const fixture = await repository();
    const main = await fixture.resolve('main');
    const repo = await open(fixture);
    const first = await repo.appendOutcome('dev', () => outcome('1'));
    const second = await repo.appendOutcome('dev', () => outcome('2'));
    expect(await fixture.git('rev-list', ref)).toBe(`${second}\n${first}`);
    expect(await fixture.git('ls-tree', '-r', ref)).toBe('');
    expect(await fixture.git('log', '-1', '--format=%B', ref)).toBe(`${formatOutcome(outcome('2'))}`);
    expect(await fixture.git('log', '-1', '--format=%cn', ref)).toBe('Test service');
    expect(await fixture.resolve('main')).toBe(main);
    expect(await fixture.git('fsck', '--strict')).toBe('');
  });

  it('goes on after a restart, also with the mirror gone, and writes nothing where nothing changed', async () => {
    const fixture = await repository();
    const directory = await folder.make();
    const before = await open(fixture, directory);
    await before.appendOutcome('dev', unlessKnown('1'));
    for (const again of [directory, undefined]) {
      const repo = await open(fixture, again);
      expect(await repo.appendOutcome('dev', unlessKnown('1'))).toBeUndefined();
    }
    expect(await fixture.git('rev-list', '--count', ref)).toBe('1');
  });

  it('starts no git process for a decision that wants nothing', async () => {
    const fixture = await repository();
    const repo = await open(fixture);
    await repo.appendOutcome('dev', unlessKnown('1'));
    expect(await withoutGit(() => repo.appendOutcome('dev', unlessKnown('1')))).toBeUndefined();
  });

  it('decides again where another deployer was faster, so that none is lost and none is written twice', async () => {
    const fixture = await repository();
    const [one, two] = await Promise.all([open(fixture), open(fixture)]);
    for (const version of ['1', '2', '3', '4']) {
      const written = await Promise.all(
        [one, two].map((repo) => repo.appendOutcome('dev', unlessKnown(version))),
      );
      // Two that write the same in the same second write the same commit.
      expect(new Set(written.filter((commit) => commit !== undefined)).size).toBe(1);
    }
    const { outcomes } = await one.outcomes('dev');
    expect(versionsOf(outcomes)).toEqual(['1', '2', '3', '4']);
    expect(await fixture.git('rev-list', '--count', '--min-parents=2', ref)).toBe('0');
  });

  it('of several environments at once, and beside commits', async () => {
    const fixture = await repository();
    const repo = await open(fixture);
    await repo.fetch();
    const names = ['dev', 'pp', 'prod', 'a.b_c-d'];
    await Promise.all([
      repo.commit(() => ({
        files: new Map([['dev/version/s2.yaml', 'version: 1']]),
        message: { subject: 'x' },
      })),
      ...names.map((name) => repo.appendOutcome(name, () => outcome('1', name))),
    ]);
    const refs = await fixture.git('for-each-ref', '--format=%(refname)');
    expect(refs.split('\n')).toEqual([
      'refs/heads/main',
      ...names.map((name) => `refs/tribble/outcomes/${name}`).sort(),
    ]);
  });

  it('says what the remote refuses and what to do, and works once it is allowed', async () => {
    const fixture = await repository();
    const hook = join(fixture.path, 'hooks/update');
    await mkdir(dirname(hook), { recursive: true });
    await writeFile(hook, '#!/bin/sh\necho "no such refs here" >&2\nexit 1\n', { mode: 0o755 });
    const repo = await open(fixture);
    await expect(repo.appendOutcome('dev', unlessKnown('1'))).rejects.toThrow(
      /refs\/tribble\/outcomes\/dev is refused; allow this service to push refs\/tribble\/\*: .*no such refs here/s,
    );
    await writeFile(hook, '#!/bin/sh\n');
    expect(await repo.appendOutcome('dev', unlessKnown('1'))).toBe(await fixture.resolve(ref));
  });

  it.each(['x.lock', '../x', 'a b', ''])('refuses an environment called %j', async (name) => {
    const repo = await open(await repository());
    await expect(repo.appendOutcome(name, () => outcome('1'))).rejects.toThrow(
      'git takes no ref of this name',
    );
    await expect(repo.outcomes(name)).rejects.toThrow('git takes no ref of this name');
  });
});

describe('reading outcomes', () => {
  async function written(versions: string[]) {
    const fixture = await repository();
    const writer = await open(fixture);
    const append = async (version: string) => await writer.appendOutcome('dev', () => outcome(version));
    for (const version of versions) await append(version);
    return { fixture, append, reader: await open(fixture) };
  }
  const read = async (repo: ResourceRepo, since?: string) => {
    const { outcomes, ...log } = await repo.outcomes('dev', { since });
    return { ...log, versions: versionsOf(outcomes) };
  };

  it('gives all, oldest first, and then what is new', async () => {
    const { fixture, append, reader } = await written(['1', '2']);
    const first = await read(reader);
    expect(first).toEqual({
      tip: await fixture.resolve(ref),
      versions: ['1', '2'],
      problems: [],
      continues: true,
    });
    await append('3');
    const second = await read(reader, first.tip);
    expect(second).toMatchObject({ tip: await fixture.resolve(ref), versions: ['3'], continues: true });
  });

  it('learns from an idle fetch whether there is anything new, and then starts no git process', async () => {
    const { append, reader } = await written(['1']);
    await reader.fetch();
    const { tip } = await read(reader);
    const idle = await withoutGit(() => read(reader, tip));
    expect(idle).toEqual({ tip, versions: [], problems: [], continues: true });
    expect(await withoutGit(() => reader.outcomes('pp'))).toMatchObject({ outcomes: [], continues: true });
    await append('2');
    await reader.fetch();
    expect(await read(reader, tip)).toMatchObject({ versions: ['2'] });
  });

  it('has none before the first one', async () => {
    const { reader } = await written([]);
    expect(await read(reader)).toEqual({ tip: undefined, versions: [], problems: [], continues: true });
  });

  it('keeps them out of the history of the branch', async () => {
    const { fixture, reader } = await written(['1', '2']);
    await read(reader);
    const head = await reader.fetch();
    expect(head?.snapshot.revision).toBe(fixture.commit('head'));
    expect(head?.history.lastChange('dev/version/s1.yaml')?.order).toBe(1);
  });

  it.each(['set back', 'rewritten', 'deleted'])('begins anew where the ref was %s', async (how) => {
    const { fixture, reader, append } = await written(['1', '2']);
    await reader.fetch();
    const { tip } = await read(reader);
    if (how === 'set back') await fixture.setRef(ref, `${tip}~1`);
    if (how === 'deleted') await fixture.setRef(ref, null);
    if (how === 'rewritten') {
      const message = formatOutcome(outcome('9'));
      const tree = await fixture.git('rev-parse', `${tip}^{tree}`);
      await fixture.setRef(ref, await fixture.git('commit-tree', '-m', message, tree));
    }
    await reader.fetch();
    const expected = { 'set back': ['1'], rewritten: ['9'], deleted: [] }[how];
    expect(await read(reader, tip)).toMatchObject({ versions: expected, continues: false });
    await append('3');
    await reader.fetch();
    expect((await read(reader)).versions).toEqual([...(expected ?? []), '3']);
  });

  it('names a commit that is no outcome, and reads the others', async () => {
    const { fixture, reader, append } = await written(['1']);
    const id = await fixture.git('commit-tree', '-p', ref, '-m', 'hello', `${ref}^{tree}`);
    await fixture.setRef(ref, id);
    await append('2');
    expect(await read(reader)).toMatchObject({
      versions: ['1', '2'],
      problems: [
        {
          path: ref,
          message: `commit ${id.slice(0, 7)}: is no outcome: it has no trailer "Tribble-Action: outcome"`,
        },
      ],
    });
  });
});
