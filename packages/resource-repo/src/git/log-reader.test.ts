import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createRepository, type Fixture } from '@tribble/git-fixture';
import fc from 'fast-check';
import type { CommitFacts } from '../format/history.ts';
import { parseTrailers } from '../format/trailers.ts';
import { Git } from './git.ts';
import { fields, readLog } from './log-reader.ts';

let fixture: Fixture;
let git: Git;
beforeAll(async () => {
  fixture = await createRepository(`
commits:
  - {name: root, author: Ann <a@x>, date: 2026-01-31T09:00:00Z, files: {a: "1", b: "1"}}
  - {name: side, parent: root, files: {side: "1"}}
  - {name: merge, parents: [root, side], files: {side: "1", b: null}}
  - name: odd
    files:
      "with space/:colon": x
      '"new\\nline"': x
      '"tab\\there"': x
      '"caf\\351"': x
      '"\\001mark"': x
      "-dash": x
      "ä/ö": x
  - {name: empty, files: {}}
  - {name: renamed, files: {a: null, z: "1"}}
`);
  git = new Git(fixture.path);
});
afterAll(() => fixture.remove());

async function read(from: string | undefined, to: string): Promise<CommitFacts[]> {
  const commits: CommitFacts[] = [];
  for await (const commit of readLog(git, from, to)) commits.push(commit);
  return commits;
}
const paths = ({ changes }: CommitFacts) =>
  changes.map(({ path, id }) => (id === undefined ? `-${path}` : path)).sort();

/** A commit on top of `odd` whose header is written byte by byte. */
async function rawCommit(author: string, committer: string, message = 'raw\n'): Promise<string> {
  const tree = await fixture.git('rev-parse', `${fixture.commit('renamed')}^{tree}`);
  const text = `tree ${tree}\nparent ${fixture.commit('odd')}\nauthor ${author}\ncommitter ${committer}\n\n${message}`;
  const output = await git.pipe(['hash-object', '-t', 'commit', '-w', '--stdin', '--literally'], text);
  return output.toString('utf8').trim();
}

describe('the log', () => {
  it('begins with the root, oldest first, and tells what each commit changed', async () => {
    const commits = await read(undefined, fixture.commit('merge'));
    expect(commits).toEqual([
      {
        revision: fixture.commit('root'),
        parents: [],
        author: 'Ann',
        authorEmail: 'a@x',
        committedAt: '2026-01-31T09:00:00.000Z',
        changes: [
          { path: 'a', id: await fixture.git('rev-parse', `${fixture.commit('root')}:a`) },
          { path: 'b', id: await fixture.git('rev-parse', `${fixture.commit('root')}:b`) },
        ],
      },
      expect.objectContaining({ revision: fixture.commit('merge') }),
    ]);
  });

  it('takes a merge as what it changed against its first parent', async () => {
    const [merge, ...others] = await read(fixture.commit('root'), fixture.commit('merge'));
    expect(others).toEqual([]);
    expect(merge && paths(merge)).toEqual(['-b', 'side']);
  });

  it('gives odd names as they are, and a move as two changes', async () => {
    const [odd, empty, renamed] = await read(fixture.commit('merge'), fixture.commit('renamed'));
    expect(odd && paths(odd)).toEqual(
      ['-dash', '\x01mark', 'caf\ufffd', 'new\nline', 'tab\there', 'with space/:colon', 'ä/ö'].sort(),
    );
    expect(empty?.changes).toEqual([]);
    expect(renamed && paths(renamed)).toEqual(['-a', 'z']);
  });

  it('is empty where nothing is new', async () => {
    expect(await read(fixture.commit('odd'), fixture.commit('odd'))).toEqual([]);
  });

  it('fails where a commit is missing', async () => {
    await expect(read(undefined, 'f'.repeat(40))).rejects.toThrow(/git log/);
  });

  const time = '1767225600 +0000';
  const iso = '2026-01-01T00:00:00.000Z';
  it.each([
    { name: 'a name like a change', author: `:evil <x@y> ${time}`, expected: [':evil', iso] },
    {
      name: 'a name like the mark of a commit',
      author: `\x01${'a'.repeat(40)} <x@y> ${time}`,
      expected: [`\x01${'a'.repeat(40)}`, iso],
    },
    { name: 'no name', author: `<x@y> ${time}`, expected: ['', iso] },
    {
      name: 'a year beyond all calendars',
      committer: 'C <x@y> 999999999999 +0000',
      expected: ['Ann', '9999-12-31T23:59:59.000Z'],
    },
    {
      name: 'a time that is none',
      committer: 'C <x@y> 99999999999999999999999 +0000',
      expected: ['Ann', expect.stringMatching(/^\d{4}-/)],
    },
    { name: 'no time', committer: 'C <x@y>', expected: ['Ann', '1970-01-01T00:00:00.000Z'] },
    { name: 'an impossible time zone', committer: 'C <x@y> 1767225600 +9999', expected: ['Ann', iso] },
  ])(
    'is not led astray by $name',
    async ({ author = `Ann <a@x> ${time}`, committer = `C <x@y> ${time}`, expected }) => {
      const revision = await rawCommit(author, committer);
      const commits = await read(fixture.commit('odd'), revision);
      expect(commits.map((commit) => [commit.author, commit.committedAt])).toEqual([expected]);
      expect(commits.map((commit) => [commit.revision, ...paths(commit)])).toEqual([[revision, '-a', 'z']]);
    },
  );

  it('tells what a file was before, where there was one', async () => {
    const idOf = (name: string, path: string) => fixture.git('rev-parse', `${fixture.commit(name)}:${path}`);
    const [merge, odd, , renamed] = await read(fixture.commit('root'), fixture.commit('renamed'));
    const one = await idOf('root', 'a');
    expect(merge?.changes).toContainEqual({ path: 'b', id: undefined, before: await idOf('root', 'b') });
    expect(odd?.changes.map(({ before }) => before)).toEqual(Array.from({ length: 7 }, () => undefined));
    expect(renamed?.changes).toEqual([
      { path: 'a', id: undefined, before: one },
      { path: 'z', id: one, before: undefined },
    ]);
  });

  const facts = async (message: string, more = '') => {
    const revision = await rawCommit(`Ann <a@x> ${time}`, `C <x@y> ${time}${more}`, message);
    const commits = await read(fixture.commit('odd'), revision);
    expect(commits.map((commit) => [commit.revision, ...paths(commit)])).toEqual([[revision, '-a', 'z']]);
    return commits[0];
  };

  it.each<[string, string, [string, string][] | undefined]>([
    ['none', 'raw\n', undefined],
    ['no message', '', undefined],
    ['trailers', 'x\n\nTribble-Action: deploy\n', [['Tribble-Action', 'deploy']]],
    [
      'several of one key, among those of others',
      'x\n\nbody\n\nTribble-Gate: a\nSigned-off-by: Ann <a@x>\nTribble-Gate: b\n\n\n',
      [
        ['Tribble-Gate', 'a'],
        ['Tribble-Gate', 'b'],
      ],
    ],
    ['a subject alone', 'Tribble-Action: deploy\n', undefined],
    ['a paragraph that is not the last', 'x\n\nTribble-Action: deploy\n\nbye\n', undefined],
    ['a paragraph with another line', 'x\n\nTribble-Action: deploy\nand more\n', undefined],
    ['another key', 'x\n\nNot-Tribble-Action: deploy\n', undefined],
    [
      'what follows a NUL',
      'x\n\nTribble-Action: deploy\n\0\n\nTribble-Action: lock\n',
      [['Tribble-Action', 'deploy']],
    ],
  ])('takes trailers of services from a message with %s', async (_, message, expected) => {
    const commit = await facts(message);
    expect(commit?.trailers).toEqual(expected);
    if (expected === undefined) expect(commit).not.toHaveProperty('trailers');
  });

  it.each([
    [
      'a commit and its changes',
      `x\n\x01${'a'.repeat(40)}\n:100644 100644 ${'1'.repeat(40)} ${'2'.repeat(40)} M\npath\n`,
    ],
    ['the beginning of changes', `\n\n:000000 100644 ${'0'.repeat(40)} ${'2'.repeat(40)} A`],
    ['control characters and no line break', '\x01\x02\x1b[0m'],
    ['a message far beyond one piece of the stream', `${'long\n'.repeat(100_000)}\nTribble-Action: deploy`],
  ])('is not led astray by a message like %s', async (_, message) => {
    expect(await facts(message)).toMatchObject({ author: 'Ann', authorEmail: 'a@x', committedAt: iso });
  });

  it('is not led astray by any message, and reads its trailers as parseTrailers does', async () => {
    const line = fc.oneof(
      fc.constantFrom(
        '',
        '',
        'Tribble-Action: x',
        'Tribble-Gate: a: b',
        'Tribble-',
        '\x01',
        ':1',
        'A: b',
        '\r',
      ),
      fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll('\0', '')),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(line), async (lines) => {
        const message = lines.join('\n');
        const expected = parseTrailers(message).filter(([key]) => key.startsWith('Tribble-'));
        expect((await facts(message))?.trailers ?? []).toEqual(expected);
      }),
      { numRuns: 25 },
    );
  });
});

describe('the fields of a stream', () => {
  it('are the same, however it is cut', async () => {
    const text = fc.string({ unit: 'grapheme' }).map((value) => value.replaceAll('\0', ''));
    await fc.assert(
      fc.asyncProperty(fc.array(text), fc.integer({ min: 1, max: 7 }), async (texts, length) => {
        const bytes = Buffer.from(texts.map((value) => `${value}\0`).join(''));
        const chunks = Array.from({ length: Math.ceil(bytes.length / length) }, (_, index) =>
          bytes.subarray(index * length, (index + 1) * length),
        );
        const found: string[] = [];
        for await (const field of fields(Readable.from(chunks))) found.push(field);
        expect(found).toEqual(texts);
      }),
    );
  });
});
