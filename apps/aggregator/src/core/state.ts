import type {
  Cell,
  EnvironmentStatus,
  EnvironmentView,
  Freshness,
  Problem,
  ResourceView,
  State,
  TransitionerStatus,
  TransitionStatus,
} from '@tribble/api';
import {
  allPaused,
  approvalsFile,
  type Deployer,
  deployersFile,
  environmentLock,
  type LastChange,
  type Locks,
  locksPath,
  parseApprovals,
  parseDeployers,
  parseLocks,
  parsePauses,
  parseTransitions,
  type Pauses,
  pauseReasons,
  pausesFile,
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
    paused: [],
    problems: [],
    freshness,
  };
}

/** Joins what git says with what the services report. Equal facts give an equal state: it never ticks. */
export function stateOf(facts: Facts): State {
  const { snapshot, transitioner } = facts;
  const { deployers, transitions, pauses, problems } = settingsOf(snapshot);
  const order = flowOrder([...snapshot.environments.keys(), ...deployers.keys()], transitions);
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
    ...pausedView(transitioner?.transitions ?? {}, pauses, facts.now),
    problems: distinct([...problems, ...facts.reported]),
    freshness: facts.freshness,
  };
}

/** What the files at the root say. */
function settingsOf({ configuration, problems }: Snapshot) {
  const deployers = parseDeployers(configuration.get(deployersFile));
  const transitions = parseTransitions(configuration.get(transitionsFile));
  const pauses = parsePauses(configuration.get(pausesFile));
  const approvals = parseApprovals(configuration.get(approvalsFile));
  const files = [deployers, transitions, pauses, approvals];
  return {
    deployers: deployers.deployers,
    transitions: transitions.transitions,
    pauses: pauses.pauses,
    problems: [...problems, ...files.flatMap((file) => file.problems)],
  };
}

/**
 * Why transitions are paused. The commit says it, not the transitioner, which may not have seen it yet: what people do
 * is shown at once.
 */
function pausedView(transitions: State['transitions'], pauses: Pauses, now: Date) {
  const paused = Object.entries(transitions).map(([name, status]): [string, TransitionStatus] => [
    name,
    { ...status, paused: pauseReasons(pauses, name, now) },
  ]);
  return { transitions: Object.fromEntries(paused), paused: allPaused(pauses, now) };
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
