import { createHmac } from 'node:crypto';
import { isValueMap, type Value, valueAt } from '@tribble/resource-repo/format';
import { groupOf, type KubernetesObject } from './identity.ts';
import { lastApplied } from './normalise.ts';
import { withValueAt } from './pointer.ts';

const lastAppliedParts = ['metadata', 'annotations', lastApplied];

/**
 * An object that may be shown. The values of a Secret become hashes that can only be compared with those made with the same
 * salt: equal values have equal hashes, whether they stand in `data` or `stringData`. Other kinds stay as they are.
 */
export function masked(object: KubernetesObject, salt: string): KubernetesObject {
  if (object.kind !== 'Secret' || groupOf(object.apiVersion) !== '') return object;
  const hash = (bytes: Buffer) =>
    `hmac:${createHmac('sha256', salt).update(bytes).digest('hex').slice(0, 12)}`;
  const hashText = (value: Value) => hash(Buffer.from(textOf(value), 'utf8'));
  const hashBase64 = (value: Value) =>
    typeof value === 'string' ? hash(Buffer.from(value, 'base64')) : hashText(value);
  const { data, stringData } = object;
  const copy = valueAt(object, lastAppliedParts);
  const values = {
    ...(data !== undefined && { data: eachValue(data, hashBase64) }),
    ...(stringData !== undefined && { stringData: eachValue(stringData, hashText) }),
  };
  const shown = { ...object, ...values } as KubernetesObject;
  return copy === undefined ? shown : withValueAt(shown, lastAppliedParts, hashText(copy));
}

/** What is no map, and so is no Secret's, is hidden as a whole. */
function eachValue(values: Value, hash: (value: Value) => string): Value {
  if (!isValueMap(values)) return hash(values);
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, hash(value)]));
}

const textOf = (value: Value): string => (typeof value === 'string' ? value : JSON.stringify(value));
