/**
 * Deleting a Namespace deletes all that is in it, and deleting a CustomResourceDefinition all objects of its kind: neither goes
 * while it holds something that stays.
 */
import { valueAt } from '@tribble/resource-repo/format';
import { type Identity, keyOf } from '../objects/identity.ts';
import type { InventoryEntry } from './inventory.ts';
import { type Fate, fateOf, type PruneFacts } from './prune-rules.ts';

type Judged = { identity: Identity; fate: Fate };

/** What becomes of every entry of the inventory that git does not have, in the order of the inventory. */
export function fatesOf(facts: PruneFacts): Judged[] {
  const entries = [...facts.inventory.entries].filter(([key]) => !facts.desired.has(key));
  const judged = entries.map(([, entry]) => ({
    identity: entry.identity,
    fate: fateOf(entry, facts),
    entry,
  }));
  return judged.map(({ identity, fate, entry }) => {
    const held = fate.kind === 'delete' ? contentsFate(entry, judged, facts) : undefined;
    return { identity, fate: held ?? fate };
  });
}

/** Undefined where the object holds nothing that stays. */
function contentsFate(
  { identity }: InventoryEntry,
  judged: readonly Judged[],
  facts: PruneFacts,
): Fate | undefined {
  const holds = holdingRule(identity, facts);
  if (holds === undefined) return undefined;
  if (identity.kind === 'Namespace' && identity.name === facts.namespace) {
    return { kind: 'keep', why: 'holds the inventory of this environment' };
  }
  if ([...facts.desired].map(identityOfKey).some(holds))
    return { kind: 'keep', why: 'holds objects that are in git' };
  const inside = judged.filter((each) => holds(each.identity));
  if (inside.some(({ fate }) => fate.kind === 'keep' && fate.isTerminating !== true)) {
    return { kind: 'keep', why: 'holds objects that are not deleted yet' };
  }
  // Their entries go now: in the next turn nobody would know of them.
  const isLeftBehind = inside.some(({ fate }) => fate.kind === 'abandon' || fate.kind === 'disowned');
  return isLeftBehind ? { kind: 'abandon', why: 'holds objects that stay' } : undefined;
}

/** Tells what is deleted together with an object; undefined for what holds nothing. */
function holdingRule(identity: Identity, { live }: PruneFacts): ((inside: Identity) => boolean) | undefined {
  const { group, kind, name } = identity;
  if (group === '' && kind === 'Namespace') return ({ namespace }) => namespace === name;
  if (group !== 'apiextensions.k8s.io' || kind !== 'CustomResourceDefinition') return undefined;
  const definition = live.get(keyOf(identity));
  // A definition is called PLURAL.GROUP; its kind is known only where it was read as a whole.
  const definedGroup = name.slice(name.indexOf('.') + 1);
  const definedKind =
    typeof definition === 'object' ? valueAt(definition, ['spec', 'names', 'kind']) : undefined;
  return (inside) =>
    inside.group === definedGroup && (definedKind === undefined || inside.kind === definedKind);
}

function identityOfKey(key: string): Identity {
  const [group = '', kind = '', namespace = '', name = ''] = key.split('/');
  return { group, kind, namespace, name };
}
