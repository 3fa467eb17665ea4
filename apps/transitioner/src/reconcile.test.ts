import { afterEach, describe, expect, it } from '@jest/globals';
import { expectTree } from '@tribble/git-fixture';
import type { Question } from '@tribble/promotion';
import { parseTrailers } from '@tribble/resource-repo/format';
import { reconcile, type TransitionerContext } from './reconcile.ts';
import { contextOf, endWorlds, type World, world } from './world.contract.ts';

afterEach(endWorlds);

async function turn(here: World) {
  return (await reconcile(contextOf(here))).outcome;
}

describe('one turn, compared as trees', () => {
  it.each([
    { name: 'source-missing', results: { pp: { result: 'Skipped', reason: 'SourceMissing' } } },
    { name: 'target-created', results: { pp: { result: 'Success' } } },
    { name: 'target-changed', results: { pp: { result: 'Success' } } },
    { name: 'sub-folders', results: { pp: { result: 'Success' } } },
    { name: 'prod-first', results: { prod: { result: 'Success' } } },
    {
      name: 'prod-done',
      results: { prod: { result: 'Skipped', reason: 'NoChange' }, pp: { result: 'Success' } },
    },
    {
      name: 'prod-locked',
      results: {
        prod: { result: 'Skipped', reason: 'TargetLocked', message: 'release week' },
        pp: { result: 'Success' },
      },
    },
    { name: 'resource-locked', results: { pp: { result: 'Success' } } },
    {
      name: 'both-locked',
      results: {
        prod: { result: 'Skipped', reason: 'TargetLocked' },
        pp: { result: 'Skipped', reason: 'NoChange' },
      },
    },
    { name: 'nothing-changed', results: { pp: { result: 'Skipped', reason: 'NoChange' } } },
    { name: 'no-base', results: { pp: { result: 'Success' } } },
    { name: 'broken-locks', results: { pp: { result: 'Skipped', reason: 'TargetLocked' } } },
    { name: 'broken-transition', results: { prod: { result: 'CheckFailed' }, pp: { result: 'Success' } } },
    { name: 'options', results: { pp: { result: 'Success' } } },
  ])('$name', async ({ name, results }) => {
    const here = await world(name);
    await turn(here);
    await expectTree(here.fixture, 'main', 'expected');
    const moved = JSON.stringify(results).includes('Success');
    expect((await here.fixture.resolve('main')) === here.fixture.commit('head')).toBe(!moved);
    const found = Object.entries(here.board.status.transitions).map(([transition, { result }]) => [
      transition,
      result,
    ]);
    expect(Object.fromEntries(found)).toMatchObject(results);
    expect(found).toHaveLength(Object.keys(results).length);
  });
});

describe('what a turn tells', () => {
  it('names what was left out, and why', async () => {
    const here = await world('no-base');
    await turn(here);
    expect(here.board.status.transitions['pp']?.leftOut).toEqual([
      { resource: 'broken', reason: 'Invalid', message: 'version: missing' },
      { resource: 'new', reason: 'NoBase', message: 'pp/base/new.yaml is missing' },
    ]);
  });

  it('writes who, what and why into the commit', async () => {
    const here = await world('resource-locked');
    await turn(here);
    const [author, message = ''] = (await here.fixture.git('log', '-1', '--format=%an%x00%B', 'main')).split(
      '\0',
    );
    expect(author).toBe('Tribble transitioner');
    expect(message).toContain('Move 2 resources from dev to pp\n\n- s1: 1 -> 2\n- s3: 1 -> 2\n');
    expect(parseTrailers(message)).toEqual([
      ['Tribble-Action', 'transition'],
      ['Tribble-Transition', 'pp'],
      ['Tribble-Source', 'dev'],
      ['Tribble-Target', 'pp'],
      ['Tribble-Resource', 's1'],
      ['Tribble-Resource', 's3'],
    ]);
  });

  it('is silent when nothing happens', async () => {
    const here = await world('target-changed');
    await turn(here);
    await turn(here);
    const head = await here.fixture.resolve('main');
    const { length } = here.published;
    const outcome = await turn(here);
    expect(outcome).toEqual({ kind: 'unchanged', reason: 'nothing to move' });
    expect(here.published).toHaveLength(length);
    expect(await here.fixture.resolve('main')).toBe(head);
    expect(here.board.status.transitions['pp']?.result).toMatchObject({ result: 'Success' });
  });

  it('moves through all environments in as many turns', async () => {
    const here = await world('prod-first');
    for (let count = 0; count < 4; count += 1) await turn(here);
    expect(await here.fixture.git('show', 'main:prod/version/s1.yaml')).toBe('version: 3');
    expect(await here.fixture.git('rev-list', '--count', 'main')).toBe('4');
  });

  it('decides again on the head that another writer pushed meanwhile', async () => {
    const here = await world('target-changed');
    const until = '2026-11-21T13:00:00.000Z';
    const locked = `env_lock: {reasons: [{reason: stop, until: '${until}'}]}`;
    const { repo } = here;
    const lockFirst: TransitionerContext['repo'] = {
      fetch: () => repo.fetch(),
      fileAt: (revision, path) => repo.fileAt(revision, path),
      blob: (id) => repo.blob(id),
      commit: async (decide) => {
        await repo.commit(() => ({
          files: new Map([['pp/locks.yaml', locked]]),
          message: { subject: 'lock' },
        }));
        return repo.commit(decide);
      },
    };
    const context = { ...contextOf(here), repo: lockFirst };
    const wanted: (readonly Question[])[] = [];
    context.askers = { answerTo: () => undefined, want: (questions) => wanted.push(questions) };
    const turned = await reconcile(context);
    expect(await here.fixture.git('log', '-1', '--format=%s', 'main')).toBe('lock');
    expect(here.board.status.transitions['pp']?.result).toMatchObject({
      result: 'Skipped',
      reason: 'TargetLocked',
    });
    // What the second decision waits for is not forgotten: its time, and its questions.
    expect(turned).toMatchObject({ outcome: { kind: 'unchanged' }, until });
    expect(wanted).toHaveLength(2);
    expect(turned.decision?.questions).toBe(wanted[1]);
  });
});
