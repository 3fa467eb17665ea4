import { createHash } from 'node:crypto';
import { ApiError, type Cause } from '../api-error.ts';
import { equal, isObject, type JsonObject, numberOf, objectOf, objectsOf, textOf } from '../json.ts';
import { type KubernetesObject } from '../objects.ts';
import { forbiddenField, invalidValue, required, unsupported } from './causes.ts';
import { fill, section } from './pod-template.ts';

/** Gives a Namespace its finalizer and the label that carries its name. */
export function prepareNamespace(namespace: KubernetesObject, live: KubernetesObject | undefined): void {
  // Only the namespace controller takes the finalizer away, when the content is gone.
  namespace['spec'] = live?.['spec'] ?? { finalizers: ['kubernetes'] };
  const { labels = {}, name } = namespace.metadata;
  namespace.metadata.labels = { ...labels, 'kubernetes.io/metadata.name': name };
}

/** Fills in the defaults of a Service. */
export function defaultService(service: KubernetesObject): void {
  const spec = section(service, 'spec');
  fill(spec, { type: 'ClusterIP', sessionAffinity: 'None' });
  if (spec['type'] === 'ExternalName') return;
  fill(spec, { internalTrafficPolicy: 'Cluster' });
  for (const port of objectsOf(spec['ports'])) {
    fill(port, { protocol: 'TCP', ...(port['port'] !== undefined && { targetPort: port['port'] }) });
  }
}

/** Gives a Service its addresses and node ports, derived from its name, or keeps those that it has. */
export function allocateService(service: KubernetesObject, live: KubernetesObject | undefined): void {
  const spec = section(service, 'spec');
  if (spec['type'] === 'ExternalName') return;
  const before = objectOf(live?.['spec']);
  fill(spec, { clusterIP: before['clusterIP'] ?? clusterAddress(service) });
  const address = textOf(spec['clusterIP']);
  fill(spec, { clusterIPs: [address], ipFamilies: ['IPv4'], ipFamilyPolicy: 'SingleStack' });
  if (spec['type'] !== 'NodePort' && spec['type'] !== 'LoadBalancer') return;
  fill(spec, { externalTrafficPolicy: 'Cluster' });
  for (const port of objectsOf(spec['ports'])) {
    const old = objectsOf(before['ports']).find(
      (other) => other['port'] === port['port'] && other['protocol'] === port['protocol'],
    );
    fill(port, { nodePort: old?.['nodePort'] ?? nodePort(service, numberOf(port['port'])) });
  }
}

// Derived, not counted: a dry run shows the address that the real run will give.
function digestOf(service: KubernetesObject, salt = ''): Buffer {
  const { namespace = '', name } = service.metadata;
  return createHash('sha256').update(`${namespace}/${name}${salt}`).digest();
}

function clusterAddress(service: KubernetesObject): string {
  const digest = digestOf(service);
  return `10.96.${digest[0] ?? 0}.${1 + ((digest[1] ?? 0) % 254)}`;
}

function nodePort(service: KubernetesObject, port: number): number {
  return 30000 + (digestOf(service, `:${port}`).readUInt16BE(0) % 2768);
}

/** What is wrong with a Service, if anything. */
export function checkService(service: KubernetesObject, live: KubernetesObject | undefined): Cause[] {
  const spec = objectOf(service['spec']);
  const types = ['ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort'];
  const type = textOf(spec['type']);
  if (!types.includes(type)) return [unsupported('spec.type', type, types)];
  if (type === 'ExternalName') return spec['externalName'] ? [] : [required('spec.externalName')];
  const ports = objectsOf(spec['ports']);
  const causes = ports.flatMap((port, index) =>
    checkServicePort(`spec.ports[${index}]`, port, ports.length > 1),
  );
  if (ports.length === 0 && spec['clusterIP'] !== 'None') causes.push(required('spec.ports'));
  const before = objectOf(live?.['spec'])['clusterIP'];
  if (before !== undefined && before !== spec['clusterIP']) {
    causes.push(invalidValue('spec.clusterIPs[0]', [spec['clusterIP'] ?? null], 'may not change once set'));
  }
  return causes;
}

function checkServicePort(field: string, port: JsonObject, named: boolean): Cause[] {
  const causes: Cause[] = named && !port['name'] ? [required(`${field}.name`)] : [];
  const number = numberOf(port['port']);
  if (number >= 1 && number <= 65535) return causes;
  return [...causes, invalidValue(`${field}.port`, number, 'must be between 1 and 65535, inclusive')];
}

/** Fills in the type of a Secret and folds stringData into data, as reading it back shows it. */
export function defaultSecret(secret: KubernetesObject): void {
  fill(secret, { type: 'Opaque' });
  const texts = secret['stringData'];
  if (!isObject(texts)) return;
  delete secret['stringData'];
  const data = section(secret, 'data');
  for (const [key, value] of Object.entries(texts)) data[key] = Buffer.from(textOf(value)).toString('base64');
}

/** Refuses data that is not base64; a real server fails to decode such a body, so this is no validation error. */
export function refuseBadBase64(secret: KubernetesObject, code: 400 | 500): void {
  for (const [key, value] of Object.entries(objectOf(secret['data']))) {
    if (
      typeof value === 'string' &&
      /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(value)
    ) {
      continue;
    }
    const says = `illegal base64 data in data.${key}`;
    if (code === 500) throw new ApiError(500, '', `failed to convert new object: ${says}`);
    throw new ApiError(400, 'BadRequest', `Secret in version "v1" cannot be handled as a Secret: ${says}`);
  }
}

/** What is wrong with a Secret, if anything. */
export function checkSecret(secret: KubernetesObject, live: KubernetesObject | undefined): Cause[] {
  const causes = checkImmutable(secret, live);
  if (live && secret['type'] !== live['type']) {
    causes.push(invalidValue('type', secret['type'], 'field is immutable'));
  }
  return causes;
}

/** Refuses changes of a ConfigMap or Secret that is marked immutable. */
export function checkImmutable(object: KubernetesObject, live: KubernetesObject | undefined): Cause[] {
  if (live?.['immutable'] !== true) return [];
  const says = 'field is immutable when `immutable` is set';
  const changed = ['data', 'binaryData', 'immutable'].filter((field) => !equal(object[field], live[field]));
  return changed.map((field) => forbiddenField(field, says));
}
