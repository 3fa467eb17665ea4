/** What an environment owns in its cluster: the set by which it is known what may be deleted. */
import { z } from 'zod';
import { type Identity, keyOf } from '../objects/identity.ts';
import type { JobEnd } from '../status/job-end.ts';

export type InventoryEntry = {
  identity: Identity;
  /** The version of the API that was last used: a hint, no part of the identity. */
  apiVersion: string;
  resource: string;
  /** A hash of what was last applied, so that a Job which the cluster removed after its time is not run again. */
  digest?: string;
  /** What a Job came to that was seen when it had finished. */
  job?: JobEnd;
  /** It was found by its marks alone, which people and controllers copy, and not applied since. */
  recovered?: true;
};

/** What a person had deleted by name: it stays allowed while it is done bit by bit. */
export type Approval = { confirm: string; keys: readonly string[] };

export type Inventory = {
  version: 1;
  environment: string;
  entries: ReadonlyMap<string, InventoryEntry>;
  approval?: Approval;
  /** How many objects there were when last nothing was there that had left git: what the share of a prune is measured by. */
  settled?: number;
  /**
   * Kinds, as `group/Kind`, that did not answer when the inventory was made anew: what is there of them is still to be found.
   * `group/*` where nobody even told which kinds there are.
   */
  unread?: readonly string[];
  /** The run that wrote it. */
  run?: { revision: string; holder: string; at: string };
};

export function emptyInventory(environment: string): Inventory {
  return { version: 1, environment, entries: new Map() };
}

/** The inventory before a run: what was owned, and all that the run may make. It is written before anything is changed. */
export function union(inventory: Inventory, desired: Iterable<InventoryEntry>): Inventory {
  const entries = new Map(inventory.entries);
  for (const entry of desired) {
    const key = keyOf(entry.identity);
    entries.set(key, entry.digest === undefined ? { ...entry, ...lastOf(entries.get(key)) } : entry);
  }
  return { ...inventory, entries };
}

/** What is known of an object as it was last applied. */
function lastOf({ digest, job }: Partial<InventoryEntry> = {}): Partial<InventoryEntry> {
  return { ...(digest !== undefined && { digest }), ...(job && { job }) };
}

/** What became of the objects of a run. */
export type RunOutcome = {
  /** Applied, or found as it should be. */
  applied: Iterable<InventoryEntry>;
  /** Meant to be there and not known to be: refused, held back, or broken off. `absent`: the cluster was asked and has no such object. */
  failed: Iterable<InventoryEntry & { absent: boolean }>;
  /** The keys of what was deleted and is gone. */
  deleted: Iterable<string>;
  /** The keys of what is not ours any more, or was found gone. */
  abandoned: Iterable<string>;
  approval?: Approval;
};

/**
 * The inventory after a run that began with `inventory`. Nothing that was in it is lost but what is gone or was given up; of
 * what was new and failed, only what is certainly not there stays out.
 */
export function afterRun(inventory: Inventory, outcome: RunOutcome): Inventory {
  const entries = new Map(inventory.entries);
  for (const key of [...outcome.deleted, ...outcome.abandoned]) entries.delete(key);
  for (const { absent, ...entry } of outcome.failed) {
    const key = keyOf(entry.identity);
    const known = inventory.entries.get(key);
    if (known !== undefined) entries.set(key, known);
    else if (!absent) entries.set(key, entry);
  }
  const { approval: before, ...rest } = union({ ...inventory, entries }, outcome.applied);
  const approval = outcome.approval ?? before;
  const isOpen = approval?.keys.some((key) => rest.entries.has(key)) === true;
  return { ...rest, ...(isOpen && approval !== undefined && { approval }) };
}

/** Whether two inventories say the same, whoever wrote them. */
export function isSameInventory(left: Inventory, right: Inventory): boolean {
  const text = ({ run: _run, ...inventory }: Inventory) => JSON.stringify(toJson(inventory));
  return text(left) === text(right);
}

const text = z.string('expected text');
const entrySchema = z.object({
  group: text,
  kind: text.min(1),
  namespace: text,
  name: text.min(1),
  apiVersion: text,
  resource: text,
  digest: text.optional(),
  job: z
    .object({ digest: text, outcome: z.enum(['Complete', 'Failed']), message: text.optional() })
    .optional(),
  recovered: z.literal(true).optional(),
});
const inventorySchema = z.object({
  version: z.literal(1, 'expected 1: a newer deployer wrote it'),
  environment: text,
  entries: z.array(entrySchema, 'expected a list'),
  approval: z.object({ confirm: text, keys: z.array(text) }).optional(),
  settled: z.number().int().nonnegative().optional(),
  unread: z.array(text).min(1).optional(),
  run: z.object({ revision: text, holder: text, at: text }).optional(),
});

/** An inventory as it is stored, in an order that depends on nothing but its entries. */
export function toJson({ entries, ...rest }: Inventory): z.input<typeof inventorySchema> {
  const { approval, unread, ...others } = rest;
  return {
    ...others,
    ...(unread && { unread: [...unread] }),
    ...(approval && { approval: { confirm: approval.confirm, keys: [...approval.keys] } }),
    entries: [...entries.keys()].sort().flatMap((key) => jsonOf(entries.get(key))),
  };
}

function jsonOf(entry: InventoryEntry | undefined): z.input<typeof entrySchema>[] {
  if (entry === undefined) return [];
  const { identity, ...rest } = entry;
  return [{ ...identity, ...rest }];
}

/** Reads what toJson made. Throws an Error that says what is wrong, and where. */
export function fromJson(value: unknown): Inventory {
  const checked = inventorySchema.safeParse(value);
  if (!checked.success) {
    const faults = checked.error.issues.map(
      ({ path, message }) => `${path.join('.') || 'the inventory'}: ${message}`,
    );
    throw new Error(faults.slice(0, 3).join('; '));
  }
  const { entries, approval, settled, unread, run, version, environment } = checked.data;
  const read = entries.map(
    ({ group, kind, namespace, name, apiVersion, resource, digest, job, recovered }): InventoryEntry => {
      const identity = { group, kind, namespace, name };
      return {
        ...{ identity, apiVersion, resource },
        ...(digest !== undefined && { digest }),
        ...(job && { job: jobEndFrom(job) }),
        ...(recovered && { recovered }),
      };
    },
  );
  return {
    version,
    environment,
    entries: new Map(read.map((entry) => [keyOf(entry.identity), entry])),
    ...(approval && { approval }),
    ...(settled !== undefined && { settled }),
    ...(unread && { unread }),
    ...(run && { run }),
  };
}

function jobEndFrom({ message, ...job }: NonNullable<z.output<typeof entrySchema>['job']>): JobEnd {
  return { ...job, ...(message !== undefined && { message }) };
}
