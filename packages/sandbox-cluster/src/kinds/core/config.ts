import { ApiError, type Cause } from '../../api-error.ts';
import { equal, isObject, objectOf, textOf } from '../../json.ts';
import { type KubernetesObject } from '../../objects.ts';
import { forbiddenField, immutable, invalidValue, required, tooLong } from '../causes.ts';
import { fill, section } from '../fill.ts';

const largest = 1024 * 1024;

/** Fills in the type of a Secret and folds stringData into data, as reading it back shows it. */
export function defaultSecret(secret: KubernetesObject): void {
  fill(secret, { type: 'Opaque' });
  const texts = secret['stringData'];
  if (!isObject(texts)) return;
  delete secret['stringData'];
  const data = section(secret, 'data');
  for (const [key, value] of Object.entries(texts)) data[key] = Buffer.from(textOf(value)).toString('base64');
}

const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** Refuses data that is not base64; a real server fails to decode such a body, so this is no validation error. */
export function refuseBadBase64(object: KubernetesObject, code: 400 | 500): void {
  const field = object.kind === 'Secret' ? 'data' : 'binaryData';
  for (const [key, value] of Object.entries(objectOf(object[field]))) {
    if (typeof value === 'string' && base64.test(value)) continue;
    const says = `illegal base64 data in ${field}.${key}`;
    if (code === 500) throw new ApiError(500, '', `failed to convert new object: ${says}`);
    const message = `${object.kind} in version "v1" cannot be handled as a ${object.kind}: ${says}`;
    throw new ApiError(400, 'BadRequest', message);
  }
}

/** Keys that Secrets of a type have to have. */
const requiredKeys: Readonly<Record<string, readonly string[]>> = {
  'kubernetes.io/tls': ['tls.crt', 'tls.key'],
  'kubernetes.io/dockerconfigjson': ['.dockerconfigjson'],
  'kubernetes.io/dockercfg': ['.dockercfg'],
  'kubernetes.io/ssh-auth': ['ssh-privatekey'],
};

/** What is wrong with a Secret, if anything. */
export function checkSecret(secret: KubernetesObject, live: KubernetesObject | undefined): Cause[] {
  const data = objectOf(secret['data']);
  const type = textOf(secret['type']);
  const causes = [...checkKeys('data', data), ...checkSealed(secret, live)];
  const size = Object.values(data).reduce<number>(
    (sum, value) => sum + Buffer.from(textOf(value), 'base64').length,
    0,
  );
  if (size > largest) causes.push(tooLong('data', largest));
  for (const key of requiredKeys[type] ?? []) {
    if (data[key] === undefined) causes.push(required(`data[${key}]`));
  }
  if (live && type !== live['type']) causes.push(immutable('type', type));
  return causes;
}

/** What is wrong with a ConfigMap, if anything. */
export function checkConfigMap(configMap: KubernetesObject, live: KubernetesObject | undefined): Cause[] {
  const [data, binary] = [objectOf(configMap['data']), objectOf(configMap['binaryData'])];
  const causes = [...checkKeys('data', data), ...checkKeys('binaryData', binary)];
  for (const key of Object.keys(binary)) {
    if (key in data) causes.push(invalidValue(`data[${key}]`, key, 'duplicate of key present in binaryData'));
  }
  const sizes = [
    ...Object.values(data).map((value) => Buffer.byteLength(textOf(value))),
    ...Object.values(binary).map((value) => Buffer.from(textOf(value), 'base64').length),
  ];
  // The path of the whole object is empty, which a real server writes like this.
  if (sizes.reduce((sum, size) => sum + size, 0) > largest) causes.push(tooLong('[]', largest));
  return [...causes, ...checkSealed(configMap, live)];
}

function checkKeys(field: string, data: object): Cause[] {
  const says =
    "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')";
  return Object.keys(data)
    .filter((key) => !/^[-._a-zA-Z0-9]+$/.test(key))
    .map((key) => invalidValue(`${field}[${key}]`, key, says));
}

/** Refuses changes of a ConfigMap or Secret that is marked immutable. */
function checkSealed(object: KubernetesObject, live: KubernetesObject | undefined): Cause[] {
  if (live?.['immutable'] !== true) return [];
  const says = 'field is immutable when `immutable` is set';
  const changed = ['immutable', 'data', 'binaryData'].filter((field) => !equal(object[field], live[field]));
  return changed.map((field) => forbiddenField(field, says));
}
