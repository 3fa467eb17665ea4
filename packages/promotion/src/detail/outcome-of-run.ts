import type { TransitionRun } from '@tribble/api';
import { type FileChange, parseResourcePath, type Run } from '@tribble/resource-repo/format';
import type { Facts } from '../facts.ts';

type RunOutcome = TransitionRun['outcome'];

/** What the rollout of a run came to, as the deployer recorded it: that of its worst version. `runs` are those of its transition. */
export function outcomeOfRun(facts: Facts, run: Run, runs: readonly Run[]): RunOutcome {
  // An unlock rolls nothing out.
  if (run.action === 'unlock') return 'Clean';
  const outcomes = run.changes.flatMap((change) => outcomeOfChange(facts, run, runs, change) ?? []);
  return (['Failed', 'Pending', 'Superseded'] as const).find((each) => outcomes.includes(each)) ?? 'Clean';
}

function outcomeOfChange(
  facts: Facts,
  run: Run,
  runs: readonly Run[],
  { path, id }: FileChange,
): RunOutcome | undefined {
  const parsed = parseResourcePath(path);
  if (id === undefined || parsed?.folder !== 'version' || parsed.environment !== run.target) return undefined;
  const record = facts.outcomesOf(run.target)?.resources.get(parsed.resource);
  const next = nextChange(facts, run, runs, { path, id });
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

/** When another version came after a run; undefined where its own is still there. */
function nextChange(
  { past }: Facts,
  run: Run,
  runs: readonly Run[],
  { path, id }: FileChange,
): string | undefined {
  const resourceOf = (other: string) => parseResourcePath(other)?.resource;
  const times = [
    ...runs.filter(({ changes }) => changes.some((each) => resourceOf(each.path) === resourceOf(path))),
    ...[...past.versionFile(path)].flatMap(([other, change]) => (other === id ? [] : [change])),
    ...[past.lastChange(path)].flatMap((change) => change ?? []),
  ];
  const later = times.filter(({ order }) => order > run.order).map(({ committedAt }) => committedAt);
  return later.sort((one, other) => Date.parse(one) - Date.parse(other))[0];
}
