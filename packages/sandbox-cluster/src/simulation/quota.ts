import { forbidden } from '../api-error.ts';
import { fieldAt, type JsonObject, objectOf, objectsOf, textOf } from '../json.ts';
import { resourceQuotaKind } from '../kinds/core/table.ts';
import { type Kind } from '../kinds/kind.ts';
import { canonicalQuantity, quantityAmount, quantityText } from '../kinds/quantity.ts';
import { type KubernetesObject } from '../objects.ts';
import { type Store } from '../store/store.ts';

/** How much of each resource an object takes from the quota of its namespace. */
function demandOf(kind: Kind, object: KubernetesObject): Map<string, bigint> {
  const one = 1_000_000_000n;
  const demand = new Map([[`count/${kind.resource}`, one]]);
  if (kind.group === '') demand.set(kind.plural, one);
  if (kind.kind === 'PersistentVolumeClaim') {
    const storage = fieldAt(object, 'spec', 'resources', 'requests', 'storage');
    demand.set('requests.storage', quantityAmount(textOf(storage)) ?? 0n);
  }
  if (kind.kind !== 'Pod') return demand;
  for (const container of objectsOf(fieldAt(object, 'spec', 'containers'))) {
    for (const list of ['requests', 'limits'] as const) {
      for (const [name, value] of Object.entries(objectOf(fieldAt(container, 'resources', list)))) {
        const amount = quantityAmount(textOf(value)) ?? 0n;
        const names = list === 'requests' ? [name, `requests.${name}`] : [`limits.${name}`];
        for (const each of names) demand.set(each, (demand.get(each) ?? 0n) + amount);
      }
    }
  }
  return demand;
}

/** A pod that is over takes nothing any more. */
const isCounted = ({ status }: KubernetesObject) =>
  !['Succeeded', 'Failed'].includes(textOf(fieldAt(status, 'phase')));

/** What is used of the resources that a quota limits. */
export function usedOf(store: Store, kinds: readonly Kind[], quota: KubernetesObject): JsonObject {
  const hard = objectOf(fieldAt(quota, 'spec', 'hard'));
  const used = new Map<string, bigint>();
  for (const kind of kinds.filter(({ namespaced }) => namespaced)) {
    for (const object of store.list(kind.resource, quota.metadata.namespace ?? '').filter(isCounted)) {
      for (const [name, amount] of demandOf(kind, object)) used.set(name, (used.get(name) ?? 0n) + amount);
    }
  }
  return Object.fromEntries(Object.keys(hard).map((name) => [name, quantityText(used.get(name) ?? 0n)]));
}

/** Refuses a new object that would exceed a quota of its namespace, in the words of a real server's admission. */
export function refuseOverQuota(
  store: Store,
  kinds: readonly Kind[],
  kind: Kind,
  object: KubernetesObject,
): void {
  const demand = demandOf(kind, object);
  for (const quota of store.list(resourceQuotaKind.resource, object.metadata.namespace ?? '')) {
    const hard = objectOf(fieldAt(quota, 'spec', 'hard'));
    const names = Object.keys(hard).filter((name) => (demand.get(name) ?? 0n) > 0n);
    if (names.length === 0) continue;
    const used = usedOf(store, kinds, quota);
    const amountOf = (value: JsonObject[string] | undefined) => quantityAmount(textOf(value)) ?? 0n;
    const exceeded = names
      .filter((name) => amountOf(used[name]) + (demand.get(name) ?? 0n) > amountOf(hard[name]))
      .sort();
    if (exceeded.length === 0) continue;
    const list = (text: (name: string) => string) =>
      exceeded.map((name) => `${name}=${canonicalQuantity(text(name))}`).join(',');
    const requested = list((name) => quantityText(demand.get(name) ?? 0n));
    const limits = `used: ${list((name) => textOf(used[name]))}, limited: ${list((name) => textOf(hard[name]))}`;
    const why = `exceeded quota: ${quota.metadata.name}, requested: ${requested}, ${limits}`;
    throw forbidden(kind, object.metadata.name, why);
  }
}
