import { once } from 'node:events';
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createRepository, type Fixture } from '@tribble/git-fixture';
import { Git, GitError } from './git.ts';
import { ObjectReader } from './object-reader.ts';

/** Keeps the children that it starts, for tests to end. */
class WatchedGit extends Git {
  readonly children: ChildProcessWithoutNullStreams[] = [];

  override start(...args: string[]): ChildProcessWithoutNullStreams {
    const child = super.start(...args);
    this.children.push(child);
    return child;
  }
}

const sizes = [0, 1, 4095, 4096, 65_536, 300_000];
let fixture: Fixture;
let ids: string[];
let git: WatchedGit;
let reader: ObjectReader;
beforeAll(async () => {
  fixture = await createRepository('commits: [{name: head, files: {a/b: "text"}}]');
  ids = await Promise.all(sizes.map((size) => fixture.blob(Buffer.alloc(size, `line\n${size}\0`))));
});
afterAll(() => fixture.remove());
beforeEach(() => {
  git = new WatchedGit(fixture.path);
  reader = new ObjectReader(git);
});
afterEach(() => reader.close());

const sizeOf = (object: Awaited<ReturnType<ObjectReader['read']>>) =>
  object === undefined || object.content === 'too large' ? object?.content : object.content.length;

describe('reading objects', () => {
  it('gives their type, size and bytes', async () => {
    const text = await reader.read('main:a/b');
    expect(text).toEqual({ type: 'blob', size: 4, content: Buffer.from('text') });
    expect(await reader.read('main')).toMatchObject({ type: 'commit' });
    expect(await reader.read('main^{tree}')).toMatchObject({ type: 'tree' });
  });

  it.each(['f'.repeat(40), 'main:none', 'nothing', 'not one word', 'missing', '', 'two\nlines', 'a\rb'])(
    'gives nothing for %j, and goes on',
    async (name) => {
      const [none, text] = await Promise.all([reader.read(name), reader.read('main:a/b')]);
      expect(none).toBeUndefined();
      expect(text).toMatchObject({ size: 4 });
    },
  );

  it('reads up to a limit, and goes on after what is larger', async () => {
    const id = ids[4] ?? '';
    const objects = await Promise.all([
      reader.read(id, 65_535),
      reader.read(id, 65_536),
      reader.read(id, 0),
      reader.read('main:a/b', 4),
    ]);
    expect(objects.map(sizeOf)).toEqual(['too large', 65_536, 'too large', 4]);
    expect(objects.map((object) => object?.size)).toEqual([65_536, 65_536, 65_536, 4]);
  });

  it('answers many at once, each with its own, through one child', async () => {
    const asked = Array.from({ length: 2000 }, (_, index) => index % (sizes.length + 1));
    const objects = await Promise.all(asked.map((index) => reader.read(ids[index] ?? 'e'.repeat(40))));
    expect(objects.map(sizeOf)).toEqual(asked.map((index) => sizes[index]));
    expect(git.children).toHaveLength(1);
  });
});

/** A git that reads and never answers. */
class HangingGit extends Git {
  hangs = true;

  override start(...args: string[]): ChildProcessWithoutNullStreams {
    return this.hangs ? spawn(process.execPath, ['-e', 'process.stdin.resume()']) : super.start(...args);
  }
}

describe('a git that hangs', () => {
  it('fails what waits for it, and the next read gets a new one', async () => {
    const hanging = new HangingGit(fixture.path, {}, 50);
    const patient = new ObjectReader(hanging);
    const outcomes = await Promise.allSettled([patient.read('main:a/b'), patient.read('main')]);
    expect(outcomes.map((outcome) => outcome.status === 'rejected' && String(outcome.reason))).toEqual(
      outcomes.map(() => 'GitError: git cat-file --batch: said nothing for 0.05 s and was ended'),
    );
    hanging.hangs = false;
    expect(await patient.read('main:a/b')).toMatchObject({ size: 4 });
    await patient.close();
  });

  it('is ended where its output is read as a stream', async () => {
    const hanging = new HangingGit(fixture.path, {}, 50);
    await expect(hanging.pipe(['log'])).rejects.toThrow('git log: said nothing for 0.05 s and was ended');
  });

  it('is not one whose reader is slow', async () => {
    const impatient = new Git(fixture.path, {}, 1000);
    const chunks = impatient.stream(['cat-file', '--batch'], 'main\n'.repeat(20_000));
    const first = await chunks.next();
    expect(first.done).toBe(false);
    let bytes = 0;
    for await (const chunk of chunks) bytes += chunk.length;
    expect(bytes).toBeGreaterThan(65_536);
  });
});

describe('a child that ends', () => {
  it('is replaced by the next read', async () => {
    await reader.read('main:a/b');
    const [child] = git.children;
    child?.kill('SIGKILL');
    if (child) await once(child, 'close');
    expect(await reader.read('main:a/b')).toMatchObject({ size: 4 });
    expect(git.children).toHaveLength(2);
  });

  it('fails what waits for it, and nothing after', async () => {
    const waiting = [reader.read('main:a/b'), reader.read(ids[5] ?? '')];
    git.children[0]?.kill('SIGKILL');
    const outcomes = await Promise.allSettled(waiting);
    expect(outcomes.map((outcome) => outcome.status === 'rejected' && (outcome.reason as unknown))).toEqual([
      expect.any(GitError),
      expect.any(GitError),
    ]);
    expect(await reader.read('main:a/b')).toMatchObject({ size: 4 });
  });

  it('says why, where the repository is gone', async () => {
    const nowhere = new ObjectReader(new Git('/'));
    await expect(nowhere.read('main')).rejects.toThrow(/cat-file --batch: fatal: not a git repository/);
  });

  it('is gone after close, and what was asked before is answered', async () => {
    const last = reader.read('main:a/b');
    await reader.close();
    expect(await last).toMatchObject({ size: 4 });
    expect(git.children[0]?.exitCode).toBe(0);
    await reader.close();
  });
});
