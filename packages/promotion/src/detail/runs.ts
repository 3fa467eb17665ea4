import type { TransitionRun, VersionChange } from '@tribble/api';
import { parseResourcePath, type Run } from '@tribble/resource-repo/format';
import type { Facts } from '../facts.ts';
import { wireChange } from '../transition-status.ts';
import { outcomesOfRuns } from './outcome-of-run.ts';

/** The version that a blob tells; undefined where it cannot be read. */
export type VersionOf = (blob: string) => string | undefined;

const shown = 100;

/** The newest runs of a transition, and the newest that went well. */
export function runsOf(
  facts: Facts,
  name: string,
  versionOf: VersionOf,
): { runs: TransitionRun[]; successful: TransitionRun[] } {
  const all = facts.past.runs(name);
  const outcomeOf = outcomesOfRuns(facts, all);
  const told = all.toReversed().map((run) => ({ run, outcome: outcomeOf(run) }));
  const wire = (list: typeof told) =>
    list.slice(0, shown).map(({ run, outcome }) => wireRun(run, outcome, versionOf));
  return { runs: wire(told), successful: wire(told.filter(({ outcome }) => outcome === 'Clean')) };
}

function wireRun(run: Run, outcome: TransitionRun['outcome'], versionOf: VersionOf): TransitionRun {
  const { revision, committedAt, action, gates } = run;
  return {
    commit: revision,
    at: committedAt,
    action,
    changes: changesOf(run, versionOf),
    gates: [...gates],
    outcome,
  };
}

/** By resource: a version file that goes and one that comes with another extension are one change. */
function changesOf({ changes, target }: Run, versionOf: VersionOf): VersionChange[] {
  const found = new Map<string, { from?: string; to?: string }>();
  for (const { path, id, before } of changes) {
    const parsed = parseResourcePath(path);
    if (parsed?.folder !== 'version' || parsed.environment !== target) continue;
    const from = before === undefined ? undefined : versionOf(before);
    const to = id === undefined ? undefined : versionOf(id);
    found.set(parsed.resource, {
      ...found.get(parsed.resource),
      ...(from !== undefined && { from }),
      ...(to !== undefined && { to }),
    });
  }
  return [...found].map(([resource, change]) => wireChange({ resource, ...change, sources: [] }));
}
