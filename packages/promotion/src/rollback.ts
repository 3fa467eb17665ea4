import {
  environmentLock,
  type FileChange,
  parseResourcePath,
  pauseReasons,
  resourceLock,
  type Run,
  type Transition,
} from '@tribble/resource-repo/format';
import { indexOf, locksOf, pausesOf } from './environment-index.ts';
import type { Facts } from './facts.ts';
import { membersOf } from './together.ts';

/** A version that goes back to the one before, or stays because there was none. */
export type RolledBack = {
  resource: string;
  path: string;
  /** The blob id of the version that failed. */
  failed: string;
  /** The blob id of the version that comes back; absent where the failed one was the first. */
  restored?: string;
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
};

/**
 * The move of a transition that has to be taken back: its rollout turned Failed soon after it. Only what still is as the move left it
 * goes back, nothing that is locked, and no move twice, so that it can never loop: the lock that comes with it stays until a
 * person takes it away.
 */
export function rollbackOf(facts: Facts, name: string, transition: Transition): Rollback | undefined {
  const within = transition.rollbackWithin;
  if (within === undefined || isStopped(facts, name, transition)) return undefined;
  const runs = facts.past.runs(name);
  for (const run of runs.toReversed()) {
    // A failure is told within the time, but may be heard of later: after a restart, say.
    if (run.action !== 'transition') continue;
    const found = rollbackOfRun(facts, { name, transition, run, within, runs });
    if (found) return found;
    if (isLongAgo(run, within, facts.now)) return undefined;
  }
  return undefined;
}

const day = 24 * 60 * 60_000;

function isLongAgo({ committedAt }: Run, within: number, now: Date): boolean {
  return now.getTime() > Date.parse(committedAt) + within + day;
}

/** A pause and a lock of the whole environment stop the transitioner, whatever it would do. */
function isStopped({ snapshot, now }: Facts, name: string, { target }: Transition): boolean {
  if (environmentLock(locksOf(snapshot, target), now).length > 0) return true;
  return pauseReasons(pausesOf(snapshot).pauses, name, now).length > 0;
}

type Case = { name: string; transition: Transition; run: Run; within: number; runs: readonly Run[] };

function rollbackOfRun(facts: Facts, { name, transition, run, within, runs }: Case): Rollback | undefined {
  const standing = run.changes.flatMap((change) => standingChange(facts, transition, change));
  const open = standing.filter(({ path }) => !isTakenBack(path, run, runs));
  const deadline = Date.parse(run.committedAt) + within;
  const failed = open.flatMap((change) => {
    const failure = failureOf(facts, transition.target, change);
    return failure && failure.at <= deadline ? [{ change, reason: failure.reason }] : [];
  });
  const [first] = failed;
  if (first === undefined) return undefined;
  const names = new Set(failed.map(({ change }) => change.resource));
  const changes = open.filter(({ resource }) => goesBack(resource, names, transition));
  return { kind: 'rollback', name, transition, run, changes, reason: first.reason };
}

/** A change of a version file that still is as the move left it. A removal has no rollout that could fail. */
function standingChange(
  { snapshot, now }: Facts,
  { target }: Transition,
  { path, id, before }: FileChange,
): RolledBack[] {
  const parsed = parseResourcePath(path);
  if (id === undefined || parsed?.folder !== 'version' || parsed.environment !== target) return [];
  const { resource } = parsed;
  const files = indexOf(snapshot, target).versions.get(resource) ?? [];
  if (files.length !== 1 || files[0]?.id !== id) return [];
  if (resourceLock(locksOf(snapshot, target), resource, now).length > 0) return [];
  return [{ resource, path, failed: id, ...(before !== undefined && { restored: before }) }];
}

function isTakenBack(path: string, run: Run, runs: readonly Run[]): boolean {
  return runs.some(
    ({ action, order, changes }) =>
      action === 'rollback' && order > run.order && changes.some((change) => change.path === path),
  );
}

/** What the deployer says of a version that it has seen in the newest content of the environment and that Failed. */
function failureOf(
  { snapshot, statusOf, outcomesOf, now }: Facts,
  target: string,
  { resource, failed }: RolledBack,
): { at: number; reason: string } | undefined {
  const status = statusOf(target);
  if (status === undefined || status.tree !== snapshot.environments.get(target)?.tree) return undefined;
  const reported = Object.hasOwn(status.resources, resource) ? status.resources[resource] : undefined;
  if (reported?.status !== 'Failed' || reported.versionId !== failed) return undefined;
  const record = outcomesOf(target)?.resources.get(resource);
  const isRecorded = record?.current?.status === 'Failed' && record.current.versionId === failed;
  const at = isRecorded && record.failedAt !== undefined ? Date.parse(record.failedAt) : now.getTime();
  return { at, reason: `${resource} in ${target} is Failed (${reported.message ?? reported.reason})` };
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
