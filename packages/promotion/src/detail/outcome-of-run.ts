import type { TransitionRun } from '@tribble/api';
import { type FileChange, parseResourcePath, type Run } from '@tribble/resource-repo/format';
import type { Facts } from '../facts.ts';

type RunOutcome = TransitionRun['outcome'];
type Commit = { order: number; committedAt: string };

/** What the rollouts of runs of one transition came to, as the deployer recorded it: that of the worst version of each. */
export function outcomesOfRuns(facts: Facts, runs: readonly Run[]): (run: Run) => RunOutcome {
  const commits = commitsByResource(runs);
  return (run) => {
    // An unlock rolls nothing out.
    if (run.action === 'unlock') return 'Clean';
    const outcomes = run.changes.flatMap((change) => outcomeOf(facts, run, change, commits) ?? []);
    return (['Failed', 'Pending', 'Superseded'] as const).find((each) => outcomes.includes(each)) ?? 'Clean';
  };
}

function commitsByResource(runs: readonly Run[]): Map<string, Commit[]> {
  const found = new Map<string, Commit[]>();
  for (const run of runs) {
    for (const { path } of run.changes) {
      const resource = versionIn(run.target, path);
      if (resource === undefined) continue;
      const known = found.get(resource);
      if (known) known.push(run);
      else found.set(resource, [run]);
    }
  }
  return found;
}

/** The resource whose version file in an environment a path is. */
function versionIn(environment: string, path: string): string | undefined {
  const parsed = parseResourcePath(path);
  return parsed?.folder === 'version' && parsed.environment === environment ? parsed.resource : undefined;
}

function outcomeOf(
  facts: Facts,
  run: Run,
  { path, id }: FileChange,
  commits: ReadonlyMap<string, readonly Commit[]>,
): RunOutcome | undefined {
  const resource = versionIn(run.target, path);
  if (resource === undefined || id === undefined) return undefined;
  const record = facts.outcomesOf(run.target)?.resources.get(resource);
  const next = nextChange(facts, run, { path, id }, commits.get(resource) ?? []);
  const wasClean = record?.clean.some(
    ({ versionId, until, from }) =>
      versionId === id && isAfter(until, run.committedAt) && (next === undefined || isAfter(next, from)),
  );
  if (wasClean) return 'Clean';
  const hasFailed =
    record?.failedAt !== undefined &&
    isAfter(record.failedAt, run.committedAt) &&
    (next === undefined ? record.current?.versionId === id : isAfter(next, record.failedAt));
  if (hasFailed) return 'Failed';
  return next === undefined ? 'Pending' : 'Superseded';
}

/** Undefined is a time that has not come yet. */
function isAfter(time: string | undefined, other: string): boolean {
  return time === undefined || Date.parse(time) > Date.parse(other);
}

/** When another version came after a run, be it by hand; undefined where its own is still there. */
function nextChange(
  { past }: Facts,
  run: Run,
  { path, id }: FileChange,
  commits: readonly Commit[],
): string | undefined {
  const others = [...past.versionFile(path)].flatMap(([other, change]) => (other === id ? [] : [change]));
  const last = past.lastChange(path);
  const later = [...commits, ...others, ...(last ? [last] : [])].filter(({ order }) => order > run.order);
  return later.sort((one, other) => one.order - other.order)[0]?.committedAt;
}
