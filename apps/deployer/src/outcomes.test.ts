import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { type EnvironmentStatus, type Problem, type RolloutReason, statusOf } from '@tribble/api';
import { createRepository, type Fixture } from '@tribble/git-fixture';
import { openResourceRepo, type ResourceRepo } from '@tribble/resource-repo';
import { fakeClock, recordingLogger } from '@tribble/service-kit/testing';
import { OutcomeRecorder } from './outcomes.ts';

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

/** A recorder on real git; `settled` waits until it has nothing left to write for now. */
async function recorderOf(fixture: Fixture) {
  const directory = await mkdtemp(join(tmpdir(), 'tribble-outcomes-'));
  closing.push(() => rm(directory, { recursive: true, force: true }));
  const clock = fakeClock('2026-11-21T12:00:00Z');
  const committer = { name: 'Tribble deployer', email: 'deployer@tribble.invalid' };
  const repo = await openResourceRepo({ url: fixture.path, directory, committer, now: () => clock.now() });
  closing.push(() => repo.close());
  const { log, lines } = recordingLogger();
  const problems: (Problem | undefined)[] = [];
  const underWay = new Set<Promise<unknown>>();
  let tries = 0;
  const appendOutcome: ResourceRepo['appendOutcome'] = (name, decide) => {
    tries += 1;
    const call = repo.appendOutcome(name, decide);
    const end = call.catch(() => undefined).finally(() => underWay.delete(end));
    underWay.add(end);
    return call;
  };
  const report = (_: string, problem: Problem | undefined) => void problems.push(problem);
  const recorder = new OutcomeRecorder({ repo: { appendOutcome }, log, clock, random: () => 0.5, report });
  closing.push(() => recorder.stop());
  const settled = async () => {
    await clock.advance(0);
    while (underWay.size > 0) {
      await Promise.all(underWay);
      await clock.advance(0);
    }
  };
  return { recorder, clock, lines, problems, settled, tries: () => tries };
}

const status = (version: string, reason: RolloutReason = 'Clean', message?: string): EnvironmentStatus => ({
  type: 'Mock',
  status: statusOf(reason),
  revision: 'a'.repeat(40),
  tree: version.padEnd(40, '0'),
  resources: {
    s1: {
      status: statusOf(reason),
      reason,
      ...(message !== undefined && { message }),
      version,
      revision: version,
      objects: [],
    },
  },
  problems: [],
});
const subjects = async (fixture: Fixture) =>
  (await fixture.git('log', '--reverse', '--format=%s', ref)).split('\n');

describe('the recorder of outcomes', () => {
  it('writes what changes, and nothing else', async () => {
    const fixture = await repository();
    const { recorder, clock, settled } = await recorderOf(fixture);
    recorder.record('dev', status('1', 'NotAllUpdated'));
    await clock.advance(12_000);
    for (let turn = 0; turn < 5; turn += 1) recorder.record('dev', status('1'));
    await settled();
    recorder.record('dev', status('1'));
    await settled();
    expect(await subjects(fixture)).toEqual(['dev: Clean at aaaaaaa in 12 s']);
  });

  it('waits between two entries, and then writes the newest', async () => {
    const fixture = await repository();
    const { recorder, clock, settled, tries } = await recorderOf(fixture);
    recorder.record('dev', status('1'));
    await settled();
    recorder.record('dev', status('2', 'Failed', 'no image'));
    recorder.record('dev', status('3'));
    await settled();
    expect(tries()).toBe(1);
    await clock.advance(10_000);
    await settled();
    expect(await fixture.git('rev-list', '--count', ref)).toBe('2');
    expect(await fixture.git('log', '-1', '--format=%b', ref)).toContain('- s1: Clean 3');
  });

  it('writes nothing after a restart where nothing changed', async () => {
    const fixture = await repository();
    for (let start = 0; start < 3; start += 1) {
      const { recorder, settled } = await recorderOf(fixture);
      recorder.record('dev', status('1'));
      await settled();
      await recorder.stop();
    }
    expect(await subjects(fixture)).toHaveLength(1);
  });

  it('writes one entry where two deployers saw the same', async () => {
    const fixture = await repository();
    const both = [await recorderOf(fixture), await recorderOf(fixture)];
    for (const version of ['1', '2', '3']) {
      for (const { recorder } of both) recorder.record('dev', status(version));
      await Promise.all(both.map(({ settled }) => settled()));
      for (const { clock, settled } of both) {
        await clock.advance(10_000);
        await settled();
      }
    }
    expect(await subjects(fixture)).toHaveLength(3);
  });

  it('tells once that the remote refuses, tries less and less often, and goes on once it may', async () => {
    const fixture = await repository();
    const hook = join(fixture.path, 'hooks/update');
    await mkdir(dirname(hook), { recursive: true });
    await writeFile(hook, '#!/bin/sh\nexit 1\n', { mode: 0o755 });
    const { recorder, clock, lines, problems, settled, tries } = await recorderOf(fixture);
    recorder.record('dev', status('1'));
    await settled();
    const [delay] = clock.waiting();
    expect(delay).toBe(3_750);
    await clock.advance(3_750);
    await settled();
    expect([tries(), clock.waiting()]).toEqual([2, [7_500]]);
    expect(lines.map(({ msg }) => msg)).toEqual(['outcomes cannot be recorded']);
    expect(problems).toMatchObject([
      { path: ref, message: expect.stringContaining('is refused') as unknown },
    ]);
    await writeFile(hook, '#!/bin/sh\n');
    await clock.advance(7_500);
    await settled();
    expect(await subjects(fixture)).toHaveLength(1);
    expect(problems.at(-1)).toBeUndefined();
    expect(problems).toHaveLength(2);
  });

  it('writes what waits when it stops, and no more after that', async () => {
    const fixture = await repository();
    const { recorder, settled } = await recorderOf(fixture);
    recorder.record('dev', status('1'));
    await settled();
    recorder.record('dev', status('2', 'Failed', 'https://user:password@example.org refused'));
    await recorder.stop();
    recorder.record('dev', status('3'));
    await settled();
    const said = await fixture.git('log', '--format=%B', ref);
    expect(await subjects(fixture)).toHaveLength(2);
    expect(said).toContain('https://***@example.org refused');
    expect(said).not.toContain('password');
  });

  it('stops in the middle of a retry', async () => {
    const fixture = await repository();
    const { recorder, clock, settled } = await recorderOf(fixture);
    await fixture.remove();
    recorder.record('dev', status('1'));
    await settled();
    expect(clock.waiting()).toHaveLength(1);
    await recorder.stop();
    expect(clock.waiting()).toEqual([]);
  });
});
