import type { Cell, EnvironmentView, LockReason, ResourceView, State, TransitionStatus } from '@tribble/api';

/** The time that the example is told at. */
export const now = Date.parse('2026-11-20T14:30:00Z');

const commit = (digit: string) => digit.repeat(40);
const ago = (minutes: number, from: number) => new Date(from - minutes * 60_000).toISOString();

/** An environment of the example: Kubernetes, Clean, neither locked nor frozen. */
export function anEnvironment(change: Partial<EnvironmentView> = {}): EnvironmentView {
  return { type: 'Kubernetes', status: 'Clean', locks: [], lockFileInvalid: false, ...change };
}

/** A cell of the example: version 99, Clean for three hours. */
export function aCell(change: Partial<Cell> = {}, from = now): Cell {
  const version = change.version ?? '99';
  return {
    version,
    liveVersion: version,
    commit: commit('a'),
    since: ago(180, from),
    author: 'Ada Lovelace',
    status: 'Clean',
    reason: 'Clean',
    locks: [],
    ...change,
  };
}

/** A transition of the example, which had nothing to move. */
export function aTransition(change: Partial<TransitionStatus> = {}): TransitionStatus {
  return {
    source: 'pp',
    sources: [change.source ?? 'pp'],
    target: 'prod',
    result: { result: 'Skipped', reason: 'NoChange' },
    pending: [],
    leftOut: [],
    gates: [],
    paused: [],
    ...change,
  };
}

/** Four environments and some resources, with one of everything that the board can show. */
export function aState(from = now): State {
  return {
    repository: { branch: 'main', revision: commit('c') },
    order: ['latest', 'dev', 'pp', 'prod'],
    environments: environments(from),
    resources: resources(from),
    transitionOrder: ['prod', 'pp', 'dev'],
    transitions: transitions(),
    paused: [],
    problems: [
      {
        path: 'prod/base/billing.yaml',
        line: 12,
        column: 5,
        message: 'The key "image" is there twice.',
        hint: 'Remove one of them; what was deployed before stays until then.',
      },
      { path: 'pp/locks.yaml', line: 3, message: 'Unknown key "reson".', hint: 'Did you mean "reason"?' },
      { path: 'deployers.yaml', message: 'The context "edge" is not in the kubeconfig.' },
    ],
    freshness: {
      repository: { state: 'live', since: ago(600, from) },
      deployer: { state: 'live', since: ago(600, from) },
      transitioner: { state: 'live', since: ago(600, from) },
    },
  };
}

function environments(from: number): State['environments'] {
  const auditLock: LockReason = {
    reason: 'Year-end audit',
    by: 'Grace Hopper',
    until: ago(-60 * 24 * 3, from),
  };
  return {
    latest: { locks: [], lockFileInvalid: false },
    dev: anEnvironment(),
    pp: anEnvironment({ status: 'InProgress' }),
    prod: anEnvironment({
      status: 'Failed',
      locks: [auditLock],
      freeze: { revision: commit('f'), reason: 'Rolled back', by: 'Ada Lovelace' },
    }),
  };
}

function resources(from: number): State['resources'] {
  return {
    s1: { cells: onItsWay(from) },
    'payments/api': { cells: failing(from) },
    billing: { cells: everywhere('2026.11.3', from) },
    'search/indexer': { cells: everywhere('0.9.12', from) },
    gateway: { cells: wholeManifests(from) },
  };
}

function registered(version: string, minutes: number, from: number): Cell {
  return { version, commit: commit('b'), since: ago(minutes, from), author: 'CI', locks: [] };
}

function everywhere(version: string, from: number): ResourceView['cells'] {
  const days = 60 * 24;
  return {
    latest: registered(version, 9 * days, from),
    dev: aCell({ version, since: ago(8 * days, from) }),
    pp: aCell({ version, since: ago(7 * days, from) }),
    prod: aCell({ version, since: ago(6 * days, from) }),
  };
}

function onItsWay(from: number): ResourceView['cells'] {
  return {
    latest: registered('100', 12, from),
    dev: aCell({ version: '100', since: ago(11, from) }),
    pp: aCell({
      version: '100',
      liveVersion: '99',
      since: ago(0.5, from),
      status: 'InProgress',
      reason: 'NotAllUpdated',
      message: '1 of 3 replicas updated',
    }),
    prod: aCell({ version: '99' }, from),
  };
}

function failing(from: number): ResourceView['cells'] {
  return {
    latest: registered('2.4.1', 95, from),
    dev: aCell({ version: '2.4.1', since: ago(94, from) }),
    pp: aCell({ version: '2.4.1', since: ago(80, from) }),
    prod: aCell({
      version: '2.4.0',
      since: ago(45, from),
      status: 'Failed',
      reason: 'Failed',
      message: 'ImagePullBackOff: registry.example.org/payments:2.4.0 not found',
      locks: [{ reason: 'Wait for the fix of PAY-231', by: 'Ada Lovelace' }],
    }),
  };
}

function wholeManifests(from: number): ResourceView['cells'] {
  return {
    dev: { commit: commit('d'), since: ago(60 * 26, from), status: 'Clean', reason: 'Clean', locks: [] },
    prod: {
      commit: commit('e'),
      liveRevision: commit('d'),
      since: ago(4, from),
      status: 'Outdated',
      reason: 'OutOfDate',
      locks: [],
    },
  };
}

function transitions(): State['transitions'] {
  return {
    prod: aTransition({
      result: { result: 'Blocked', message: 'pp is InProgress: s1 has 1 of 3 replicas updated' },
      pending: [
        { resource: 's1', from: '99', to: '100' },
        { resource: 'payments/api', from: '2.4.0', to: '2.4.1' },
      ],
      leftOut: [{ resource: 'payments/api', reason: 'Locked', message: 'Wait for the fix of PAY-231' }],
    }),
    pp: aTransition({ source: 'dev', target: 'pp', result: { result: 'Success', commit: commit('9') } }),
    dev: aTransition({ source: 'latest', target: 'dev' }),
  };
}

/** The example with so many further resources, all Clean. */
export function aLargeState(count: number, from = now): State {
  const state = aState(from);
  const more = Array.from({ length: count }, (_, index): [string, ResourceView] => {
    const version = `1.${index % 17}.${index % 5}`;
    const cells = state.order.map((environment): [string, Cell] => {
      return [environment, aCell({ version, since: ago(index * 7 + 1, from) })];
    });
    return [`team-${index % 12}/service-${index}`, { cells: Object.fromEntries(cells) }];
  });
  return { ...state, resources: { ...state.resources, ...Object.fromEntries(more) } };
}
