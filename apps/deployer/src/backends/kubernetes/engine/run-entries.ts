/** What a run records in the inventory. */
import { keyOf } from '../objects/identity.ts';
import type { Inventory, InventoryEntry } from '../plan/inventory.ts';
import { jobEndOf } from '../status/job-end.ts';
import type { ApplyResult } from './apply.ts';
import type { DesiredObject } from './desired.ts';
import { isMutation, type ObjectPlan } from './plan-object.ts';

/** The entry of an object that is there, or was; with what a Job came to. */
export function entryOfPlan(plan: ObjectPlan): InventoryEntry {
  const { desired, action, live, jobEnd } = plan;
  const isSameObject = live !== undefined && action !== 'replace';
  const job = isSameObject ? jobEndOf(live, desired.manifestHash) : jobEnd;
  return { ...entryOf(desired), ...(job && { job }) };
}

/** The entry of an object that is there. */
const entryOf = ({ identity, payload, resource, manifestHash }: DesiredObject): InventoryEntry => ({
  identity,
  apiVersion: payload.apiVersion,
  resource: resource.name,
  digest: manifestHash,
});

/** Whether an inventory says so already. */
export function isRecorded(
  { entries }: Inventory,
  { identity, resource, digest, job }: InventoryEntry,
): boolean {
  const known = entries.get(keyOf(identity));
  if (known === undefined || known.digest !== digest || known.resource !== resource) return false;
  return known.job?.digest === job?.digest && known.job?.outcome === job?.outcome;
}

/** The keys of what belongs to resources whose files have a problem: it stays as it is, and is no orphan. */
export function entriesOf({ entries }: Inventory, invalid: ReadonlyMap<string, unknown>): Set<string> {
  return new Set([...entries].filter(([, { resource }]) => invalid.has(resource)).map(([key]) => key));
}

/** An entry of what may come to be: without a digest, since it is not known to be there. */
export function aheadOf({ desired }: ObjectPlan): InventoryEntry {
  const { digest: _digest, ...entry } = entryOf(desired);
  return entry;
}

/** Whether the object of a plan is as git wants it now. A Job that removes itself when it has finished is seen for the last time. */
export function isThere(
  plan: ObjectPlan,
  { failures, waiting }: ApplyResult,
  { entries }: Inventory,
): boolean {
  if (plan.action === 'unchanged') return true;
  if (plan.action === 'waiting') {
    const { key, manifestHash } = plan.desired;
    const wasApplied = entries.get(key)?.digest === manifestHash;
    return wasApplied && plan.live !== undefined && jobEndOf(plan.live, manifestHash) !== undefined;
  }
  const { key, resource } = plan.desired;
  return isMutation(plan) && plan.isDrift !== true && !failures.has(resource.name) && !waiting.has(key);
}
