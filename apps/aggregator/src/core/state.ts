import type {
  Cell,
  EnvironmentStatus,
  EnvironmentView,
  Freshness,
  Problem,
  ResourceView,
  State,
  TransitionerStatus,
} from '@tribble/api';
import {
  type Deployer,
  deployersFile,
  environmentLock,
  type LastChange,
  type Locks,
  locksPath,
  parseDeployers,
  parseLocks,
  parseTransitions,
  type Snapshot,
  transitionsFile,
} from '@tribble/resource-repo/format';
import { cellsOf } from './cells.ts';
import { pruneView, shortened } from './details.ts';
import { flowOrder } from './flow.ts';

/** All that the state is folded from. */
export type Facts = {
  branch: string;
  snapshot: Snapshot;
  lastChange: (path: string) => LastChange | undefined;
  /** The problems of an environment's files, which take some work to find. */
  problemsOf: (environment: string, isDeployed: boolean) => readonly Problem[];
  environments: ReadonlyMap<string, EnvironmentStatus>;
  transitioner: TransitionerStatus | undefined;
  /** Problems that only the services know of. */
  reported: readonly Problem[];
  freshness: State['freshness'];
  now: Date;
};

/** Before anything was read. */
export function emptyState(freshness: Record<keyof State['freshness'], Freshness>): State {
  return {
    repository: { branch: '' },
    order: [],
    environments: {},
    resources: {},
    transitionOrder: [],
    transitions: {},
    problems: [],
    freshness,
  };
}

/** Joins what git says with what the services report. Equal facts give an equal state: it never ticks. */
export function stateOf(facts: Facts): State {
  const { snapshot, transitioner } = facts;
  const { deployers, problems: deployerProblems } = parseDeployers(snapshot.configuration.get(deployersFile));
  const { transitions, problems: transitionProblems } = parseTransitions(
    snapshot.configuration.get(transitionsFile),
  );
  const order = flowOrder([...snapshot.environments.keys(), ...deployers.keys()], transitions);
  const problems = [...snapshot.problems, ...deployerProblems, ...transitionProblems];
  const environments = new Map<string, EnvironmentView>();
  const cells = new Map<string, Map<string, Cell>>();
  for (const name of order) {
    const deployer = deployers.get(name);
    const files = snapshot.environments.get(name);
    const { locks, problems: lockProblems } = parseLocks(files?.files.get(locksPath(name)));
    const status = facts.environments.get(name);
    environments.set(name, environmentView(deployer, locks, status, facts.now));
    if (files)
      cells.set(name, cellsOf({ files, locks, status, lastChange: facts.lastChange, now: facts.now }));
    problems.push(
      ...lockProblems,
      ...facts.problemsOf(name, deployer !== undefined),
      ...(status?.problems ?? []),
    );
  }
  return {
    repository: { branch: facts.branch, revision: snapshot.revision },
    order,
    environments: Object.fromEntries(environments),
    resources: Object.fromEntries(rowsOf(cells)),
    transitionOrder: transitioner?.order ?? transitions.map(({ name }) => name),
    transitions: transitioner?.transitions ?? {},
    problems: distinct([...problems, ...facts.reported]),
    freshness: facts.freshness,
  };
}

/** The earliest time at which a lock of the snapshot expires, after `now`. */
export function nextExpiry(snapshot: Snapshot, now: Date): Date | undefined {
  const times = [...snapshot.environments.values()].flatMap(({ name, files }) => {
    const { locks } = parseLocks(files.get(locksPath(name)));
    const reasons = [...locks.environment, ...[...locks.resources.values()].flat()];
    return reasons.flatMap(({ until }) => (until === undefined ? [] : [Date.parse(until)]));
  });
  const future = times.filter((time) => time > now.getTime());
  return future.length > 0 ? new Date(Math.min(...future)) : undefined;
}

function environmentView(
  deployer: Deployer | undefined,
  locks: Locks,
  status: EnvironmentStatus | undefined,
  now: Date,
): EnvironmentView {
  const prune = status?.prune && pruneView(status.prune);
  return {
    ...(deployer && { type: deployer.type }),
    ...(status && { status: status.status }),
    ...(status?.message !== undefined && { message: shortened(status.message) }),
    locks: environmentLock(locks, now),
    lockFileInvalid: !locks.valid,
    ...(locks.freeze && { freeze: locks.freeze }),
    ...(status?.unreachableSince !== undefined && { unreachableSince: status.unreachableSince }),
    ...(prune && { prune }),
  };
}

function rowsOf(cells: ReadonlyMap<string, ReadonlyMap<string, Cell>>): [string, ResourceView][] {
  const rows = new Map<string, Record<string, Cell>>();
  for (const [environment, byResource] of cells) {
    for (const [resource, cell] of byResource)
      rows.set(resource, { ...rows.get(resource), [environment]: cell });
  }
  return [...rows]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, row]) => [name, { cells: row }]);
}

/** The same fault is often seen by several services. */
function distinct(problems: readonly Problem[]): Problem[] {
  const key = ({ path, line, column, message }: Problem) => JSON.stringify([path, line, column, message]);
  return [...new Map(problems.map((problem) => [key(problem), problem])).values()];
}
