import type { LockReason, Problem } from '@tribble/api';
import { z } from 'zod';
import type { RepositoryFile } from './file.ts';
import { pausesFile } from './layout.ts';
import { named } from './named.ts';
import { withHint } from './problem.ts';
import { activeReasons, reasonList, reasonsOf } from './reasons.ts';
import { check, parseSettings } from './schema.ts';

/** Which transitions people hold back, and why. */
export type Pauses = {
  /** False where the file cannot be read: then every transition is paused, since nobody knows which is not. */
  valid: boolean;
  /** What holds back every transition. */
  all: readonly LockReason[];
  /** What holds back one transition, by its name. */
  transitions: ReadonlyMap<string, readonly LockReason[]>;
};

const pausesSchema = z.strictObject(
  {
    all: reasonList,
    transitions: named(reasonList.transform(reasonsOf), 'expected a map of transitions').nullish(),
  },
  'expected a map',
);

export const noPauses: Pauses = { valid: true, all: [], transitions: new Map() };
const unreadable: Pauses = { ...noPauses, valid: false };

/** Reads pauses.yaml; no file pauses nothing, a bad file pauses every transition. */
export function parsePauses(file: RepositoryFile | undefined): { pauses: Pauses; problems: Problem[] } {
  if (file === undefined) return { pauses: noPauses, problems: [] };
  const hint = 'until this is mended every transition is paused';
  const bad = (problems: readonly Problem[]) => ({
    pauses: unreadable,
    problems: problems.map((fault) => withHint(fault, hint)),
  });
  const settings = parseSettings(file);
  if ('problems' in settings) return bad(settings.problems);
  const checked = check(pausesSchema, settings.value, settings);
  if ('problems' in checked) return bad(checked.problems);
  const { all, transitions } = checked.value;
  return {
    pauses: {
      valid: true,
      all: reasonsOf(all),
      transitions: transitions ?? new Map<string, LockReason[]>(),
    },
    problems: [],
  };
}

/** Why every transition is paused at a time; empty where not all are. */
export function allPaused(pauses: Pauses, now: Date): LockReason[] {
  if (!pauses.valid) return [{ reason: `${pausesFile} cannot be read` }];
  return activeReasons(pauses.all, now);
}

/** Why a transition is paused at a time, with all others or on its own; empty where it is not. */
export function pauseReasons(pauses: Pauses, transition: string, now: Date): LockReason[] {
  return [...allPaused(pauses, now), ...activeReasons(pauses.transitions.get(transition) ?? [], now)];
}
