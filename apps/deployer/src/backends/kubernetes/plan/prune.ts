/** What of an environment's belongings may be deleted, now that git no longer has it. */
import { createHash } from 'node:crypto';
import { type Identity, keyOf, nameOf } from '../objects/identity.ts';
import type { Approval, Inventory } from './inventory.ts';
import { deletionGroups } from './order.ts';
import { fatesOf } from './prune-contents.ts';
import type { PruneFacts } from './prune-rules.ts';

export type PruneRequest = PruneFacts & {
  /** The share of the inventory, from 0 to 1, of which more is not deleted unless a person confirms it. */
  limit?: number;
  /** What a person confirmed: the digest that `held.confirm` told. */
  confirmed?: string;
};

/** An object of the inventory that is not to be deleted, and why. */
type Spared = { identity: Identity; why: string };

export type PrunePlan = {
  /** What is to be deleted now, in order. */
  delete: Identity[];
  /** What is ours no more, though it stays: it loses our marks, and its entry. */
  abandon: Spared[];
  /** What is gone, or somebody else's: only its entry goes. */
  settled: Spared[];
  /** What stays as it is for now, with its entry. */
  keep: Spared[];
  /** What is deleted only when a person confirms it. */
  held?: { message: string; confirm: string; objects: Identity[] };
  /** What was confirmed, to be written into the inventory before anything is deleted: later turns go on with the rest of it. */
  approval?: Approval;
};

/** Decides on every entry of the inventory that git does not have. */
export function prunePlan(request: PruneRequest): PrunePlan {
  const plan: PrunePlan = { delete: [], abandon: [], settled: [], keep: [] };
  const condemned: Identity[] = [];
  const terminating: Identity[] = [];
  for (const { identity, fate } of fatesOf(request)) {
    if (fate.kind === 'delete') {
      condemned.push(identity);
      continue;
    }
    plan[fate.kind === 'disowned' ? 'settled' : fate.kind].push({ identity, why: fate.why });
    if (fate.kind === 'keep' && fate.isTerminating === true) terminating.push(identity);
  }
  if (condemned.length === 0) return plan;
  const { held, approval } = guarded(condemned, request);
  const waiting = new Set(held?.objects);
  const { due, late } = inTurn(
    condemned.filter((identity) => !waiting.has(identity)),
    terminating,
  );
  return {
    ...plan,
    delete: due,
    keep: [...plan.keep, ...late],
    ...(held && { held }),
    ...(approval && { approval }),
  };
}

/** What waits for objects of an earlier group that are not gone yet, is not deleted in this turn. */
function inTurn(
  condemned: readonly Identity[],
  terminating: readonly Identity[],
): { due: Identity[]; late: Spared[] } {
  const going = new Set(terminating.map(keyOf));
  const due: Identity[] = [];
  const late: Spared[] = [];
  let obstacle: Identity | undefined;
  for (const group of deletionGroups([...condemned, ...terminating])) {
    const rest = group.filter((identity) => !going.has(keyOf(identity)));
    if (obstacle === undefined) due.push(...rest);
    else {
      const why = `is deleted when ${obstacle.kind} ${obstacle.name} is gone`;
      late.push(...rest.map((identity) => ({ identity, why })));
    }
    obstacle ??= group.find((identity) => going.has(keyOf(identity)));
  }
  return { due, late };
}

type Guard = { held?: NonNullable<PrunePlan['held']>; approval?: Approval };

/** What takes data or other objects with it when it goes. */
const precious = [
  '/Namespace',
  '/PersistentVolume',
  '/PersistentVolumeClaim',
  'apiextensions.k8s.io/CustomResourceDefinition',
];
const isPrecious = ({ group, kind }: Identity): boolean => precious.includes(`${group}/${kind}`);

/**
 * A mistake in git, such as a folder that was moved, looks like a wish to delete: much at once needs a word of a person, and
 * so does whatever takes more with it than itself.
 */
function guarded(condemned: readonly Identity[], request: PruneRequest): Guard {
  const { inventory, desired, limit = 0.5, confirmed } = request;
  const isMuch = desired.size === 0 || condemned.length / sizeOf(inventory) > limit;
  const isRecovered = (identity: Identity) => inventory.entries.get(keyOf(identity))?.recovered === true;
  const guardedOnes = isMuch ? condemned : condemned.filter((each) => isPrecious(each) || isRecovered(each));
  if (guardedOnes.length === 0) return {};
  const keys = guardedOnes.map(keyOf).toSorted();
  const confirm = digestOf(keys, request.live);
  if (confirmed === confirm) return { approval: { confirm, keys } };
  const { approval } = inventory;
  const isRest = approval !== undefined && approval.confirm === confirmed && isSubset(keys, approval.keys);
  if (isRest) return {};
  const reason = isMuch ? reasonOf(condemned, request) : reasonOfPrecious(guardedOnes);
  const message = `${reason} waits until somebody sets prune.confirm to "${confirm}"`;
  return { held: { message, confirm, objects: deletionGroups(guardedOnes).flat() } };
}

function reasonOf(
  { length }: readonly Identity[],
  { desired, inventory, limit = 0.5 }: PruneRequest,
): string {
  if (desired.size === 0) return `git has nothing for this environment: deleting all ${length} objects`;
  const share = `${length} of ${sizeOf(inventory)} objects left git`;
  return `${share}, more than ${Math.round(limit * 100)} %: deleting them`;
}

function reasonOfPrecious(identities: readonly Identity[]): string {
  const [first, ...more] = identities.map(nameOf);
  const others = more.length > 0 ? ` and ${more.length} more` : '';
  return `deleting ${first}${others}, and all that goes with it,`;
}

/** What was there before git changed: what came with the change must not make the share of what goes look small. */
const sizeOf = ({ settled, entries }: Inventory): number => settled ?? entries.size;

function isSubset(keys: readonly string[], of: readonly string[]): boolean {
  const all = new Set(of);
  return keys.every((key) => all.has(key));
}

/** Names exactly these objects: one that is made anew under its name later is another. */
function digestOf(keys: readonly string[], live: PruneRequest['live']): string {
  const named = keys.map((key) => {
    const object = live.get(key);
    const uid = object === undefined || typeof object === 'string' ? undefined : object.metadata['uid'];
    return `${key} ${typeof uid === 'string' ? uid : ''}`;
  });
  // With letters in front it is text in YAML, also where nobody quotes it: 86201e045012 would be a number.
  return `prune-${createHash('sha256').update(named.join('\n')).digest('hex').slice(0, 12)}`;
}
