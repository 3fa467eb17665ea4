import { isValueMap, type Value, valueAt, type ValueMap } from '@tribble/resource-repo/format';
import { isBase64 } from './base64.ts';
import { groupOf, type KubernetesObject } from './identity.ts';
import { instructionFault } from './instructions.ts';

const mebibyte = 1024 * 1024;
/** What the API server takes in one request. */
const bodyLimit = 3 * mebibyte;
/** What etcd stores of one object. */
const storageLimit = 1.5 * mebibyte;
/** What the values of one ConfigMap or Secret may come to. */
const dataLimit = mebibyte;

/**
 * What keeps a normalised object from being sent, in words that hold no value of a Secret; undefined where nothing does. It
 * finds what is certain: the rest is for the server to refuse.
 */
export function objectFault(object: KubernetesObject): string | undefined {
  return nameFault(object) ?? instructionFault(object) ?? secretFault(object) ?? sizeFault(object);
}

function nameFault({ metadata }: KubernetesObject): string | undefined {
  const { name, namespace } = metadata;
  if (name === '') {
    const hint = 'generateName' in metadata ? ' (generateName cannot be applied again and again)' : '';
    return `metadata.name: missing${hint}`;
  }
  if (name.length > 253) return `metadata.name: has ${name.length} characters, more than 253`;
  if (name === '.' || name === '..' || /[/%]/.test(name)) {
    return `metadata.name: "${name}" cannot be a name in Kubernetes`;
  }
  if (namespace === undefined || namespace === null || namespace === '') return undefined;
  const isName = typeof namespace === 'string' && /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(namespace);
  return isName ? undefined : `metadata.namespace: ${JSON.stringify(namespace)} is no name of a namespace`;
}

const isCore = (object: KubernetesObject, kind: string): boolean =>
  object.kind === kind && groupOf(object.apiVersion) === '';

/** The server's own messages about Secrets show their values. */
function secretFault(object: KubernetesObject): string | undefined {
  if (!isCore(object, 'Secret')) return undefined;
  if (isValueMap(object['sops'])) {
    return 'is still encrypted with SOPS, and this environment cannot decrypt it: what is encrypted is never applied';
  }
  for (const field of ['data', 'stringData']) {
    const values = object[field];
    if (values === undefined || values === null) continue;
    if (!isValueMap(values)) return `${field}: expected a map`;
    for (const [key, value] of Object.entries(values)) {
      if (value !== null && typeof value !== 'string')
        return `${field}.${key}: expected text (put it in quotes)`;
      if (field === 'data' && !isBase64(value ?? '')) {
        return `data.${key}: is no base64 (plain text belongs in stringData)`;
      }
    }
  }
  return undefined;
}

function sizeFault(object: KubernetesObject): string | undefined {
  const data = dataSize(object);
  if (data > dataLimit) {
    return `its data is ${mebibytes(data)}: a ${object.kind} holds at most 1 MiB (split it, or load it from elsewhere)`;
  }
  const body = Buffer.byteLength(JSON.stringify(object));
  if (body > bodyLimit) return `is ${mebibytes(body)}: the API server takes at most 3 MiB`;
  // JSON escapes what etcd stores plainly: only the texts themselves count.
  const stored = body > storageLimit ? textSize(object) : 0;
  return stored > storageLimit ? `is ${mebibytes(stored)}: the cluster stores at most 1.5 MiB` : undefined;
}

function dataSize(object: KubernetesObject): number {
  const encoded = (field: string) =>
    sum(textsAt(object, field).map((text) => Buffer.byteLength(text, 'base64')));
  if (isCore(object, 'Secret')) return encoded('data');
  if (!isCore(object, 'ConfigMap')) return 0;
  return sum(textsAt(object, 'data').map((text) => Buffer.byteLength(text))) + encoded('binaryData');
}

function textsAt(object: ValueMap, field: string): string[] {
  const values = valueAt(object, [field]);
  return isValueMap(values) ? Object.values(values).filter((value) => typeof value === 'string') : [];
}

/** The bytes of all texts, keys included. */
function textSize(value: Value): number {
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (Array.isArray(value)) return sum(value.map(textSize));
  if (!isValueMap(value)) return 0;
  return sum(Object.entries(value).map(([key, item]) => Buffer.byteLength(key) + textSize(item)));
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

const mebibytes = (bytes: number): string => `${(bytes / mebibyte).toFixed(1)} MiB`;
