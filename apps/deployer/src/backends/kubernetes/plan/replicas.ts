/** Fields that are left to others: the replicas that an autoscaler sets, and what a manifest names. */
import { type Value, valueAt } from '@tribble/resource-repo/format';
import { groupOf, type KubernetesObject } from '../objects/identity.ts';
import { ignoredFieldsOf } from '../objects/instructions.ts';
import { itemNameIn } from '../objects/list-keys.ts';
import { hasForeignOwner, ownsPath } from '../objects/managed-fields.ts';
import { partsOf, pointerOf, resolved, withoutValueAt, withValueAt } from '../objects/pointer.ts';

const replicas = '/spec/replicas';

/**
 * The pointers to what others may change of an object, with list items by their keys: they may have another index in the cluster.
 * `autoscalers` are those of its namespace, in git and in the cluster.
 */
export function ignoredPointers(
  desired: KubernetesObject,
  live: KubernetesObject | undefined,
  autoscalers: readonly KubernetesObject[],
): string[] {
  const named = ignoredFieldsOf(desired).map((pointer) => withItemNames(desired, live, pointer));
  const isScaled = autoscalers.some((autoscaler) => isTarget(desired, autoscaler));
  return [...new Set(isScaled ? [replicas, ...named] : named)];
}

/** Whether an autoscaler scales a workload. Both are in one namespace; the version of the API does not count. */
function isTarget({ apiVersion, kind, metadata }: KubernetesObject, autoscaler: KubernetesObject): boolean {
  const target = (field: string) => valueAt(autoscaler, ['spec', 'scaleTargetRef', field]);
  const version = target('apiVersion');
  const { namespace } = autoscaler.metadata;
  return (
    target('kind') === kind &&
    target('name') === metadata.name &&
    (typeof version !== 'string' || groupOf(version) === groupOf(apiVersion)) &&
    (namespace === undefined || metadata['namespace'] === undefined || namespace === metadata['namespace'])
  );
}

/** An index counts the items as the manifest lists them. */
function withItemNames(
  desired: KubernetesObject,
  live: KubernetesObject | undefined,
  pointer: string,
): string {
  const parts = partsOf(pointer);
  const source = [desired, live].find((object) => object !== undefined && isResolved(object, parts));
  if (source === undefined) return pointer;
  let value: Value = source;
  const names = (resolved(source, parts) ?? []).map((part) => {
    const name = Array.isArray(value) ? itemNameIn(value, Number(part)) : part;
    value = valueAt(value, [part]) ?? null;
    return name;
  });
  return pointerOf(names);
}

const isResolved = (object: KubernetesObject, parts: readonly string[]): boolean =>
  resolved(object, parts) !== undefined;

/**
 * The object as it is sent while others may change some of its fields. A field that another manager owns is left out, so that it
 * stays as it is. One that nobody else owns takes its live value, also where git no longer has it: left out, it would fall back to
 * its default, and a workload to one replica.
 */
export function withIgnored(
  payload: KubernetesObject,
  live: KubernetesObject | undefined,
  pointers: readonly string[],
  ourManager: string,
): KubernetesObject {
  if (live === undefined) return payload;
  return pointers.reduce((sent, pointer) => withIgnoredField(sent, live, pointer, ourManager), payload);
}

function withIgnoredField(
  payload: KubernetesObject,
  live: KubernetesObject,
  pointer: string,
  ourManager: string,
): KubernetesObject {
  const parts = partsOf(pointer);
  const path = resolved(live, parts);
  const value = path && valueAt(live, path);
  if (value === undefined || hasForeignOwner(live, pointer, ourManager))
    return withoutValueAt(payload, parts);
  const isDeclared = isResolved(payload, parts);
  return isDeclared || ownsPath(live, pointer, ourManager) ? withValueAt(payload, parts, value) : payload;
}
