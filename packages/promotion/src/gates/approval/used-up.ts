import type { Approval } from '@tribble/api';
import { approvalsFile, parseResourcePath, type Run } from '@tribble/resource-repo/format';
import type { Change } from '../../change.ts';
import type { Facts } from '../../facts.ts';
import { remember } from '../../remember.ts';
import type { GateInput } from '../gate.ts';
import { byPerson } from './given.ts';

/** The approvals of a change by person. */
export type Approvals = {
  /** Those that count. */
  approvals: ReadonlyMap<string, Approval>;
  /** Whose do not count any more, and what used them up. */
  usedUp?: { people: readonly string[]; why: string };
};

/**
 * An approval lets a change through once. What moved on it and was taken back since would be the same change again, with the
 * same id, but nobody has approved that: only what came after the newest run of each resource counts.
 */
export function splitByUse(given: readonly Approval[], input: GateInput): Approvals {
  if (given.length === 0) return { approvals: new Map() };
  const known = splitsOf(input.facts)(input.all);
  const found = known.get(given) ?? split(given, input);
  known.set(given, found);
  return found;
}

/** Worked out once for all that is judged as one, and not again for each resource of it. */
const splitsOf = remember((_facts: Facts) =>
  remember((_changes: readonly Change[]) => new Map<readonly Approval[], Approvals>()),
);

function split(given: readonly Approval[], input: GateInput): Approvals {
  const runs = runsOf(input);
  const isUsedUp = (approval: Approval) => runs.some(({ run }) => wasThere(input.facts, approval, run));
  const approvals = byPerson(given.filter((each) => !isUsedUp(each)));
  const people = [...byPerson(given.filter(isUsedUp)).keys()].filter((mail) => !approvals.has(mail));
  const newest = runs.sort((one, other) => other.run.order - one.run.order)[0];
  if (people.length === 0 || newest === undefined) return { approvals };
  const { resource, run } = newest;
  const went = run.action === 'rollback' ? 'was rolled back' : 'moved';
  return { approvals, usedUp: { people, why: `${resource} ${went} at ${run.committedAt}` } };
}

/**
 * Whether an approval was there when a run was made: the file is older than that, or else the times tell. Within one second,
 * which is as fine as git is, the approval is taken to be the older one.
 */
function wasThere({ past }: Facts, { at }: Approval, run: Run): boolean {
  const written = past.lastChange(approvalsFile);
  if (written !== undefined && written.order < run.order) return true;
  return secondOf(at) <= secondOf(run.committedAt);
}

const secondOf = (time: string) => Math.floor(Date.parse(time) / 1_000);

/** The newest run of each resource that is judged. */
function runsOf({ facts, name, all }: GateInput): { resource: string; run: Run }[] {
  const runs = newestRuns(facts)(name);
  return all.flatMap(({ resource }) => {
    const run = runs.get(resource);
    return run === undefined ? [] : [{ resource, run }];
  });
}

/** By transition and resource; worked out once for each pass, however many resources are judged in it. */
const newestRuns = remember(({ past }: Facts) => {
  const known = new Map<string, ReadonlyMap<string, Run>>();
  return (transition: string): ReadonlyMap<string, Run> => {
    const found = known.get(transition) ?? newestByResource(past.runs(transition));
    known.set(transition, found);
    return found;
  };
});

function newestByResource(runs: readonly Run[]): ReadonlyMap<string, Run> {
  const newest = new Map<string, Run>();
  for (const run of runs) {
    for (const { path } of run.changes) {
      const parsed = parseResourcePath(path);
      if (parsed?.folder === 'version' && parsed.environment === run.target) newest.set(parsed.resource, run);
    }
  }
  return newest;
}
