import type { EnvironmentStatus, Problem } from '@tribble/api';
import {
  environmentLock,
  fileAt,
  type FileChange,
  locksPath,
  parseResourcePath,
  resourceLock,
  type Run,
  type Transition,
} from '@tribble/resource-repo/format';
import { indexOf, locksOf } from './environment-index.ts';
import type { Facts } from './facts.ts';
import { lockAll, transitionerName } from './lock-steps.ts';
import { scopeOf } from './scope.ts';
import { membersOf } from './together.ts';

/** A version that goes back to one before, or stays because there was none. */
export type RolledBack = {
  resource: string;
  /** The file of the version that failed, and its blob id. */
  path: string;
  failed: string;
  /** What comes back, and where: another extension is another path. Absent where the failed version was the first. */
  restored?: { path: string; id: string };
};

/** Brings the versions back that were there before a move, and locks them. */
export type Rollback = {
  kind: 'rollback';
  name: string;
  transition: Transition;
  /** The move that failed. */
  run: Run;
  changes: readonly RolledBack[];
  /** What the deployer says of the failed rollout. */
  reason: string;
  /** The lock file of the target with the locks. */
  locks: { path: string; text: string };
};

const day = 24 * 60 * 60_000;

/**
 * The move of a transition that has to be taken back: its rollout turned Failed soon after it. Only what still is as the move left it
 * goes back, nothing that is locked or that the transition does not move any more, and no move twice, so that it can never loop: the
 * lock that comes with it stays until a person takes it away. A problem where the lock cannot be written.
 */
export function rollbackOf(
  facts: Facts,
  name: string,
  transition: Transition,
): Rollback | { problem: Problem } | undefined {
  const within = transition.rollbackWithin;
  const { target } = transition;
  if (within === undefined || environmentLock(locksOf(facts.snapshot, target), facts.now).length > 0)
    return undefined;
  const failures = failuresIn(facts, target);
  if (failures.size === 0) return undefined;
  const runs = facts.past.runs(name);
  for (const run of runs.toReversed()) {
    if (run.action !== 'transition') continue;
    const found = rollbackOfRun(facts, { name, transition, run, within, runs, failures });
    if (found) return found;
    // A failure is told within the time, but may be heard of later: after a restart, say.
    if (facts.now.getTime() > Date.parse(run.committedAt) + within + day) return undefined;
  }
  return undefined;
}

/** A version that the deployer has seen in the newest content of the environment and that Failed. */
type Failure = { versionId: string; at: number; reason: string };

function failuresIn({ snapshot, statusOf, outcomesOf, now }: Facts, target: string): Map<string, Failure> {
  const failures = new Map<string, Failure>();
  const status: EnvironmentStatus | undefined = statusOf(target);
  if (status === undefined || status.tree !== snapshot.environments.get(target)?.tree) return failures;
  for (const [resource, reported] of Object.entries(status.resources)) {
    if (reported.status !== 'Failed' || reported.versionId === undefined) continue;
    const { versionId } = reported;
    const record = outcomesOf(target)?.resources.get(resource);
    const isRecorded = record?.current?.status === 'Failed' && record.current.versionId === versionId;
    const at = isRecorded && record.failedAt !== undefined ? Date.parse(record.failedAt) : now.getTime();
    const reason = `${resource} in ${target} is Failed (${reported.message ?? reported.reason})`;
    failures.set(resource, { versionId, at, reason });
  }
  return failures;
}

type Case = {
  name: string;
  transition: Transition;
  run: Run;
  within: number;
  runs: readonly Run[];
  failures: ReadonlyMap<string, Failure>;
};

function rollbackOfRun(facts: Facts, given: Case): Rollback | { problem: Problem } | undefined {
  const { name, transition, run, within, failures } = given;
  const deadline = Date.parse(run.committedAt) + within;
  const failed = run.changes.flatMap(({ path, id }) => {
    const resource = parseResourcePath(path)?.resource ?? '';
    const failure = failures.get(resource);
    return failure && failure.versionId === id && failure.at <= deadline ? [{ resource, failure }] : [];
  });
  if (failed.length === 0) return undefined;
  const open = run.changes.flatMap((change) => openChange(facts, given, change));
  const names = new Set(failed.map(({ resource }) => resource));
  const first = failed.find(({ resource }) => open.some((change) => change.resource === resource));
  if (first === undefined) return undefined;
  const changes = open.filter(({ resource }) => goesBack(resource, names, transition));
  const { reason } = first.failure;
  const lock = {
    reason: `rolled back by ${name}: ${reason}`,
    by: transitionerName,
    at: facts.now.toISOString(),
  };
  const path = locksPath(transition.target);
  const locked = lockAll(
    fileAt(facts.snapshot, path),
    path,
    changes.map(({ resource }) => resource),
    lock,
  );
  if ('problem' in locked) return locked;
  return { kind: 'rollback', name, transition, run, changes, reason, locks: { path, text: locked.text } };
}

/** A change of a version file that still is as the move left it and may go back. A removal has no rollout that could fail. */
function openChange(facts: Facts, given: Case, { path, id }: FileChange): RolledBack[] {
  const { snapshot, now } = facts;
  const { target } = given.transition;
  const parsed = parseResourcePath(path);
  if (id === undefined || parsed?.folder !== 'version' || parsed.environment !== target) return [];
  const { resource } = parsed;
  const files = indexOf(snapshot, target).versions.get(resource) ?? [];
  if (files.length !== 1 || files[0]?.id !== id || files[0].path !== path) return [];
  if (!scopeOf(given.transition)(resource)) return [];
  if (resourceLock(locksOf(snapshot, target), resource, now).length > 0) return [];
  if (isTakenBack(resource, given)) return [];
  const restored = lastGood(facts, given, resource);
  return [{ resource, path, failed: id, ...(restored && { restored }) }];
}

const isOf = (resource: string, target: string) => (change: FileChange) => {
  const parsed = parseResourcePath(change.path);
  return parsed?.folder === 'version' && parsed.environment === target && parsed.resource === resource;
};

function isTakenBack(resource: string, { run, runs, transition }: Case): boolean {
  return runs.some(
    ({ action, order, changes }) =>
      action === 'rollback' && order > run.order && changes.some(isOf(resource, transition.target)),
  );
}

/** The newest version before the failed one that is known to have been Clean; where none is known, the one right before it. */
function lastGood(
  { outcomesOf }: Facts,
  { run, runs, transition: { target } }: Case,
  resource: string,
): RolledBack['restored'] {
  const before = runs
    .filter(({ order }) => order <= run.order)
    .toReversed()
    .flatMap(({ changes }) => changes.filter(isOf(resource, target)))
    .flatMap(({ path, before: id }) => (id === undefined ? [] : [{ path, id }]));
  const clean = new Set(
    outcomesOf(target)
      ?.resources.get(resource)
      ?.clean.map(({ versionId }) => versionId),
  );
  return before.find(({ id }) => clean.has(id)) ?? before[0];
}

/** What moved as one goes back as one. */
function goesBack(
  resource: string,
  failed: ReadonlySet<string>,
  { perResource, together }: Transition,
): boolean {
  if (!perResource || failed.has(resource)) return true;
  return membersOf(together).some(
    (isMember) => isMember(resource) && [...failed].some((name) => isMember(name)),
  );
}
