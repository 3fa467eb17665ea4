import type { Freeze, LockReason, Problem } from '@tribble/api';
import { z } from 'zod';
import type { RepositoryFile } from './file.ts';
import { named } from './named.ts';
import { withHint } from './problem.ts';
import { activeReasons, reasonList, reasonsOf, withoutUndefined } from './reasons.ts';
import { check, parseSettings } from './schema.ts';

/** The locks and freezes of one environment. */
export type Locks = {
  /** False where the file cannot be read: then everything counts as locked, since nobody knows what is not. */
  valid: boolean;
  environment: readonly LockReason[];
  resources: ReadonlyMap<string, readonly LockReason[]>;
  freeze?: Freeze;
  resourceFreezes: ReadonlyMap<string, Freeze>;
};

const text = z.string('expected text');
const freeze = z
  .strictObject(
    {
      revision: text.regex(/^[0-9a-f]{40,64}$/, 'expected a full commit id'),
      reason: text.optional(),
      by: text.optional(),
      at: text.optional(),
    },
    'expected {revision, reason, by, at}',
  )
  .transform((entry) => withoutUndefined<Freeze>(entry));
const locksFile = z.strictObject(
  {
    env_lock: reasonList,
    resource_locks: named(reasonList.transform(reasonsOf), 'expected a map of resource names').nullish(),
    freeze: freeze.nullish(),
    resource_freezes: named(freeze, 'expected a map of resource names').nullish(),
  },
  'expected a map',
);

export const noLocks: Locks = {
  valid: true,
  environment: [],
  resources: new Map(),
  resourceFreezes: new Map(),
};
const unreadable: Locks = { ...noLocks, valid: false };

/** Reads a lock file; no file is no locks, a bad file locks everything. */
export function parseLocks(file: RepositoryFile | undefined): { locks: Locks; problems: Problem[] } {
  if (file === undefined) return { locks: noLocks, problems: [] };
  const hint = 'until this is mended everything in the environment counts as locked';
  const bad = (problems: readonly Problem[]) => ({
    locks: unreadable,
    problems: problems.map((fault) => withHint(fault, hint)),
  });
  const settings = parseSettings(file);
  if ('problems' in settings) return bad(settings.problems);
  const checked = check(locksFile, settings.value, settings);
  if ('problems' in checked) return bad(checked.problems);
  const { env_lock, resource_locks, freeze: pinned, resource_freezes } = checked.value;
  const locks: Locks = {
    valid: true,
    environment: reasonsOf(env_lock),
    resources: resource_locks ?? new Map<string, LockReason[]>(),
    ...(pinned && { freeze: pinned }),
    resourceFreezes: resource_freezes ?? new Map<string, Freeze>(),
  };
  return { locks, problems: [] };
}

/** Why an environment is locked at a time; empty where it is not. */
export function environmentLock(locks: Locks, now: Date): LockReason[] {
  if (!locks.valid) return [{ reason: 'the lock file cannot be read' }];
  return activeReasons(locks.environment, now);
}

/** Why a resource is locked on its own at a time; empty where it is not. */
export function resourceLock(locks: Locks, resource: string, now: Date): LockReason[] {
  return activeReasons(locks.resources.get(resource) ?? [], now);
}
