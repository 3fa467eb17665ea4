import { afterEach, describe, expect, it } from '@jest/globals';
import type { EnvironmentStatus } from '@tribble/api';
import type { ResourceRepo } from '@tribble/resource-repo';
import { createMetrics } from '@tribble/service-kit';
import { fakeClock, recordingLogger } from '@tribble/service-kit/testing';
import { AnswerBook } from './askers/answer-book.ts';
import type { Said } from './askers/asking.ts';
import { QuestionMetrics } from './askers/question-metrics.ts';
import { type DecisionLoop, type DecisionLoopOptions, startDecisionLoop } from './decision-loop.ts';
import type { TransitionerContext } from './reconcile.ts';
import { contextOf, endWorlds, refusePushes, type World, world, worldOf } from './world.contract.ts';
import { TransitionMetrics } from './transition-metrics.ts';

const loops: DecisionLoop[] = [];
afterEach(async () => {
  for (const loop of loops.splice(0)) await loop.stop();
  await endWorlds();
});

/** A loop in a world whose clock stands still unless the test moves it. */
function start(
  here: World,
  {
    fetch = () => here.repo.fetch(),
    ...more
  }: Partial<TransitionerContext> & { fetch?: ResourceRepo['fetch'] } = {},
) {
  const clock = fakeClock('2026-11-21T12:00:00Z');
  const metrics = createMetrics();
  const { repo } = here;
  const withFetch: DecisionLoopOptions['repo'] = {
    fetch,
    get head() {
      return repo.head;
    },
    commit: (decide) => repo.commit(decide),
    blob: (id) => repo.blob(id),
    fileAt: (revision, path) => repo.fileAt(revision, path),
  };
  const context = { ...contextOf(here), ...more, repo: withFetch, now: () => clock.now() };
  const ofTransitions = new TransitionMetrics(metrics);
  const loop = startDecisionLoop({ ...context, ofTransitions, metrics, clock, interval: 60_000 });
  loops.push(loop);
  return { loop, clock, lines: context.lines, board: here.board };
}

describe('a push that the remote refuses', () => {
  it('is told on the board and once in the log, with what else is known, until it comes through', async () => {
    const here = await world('target-changed');
    await refusePushes(here, 'main is protected: open a merge request');
    const { loop, clock, lines, board } = start(here);
    await loop.turn();
    const problem = {
      path: 'main',
      message: expect.stringMatching(
        /^transitions cannot be performed since 2026-11-21T12:00:00\.000Z: the remote refuses what is pushed to main: .*main is protected: open a merge request/,
      ) as unknown,
      hint: expect.stringContaining('let the account of the transitioner push to main') as unknown,
    };
    expect(board.status.problems).toEqual([problem]);
    expect(board.status.transitions['pp']).toMatchObject({
      result: {
        result: 'Blocked',
        message: expect.stringContaining('the remote refuses what is pushed to main') as unknown,
      },
      pending: [{ resource: 's1', from: '1', to: '2' }],
    });
    expect(loop.facts()?.snapshot.revision).toBe(here.fixture.commit('head'));

    const { length } = here.published;
    // The next try makes another commit, since its time is another.
    await clock.advance(10_000);
    await loop.turn();
    expect(here.published).toHaveLength(length);
    const told = lines.filter(({ level }) => level === 'warn');
    expect(told).toMatchObject([{ reason: 'push-refused', msg: 'turn failed and is tried again' }]);

    await refusePushes(here, undefined);
    await loop.turn();
    expect(board.status.problems).toEqual([]);
    expect(loop.failure()).toBeUndefined();
    expect(board.status.transitions['pp']?.result.result).toBe('Success');
  });
});

describe('what is known', () => {
  it('is not older than a moment for who asks', async () => {
    const here = await world('nothing-changed');
    const { loop, clock } = start(here);
    await loop.recent();
    const first = loop.facts()?.snapshot.revision;
    expect(first).toBe(here.fixture.commit('head'));
    const files = new Map([['dev/version/s1.yaml', 'version: 2']]);
    const { revision } = await here.repo.commit(() => ({ files, message: { subject: '2' } }));
    await clock.advance(500);
    await loop.recent();
    expect(loop.facts()?.snapshot.revision).toBe(first);
    await clock.advance(1);
    await loop.recent();
    expect(loop.facts()?.past.lastChange('dev/version/s1.yaml')?.revision).toBe(revision);
  });

  it('has to do where git does not answer within 2 s', async () => {
    const here = await world('nothing-changed');
    let hangs = false;
    let release = () => undefined as void;
    const fetch = async () => {
      if (hangs) await new Promise<void>((resolve) => (release = resolve));
      return here.repo.fetch();
    };
    const { loop, clock } = start(here, { fetch });
    await loop.turn();
    hangs = true;
    await clock.advance(10_000);
    let isAnswered = false;
    const asked = loop.recent().then(() => (isAnswered = true));
    await clock.advance(1_999);
    expect(isAnswered).toBe(false);
    await clock.advance(1);
    await asked;
    expect(loop.facts()).toBeDefined();
    hangs = false;
    release();
  });
});

describe('a turn that fails', () => {
  it('keeps what is known where the repository is away', async () => {
    const here = await world('nothing-changed');
    const { loop, board } = start(here);
    await loop.turn();
    const known = board.status;
    await here.fixture.remove();
    await loop.turn();
    expect(board.status).toEqual({
      ...known,
      problems: [
        {
          path: 'main',
          message: expect.stringContaining('the resource repository cannot be read: ') as unknown,
          hint: expect.stringContaining('see that the remote can be reached') as unknown,
        },
      ],
    });
    expect(loop.facts()).toBeDefined();
  });

  it('is told with its stack where nobody foresaw it', async () => {
    const statusOf = () => {
      throw new Error('no such thing');
    };
    const { loop, clock, board, lines } = start(await world('gated'), { statusOf });
    await loop.turn();
    await clock.advance(0);
    expect(board.status.problems).toMatchObject([
      { message: expect.stringContaining('no such thing') as unknown },
    ]);
    expect(lines).toMatchObject([{ level: 'warn', err: { message: 'no such thing' } }]);
  });
});

describe('an answer', () => {
  it('counts for the version that was asked about, and for no newer one, however soon that comes', async () => {
    const gate = { Http: { url: 'https://qa.example.org/verdict', interval: '1h' } };
    const way = { source: 'dev', target: 'pp', preconditions: [gate] };
    const here = await worldOf({
      'transitions.yaml': JSON.stringify({ transitions: { pp: way } }),
      'dev/version/s1.yaml': 'version: 2',
      'pp/base/s1.yaml': 'base',
      'pp/version/s1.yaml': 'version: 1',
    });
    const asked: (() => void)[] = [];
    const ask = () =>
      new Promise<Said>((resolve) => asked.push(() => resolve({ kind: 'http', status: 200, body: '' })));
    const clock = fakeClock('2026-11-21T12:00:00Z');
    const metrics = new QuestionMetrics(createMetrics());
    const { log } = recordingLogger();
    const askers = new AnswerBook({ ask, clock, log, metrics, changed: () => undefined });
    const { loop, board } = start(here, {
      askers: { answerTo: (each) => askers.answerTo(each), want: (all) => askers.want(all) },
    });
    const answerAll = async () => {
      for (const answer of asked.splice(0)) answer();
      await clock.advance(0);
      await loop.turn();
    };
    await loop.turn();
    await answerAll();
    expect(await here.fixture.git('show', 'main:pp/version/s1.yaml')).toBe('version: 2');

    const files = new Map([['dev/version/s1.yaml', 'version: 3']]);
    await here.repo.commit(() => ({ files, message: { subject: '3' } }));
    await loop.turn();
    await loop.turn();
    expect(await here.fixture.git('show', 'main:pp/version/s1.yaml')).toBe('version: 2');
    expect(board.status.transitions['pp']?.gates).toMatchObject([
      { verdict: 'wait', reason: 'was asked and has not answered yet' },
    ]);
    expect(asked).toHaveLength(1);
    await answerAll();
    expect(await here.fixture.git('show', 'main:pp/version/s1.yaml')).toBe('version: 3');
    await askers.close();
  });
});

describe('an answer that is only another one', () => {
  it('is decided on without asking git, unless turns fail', async () => {
    const here = await world('gated');
    let fetches = 0;
    let isAway = false;
    const fetch = () => {
      fetches += 1;
      return isAway ? Promise.reject(new Error('away')) : here.repo.fetch();
    };
    const reports = new Map<string, EnvironmentStatus>();
    const { loop, clock, board } = start(here, { fetch, statusOf: (name) => reports.get(name) });
    await loop.turn();
    reports.set('dev', { type: 'Mock', status: 'Failed', tree: 'x', resources: {}, problems: [] });
    const { length } = here.published;
    loop.answered();
    await clock.advance(0);
    expect(here.published.length).toBeGreaterThan(length);
    expect(fetches).toBe(1);
    isAway = true;
    await loop.turn();
    loop.answered();
    await clock.advance(0);
    expect(fetches).toBe(3);
    expect(board.status.problems).toHaveLength(1);
  });
});

describe('a branch that was rewritten', () => {
  it('stays a problem on the board, with both heads', async () => {
    const here = await world('options');
    const { loop, board, lines } = start(here);
    await loop.turn();
    const before = await here.fixture.resolve('main');
    await here.fixture.setRef('main', 'before');
    await loop.turn();
    await loop.turn();
    const after = here.fixture.commit('before');
    expect(board.status.problems).toEqual([
      {
        path: 'main',
        message: expect.stringContaining(
          `${before} was its head and is no longer in the history of ${after}`,
        ) as unknown,
        hint: expect.stringMatching(/put back what was lost.*restart of the transitioner/) as unknown,
      },
    ]);
    expect(lines.filter(({ level }) => level === 'error')).toHaveLength(1);
  });
});
