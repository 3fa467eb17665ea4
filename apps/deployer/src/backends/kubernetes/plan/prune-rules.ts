import { keyOf, type KubernetesObject } from '../objects/identity.ts';
import { annotationOf } from '../objects/instructions.ts';
import { environmentOf, instructions, strangerOf } from '../objects/marks.ts';
import type { Inventory, InventoryEntry } from './inventory.ts';

/** What the rules look at. */
export type PruneFacts = {
  inventory: Inventory;
  environment: string;
  /** The namespace of the environment, which holds its inventory. */
  namespace: string;
  /** The keys of what git has. */
  desired: ReadonlySet<string>;
  /** The resources whose files have a problem. */
  invalid: ReadonlySet<string>;
  /** What is in the cluster, by key. `unknown` where nobody can tell, as for what is missing here. */
  live: ReadonlyMap<string, KubernetesObject | 'absent' | 'unknown'>;
  /** The ids that objects have in the cluster which were applied now. */
  appliedUids: ReadonlySet<string>;
  /** Whether everything was rendered, applied, and could be found. */
  complete: { rendered: boolean; applied: boolean; discovery: boolean };
  /** Why not everything was applied. */
  obstacle?: string;
  /** The inventory was made anew from marks, which people and controllers copy. */
  isRecovered?: boolean;
  /** Whether the environment wants what left git to be deleted. */
  enabled: boolean;
};

/** What becomes of one object that left git. */
export type Fate =
  | { kind: 'delete' }
  | { kind: 'settled' | 'disowned' | 'abandon'; why: string }
  | { kind: 'keep'; why: string; isTerminating?: boolean };

/** The rules for one object, in their order: the first that speaks decides. What it holds is not looked at. */
export function fateOf(entry: InventoryEntry, facts: PruneFacts): Fate {
  const waiting = obstacleOf(entry, facts);
  if (waiting !== undefined) return keep(waiting);
  const live = facts.live.get(keyOf(entry.identity)) ?? 'unknown';
  if (live === 'absent') return { kind: 'settled', why: 'is gone' };
  if (live === 'unknown') return keep('cannot be read: nobody knows whether it is there');
  return strangerFate(live, facts) ?? ownFate(live, facts);
}

const keep = (why: string): Fate => ({ kind: 'keep', why });

/** What holds back every deletion of this turn, or those of this entry's resource. */
function obstacleOf({ resource }: InventoryEntry, facts: PruneFacts): string | undefined {
  const { complete, invalid, isRecovered, obstacle } = facts;
  if (invalid.has(resource)) return `the files of ${resource} have a problem`;
  if (!complete.rendered) return 'some files have a problem: what they hold may only seem to have left git';
  if (!complete.applied) return obstacle ?? 'not everything that is in git is applied yet';
  if (!complete.discovery) return 'the cluster does not tell all of its kinds';
  return isRecovered === true ? 'the inventory was lost, and has just been made anew' : undefined;
}

/** What the object is, where it is not ours. */
function strangerFate(
  live: KubernetesObject,
  { environment, namespace, appliedUids }: PruneFacts,
): Fate | undefined {
  if (environmentOf(live) === undefined) {
    return { kind: 'disowned', why: 'does not carry the marks of this environment' };
  }
  const stranger = strangerOf(live, { environment, namespace });
  if (stranger !== undefined) return { kind: 'disowned', why: `belongs to ${stranger}` };
  const { uid } = live.metadata;
  const isApplied = typeof uid === 'string' && appliedUids.has(uid);
  return isApplied ? { kind: 'disowned', why: 'is in git under another group of the API' } : undefined;
}

function ownFate(live: KubernetesObject, { enabled }: PruneFacts): Fate {
  if (live.metadata['deletionTimestamp'] !== undefined) {
    return { kind: 'keep', why: terminatingWords(live), isTerminating: true };
  }
  if (!enabled) return keep('left git; prune is off for this environment');
  if (annotationOf(live, instructions.prune) === 'disabled') {
    return { kind: 'abandon', why: `says ${instructions.prune}: disabled` };
  }
  return { kind: 'delete' };
}

function terminatingWords({ metadata }: KubernetesObject): string {
  const { finalizers } = metadata;
  const names = Array.isArray(finalizers) ? finalizers.filter((name) => typeof name === 'string') : [];
  return names.length === 0
    ? 'is being deleted'
    : `is being deleted; waits for finalizer ${names.join(', ')}`;
}
