import { describe, expect, it } from '@jest/globals';
import type { EnvironmentStatus, Freshness, LockReason, TransitionStatus } from '@tribble/api';
import { lastChanges, noon, revisionOf, snapshotOf } from '../testing.ts';
import { emptyState, type Facts, stateOf } from './state.ts';

const live: Freshness = { state: 'live', since: '2026-11-21T00:00:00Z' };
const freshness = { repository: live, deployer: live, transitioner: live };
const clean = (more: Partial<EnvironmentStatus> = {}): EnvironmentStatus => ({
  type: 'Mock',
  status: 'Clean',
  resources: {},
  problems: [],
  ...more,
});

const transitionStatus = (more: Partial<TransitionStatus> = {}): TransitionStatus => ({
  source: 'dev',
  sources: ['dev'],
  target: 'pp',
  result: { result: 'Skipped', reason: 'NoChange' },
  pending: [],
  leftOut: [],
  gates: [],
  paused: [],
  ...more,
});

function facts(files: Record<string, string>, more: Partial<Facts> = {}): Facts {
  return {
    branch: 'main',
    snapshot: snapshotOf({ 'deployers.yaml': 'deployers: {dev: {type: Mock}}', ...files }),
    lastChange: lastChanges({}),
    problemsOf: () => [],
    environments: new Map(),
    transitioner: undefined,
    reported: [],
    freshness,
    now: noon,
    ...more,
  };
}

describe('the state', () => {
  it('is empty before anything was read', () => {
    expect(emptyState(freshness)).toMatchObject({
      repository: { branch: '' },
      order: [],
      problems: [],
      freshness,
    });
  });

  it('joins environments, resources and transitions in the order in which versions flow', () => {
    const files = {
      'transitions.yaml':
        'transitions:\n  pp: {source: dev, target: pp}\n  dev: {source: latest, target: dev}\n',
      'pp/version/b.yaml': 'version: 1',
      'dev/version/b.yaml': 'version: 2',
      'dev/version/a.yaml': 'version: 2',
      'latest/version/a.yaml': 'version: 3',
    };
    const state = stateOf(facts(files));
    expect(state).toMatchObject({
      repository: { branch: 'main', revision: '1'.repeat(40) },
      order: ['latest', 'dev', 'pp'],
      transitionOrder: ['pp', 'dev'],
      transitions: {},
      problems: [],
      freshness,
    });
    expect(Object.keys(state.resources)).toEqual(['a', 'b']);
    expect(Object.keys(state.resources['b']?.cells ?? {})).toEqual(['dev', 'pp']);
    expect(state.environments).toEqual({
      latest: { locks: [], lockFileInvalid: false },
      dev: { type: 'Mock', locks: [], lockFileInvalid: false },
      pp: { locks: [], lockFileInvalid: false },
    });
  });

  it('has environments without a folder, and those without a deployer', () => {
    const files = { 'deployers.yaml': 'deployers: {new: {type: Web}}', 'old/version/a.yaml': 'version: 1' };
    const { environments, order } = stateOf(facts(files));
    expect(order).toEqual(['new', 'old']);
    expect(environments['new']).toEqual({ type: 'Web', locks: [], lockFileInvalid: false });
    expect(environments['old']).not.toHaveProperty('type');
  });

  it('tells the locks that hold, the freeze, and a lock file that cannot be read', () => {
    const revision = 'f'.repeat(40);
    const { environments, problems } = stateOf(
      facts({
        'dev/locks.yaml': `env_lock: {reasons: [a, {reason: b, until: "2026-11-21T12:00:00Z"}]}\nfreeze: {revision: ${revision}, by: Ann}`,
        'pp/locks.yaml': '[',
      }),
    );
    expect(environments['dev']).toMatchObject({ locks: [{ reason: 'a' }], freeze: { revision, by: 'Ann' } });
    expect(environments['pp']).toEqual({
      locks: [{ reason: 'the lock file cannot be read' }],
      lockFileInvalid: true,
    });
    expect(problems).toEqual([expect.objectContaining({ path: 'pp/locks.yaml' })]);
  });

  it('takes from the deployer how an environment fares', () => {
    const environments = new Map([['dev', clean({ status: 'Outdated', message: 'paused' })]]);
    const state = stateOf(facts({ 'dev/version/a.yaml': 'version: 1' }, { environments }));
    expect(state.environments['dev']).toMatchObject({ status: 'Outdated', message: 'paused' });
    expect(state.resources['a']?.cells['dev']).toMatchObject({ status: 'Outdated', reason: 'NotDeployed' });
  });

  it('tells since when a backend does not answer, what waits to be deleted, and which objects are not well', () => {
    const objects = [
      { kind: 'Job', name: 'old', status: 'Outdated', reason: 'Orphaned', message: 'waits' } as const,
    ];
    const drifted = { kind: 'Service', name: 'a', status: 'Outdated', reason: 'Drifted' } as const;
    const a = { status: 'Outdated', reason: 'Drifted', revision: revisionOf(2), objects: [drifted] } as const;
    const status = clean({
      unreachableSince: '2026-11-21T11:00:00Z',
      prune: { objects, confirm: '9f2c' },
      resources: { a: { ...a, objects: [drifted] } },
    });
    const { environments, resources } = stateOf(
      facts(
        { 'dev/version/a.yaml': 'version: 2' },
        { environments: new Map([['dev', status]]), lastChange: lastChanges({ 'dev/version/a.yaml': 2 }) },
      ),
    );
    expect(environments['dev']).toMatchObject({
      unreachableSince: '2026-11-21T11:00:00Z',
      prune: { count: 1, objects, confirm: '9f2c' },
    });
    expect(resources['a']?.cells['dev']).toMatchObject({ reason: 'Drifted', objects: [drifted] });
  });

  it('shows a frozen environment as what it runs, not as outdated', () => {
    const a = {
      status: 'Clean',
      reason: 'Clean',
      revision: revisionOf(1),
      liveVersion: '1',
      objects: [],
    } as const;
    const status = clean({ frozen: revisionOf(1), resources: { a: { ...a, objects: [] } } });
    const { resources } = stateOf(
      facts(
        { 'dev/version/a.yaml': 'version: 2' },
        { environments: new Map([['dev', status]]), lastChange: lastChanges({ 'dev/version/a.yaml': 2 }) },
      ),
    );
    expect(resources['a']?.cells['dev']).toMatchObject({ version: '2', liveVersion: '1', status: 'Clean' });
  });

  it('keeps the last report of a deployer that cannot be reached, and says so', () => {
    const unreachable: Freshness = { ...live, state: 'unreachable', message: 'refused' };
    const state = stateOf(
      facts(
        {},
        { environments: new Map([['dev', clean()]]), freshness: { ...freshness, deployer: unreachable } },
      ),
    );
    expect(state.environments['dev']?.status).toBe('Clean');
    expect(state.freshness.deployer).toEqual(unreachable);
  });

  it('takes transitions from the transitioner once it reports', () => {
    const pp = transitionStatus({ result: { result: 'Blocked', message: 'soon' } });
    const transitioner = { order: ['pp'], transitions: { pp }, paused: [], problems: [] };
    const files = { 'transitions.yaml': 'transitions: {other: {source: dev, target: pp}}' };
    expect(stateOf(facts(files, { transitioner }))).toMatchObject({
      transitionOrder: ['pp'],
      transitions: { pp },
    });
  });

  describe('tells why transitions are paused', () => {
    const transitions = { pp: transitionStatus({ paused: [{ reason: 'old' }] }), prod: transitionStatus() };
    const transitioner = { order: ['pp', 'prod'], transitions, paused: [{ reason: 'old' }], problems: [] };
    const until = noon.toISOString();
    it.each([
      { name: 'no file, whatever the transitioner last saw', text: undefined, all: [], pp: [], prod: [] },
      { name: 'one', text: '{transitions: {pp: {reasons: [a]}}}', all: [], pp: ['a'], prod: [] },
      { name: 'all', text: '{all: {reasons: [a]}}', all: ['a'], pp: ['a'], prod: ['a'] },
      {
        name: 'all and one',
        text: '{all: {reasons: [a]}, transitions: {pp: {reasons: [b]}}}',
        all: ['a'],
        pp: ['a', 'b'],
        prod: ['a'],
      },
      {
        name: 'reasons that have expired',
        text: `{all: {reasons: [{reason: a, until: "${until}"}]}, transitions: {pp: {reasons: [{reason: b, until: "${until}"}]}}}`,
        all: [],
        pp: [],
        prod: [],
      },
    ])('$name', ({ text, all, pp, prod }) => {
      const state = stateOf(facts(text === undefined ? {} : { 'pauses.yaml': text }, { transitioner }));
      const of = (paused: readonly LockReason[] | undefined) => paused?.map(({ reason }) => reason);
      expect(of(state.paused)).toEqual(all);
      expect(of(state.transitions['pp']?.paused)).toEqual(pp);
      expect(of(state.transitions['prod']?.paused)).toEqual(prod);
      expect(state.problems).toEqual([]);
    });

    it('pauses everything where the file cannot be read', () => {
      const state = stateOf(facts({ 'pauses.yaml': '[' }, { transitioner }));
      expect(state.paused).toHaveLength(1);
      expect(state.transitions['pp']?.paused).toEqual(state.paused);
      expect(state.problems).toEqual([expect.objectContaining({ path: 'pauses.yaml' })]);
    });
  });

  it('gathers the problems of all sources, each once', () => {
    const problem = (path: string, line?: number) => ({
      path,
      message: 'bad',
      ...(line !== undefined && { line }),
    });
    const asked: [string, boolean][] = [];
    const state = stateOf(
      facts(
        {
          'deployers.yaml': 'deployers: {dev: {type: Mock}, bad: {}}',
          'transitions.yaml': 'transitions: {x: {source: dev}}',
          'pauses.yaml': '[',
          'approvals.yaml': '[',
          'latest/version/a.yaml': 'version: 1',
        },
        {
          problemsOf: (name, isDeployed) => {
            asked.push([name, isDeployed]);
            return [problem('same'), problem('same', 1)];
          },
          environments: new Map([['dev', clean({ problems: [problem('same'), problem('deployer')] })]]),
          reported: [problem('transitioner'), problem('deployer')],
        },
      ),
    );
    expect(asked).toEqual([
      ['dev', true],
      ['latest', false],
    ]);
    expect(state.problems.map(({ path, line }) => [path, line])).toEqual([
      ['deployers.yaml', 1],
      ['transitions.yaml', 1],
      ['pauses.yaml', 1],
      ['approvals.yaml', 1],
      ['same', undefined],
      ['same', 1],
      ['deployer', undefined],
      ['transitioner', undefined],
    ]);
  });

  it('is the same for the same facts: it never ticks', () => {
    const files = { 'dev/version/a.yaml': 'version: 1', 'dev/locks.yaml': 'env_lock: {reasons: [a]}' };
    const status = clean({ status: 'Outdated', unreachableSince: '2026-11-21T11:00:00Z' });
    const environments = new Map([['dev', status]]);
    const later = new Date(noon.getTime() + 1000);
    expect(stateOf(facts(files, { environments, now: later }))).toEqual(
      stateOf(facts(files, { environments })),
    );
  });
});
