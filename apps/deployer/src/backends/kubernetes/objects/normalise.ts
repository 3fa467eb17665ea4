/**
 * Manifests as they are sent: without what only the server sets, and with what server-side apply needs to see, so that an
 * object which nobody changed is never a difference.
 */
import { X509Certificate } from 'node:crypto';
import { isValueMap, type Value, valueAt, type ValueMap } from '@tribble/resource-repo/format';
import { isBase64 } from './base64.ts';
import { groupOf, type KubernetesObject } from './identity.ts';
import { withoutValueAt } from './pointer.ts';

/** What only the server sets; a manifest that was read from a cluster has it, and the server refuses it. */
const ofServer = [
  'managedFields',
  'resourceVersion',
  'uid',
  'generation',
  'selfLink',
  'creationTimestamp',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
];

/** What `kubectl apply` remembers: a copy of the whole object, Secrets too. */
export const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration';

type Step = (object: KubernetesObject) => KubernetesObject;

/** What is done to kinds beyond the rest, by group and kind. */
const stepsByKind: Readonly<Record<string, Step>> = {
  '/Secret': withEncodedData,
  '/Service': (object) => withPorts(object, ['spec']),
  'rbac.authorization.k8s.io/ClusterRole': withoutAggregatedRules,
  'apiextensions.k8s.io/CustomResourceDefinition': withoutBadBundle,
  '/Pod': (object) => withContainerPorts(object, ['spec']),
  '/PodTemplate': (object) => withContainerPorts(object, ['template', 'spec']),
  '/ReplicationController': withTemplatePorts,
  'apps/Deployment': withTemplatePorts,
  'apps/StatefulSet': withTemplatePorts,
  'apps/DaemonSet': withTemplatePorts,
  'apps/ReplicaSet': withTemplatePorts,
  'batch/Job': withTemplatePorts,
  'batch/CronJob': (object) =>
    withContainerPorts(object, ['spec', 'jobTemplate', 'spec', 'template', 'spec']),
};

/** An object as it is sent. Doing it twice changes nothing more. */
export function normalise(object: KubernetesObject): KubernetesObject {
  const stripped = withoutServerFields(object);
  const step = stepsByKind[`${groupOf(object.apiVersion)}/${object.kind}`];
  return step === undefined ? stripped : step(stripped);
}

function withoutServerFields(object: KubernetesObject): KubernetesObject {
  const paths = [
    ['status'],
    ...ofServer.map((field) => ['metadata', field]),
    ['metadata', 'annotations', lastApplied],
  ];
  return paths.reduce<KubernetesObject>(withoutValueAt, object);
}

/** With `stringData` in `data`: the server never deletes a key of `stringData` that left git. */
function withEncodedData(secret: KubernetesObject): KubernetesObject {
  const { stringData, ...rest } = secret;
  const { data } = rest;
  const isText = (value: Value) => typeof value === 'string' || value === null;
  // What is wrong stays, to be told by its key.
  if (!isValueMap(stringData) || !Object.values(stringData).every(isText)) return secret;
  if (data !== undefined && data !== null && !isValueMap(data)) return secret;
  const encoded = Object.entries(stringData).map(([key, value]): [string, string] => {
    return [key, Buffer.from(typeof value === 'string' ? value : '', 'utf8').toString('base64')];
  });
  if (encoded.length === 0) return rest;
  return { ...rest, data: { ...data, ...Object.fromEntries(encoded) } };
}

function withTemplatePorts(object: KubernetesObject): KubernetesObject {
  return withContainerPorts(object, ['spec', 'template', 'spec']);
}

function withContainerPorts(object: KubernetesObject, podSpec: readonly string[]): KubernetesObject {
  return ['containers', 'initContainers'].reduce((changed, field) => {
    return changedAt(changed, [...podSpec, field], (containers) =>
      eachMap(containers, (container) => withPorts(container, [])),
    );
  }, object);
}

/** The protocol is a part of the key by which the server tells ports from each other. */
function withPorts<Root extends ValueMap>(root: Root, path: readonly string[]): Root {
  return changedAt(root, [...path, 'ports'], (ports) =>
    eachMap(ports, (port) => (port['protocol'] ? port : { ...port, protocol: 'TCP' })),
  );
}

function eachMap(list: Value, change: (item: ValueMap) => ValueMap): Value {
  return Array.isArray(list) ? list.map((item) => (isValueMap(item) ? change(item) : item)) : list;
}

/** A copy with the value at a place changed; the same object where there is none. */
function changedAt<Root extends ValueMap>(
  root: Root,
  [key = '', ...rest]: readonly string[],
  change: (value: Value) => Value,
): Root {
  const value = valueAt(root, [key]);
  if (value === undefined) return root;
  if (rest.length === 0) return { ...root, [key]: change(value) };
  return isValueMap(value) ? { ...root, [key]: changedAt(value, rest, change) } : root;
}

/** A controller fills in the rules of such a role. */
function withoutAggregatedRules(role: KubernetesObject): KubernetesObject {
  return isValueMap(role['aggregationRule']) ? withoutValueAt(role, ['rules']) : role;
}

/** Without a placeholder that some controller replaces: newer servers refuse it. */
function withoutBadBundle(definition: KubernetesObject): KubernetesObject {
  const path = ['spec', 'conversion', 'webhook', 'clientConfig', 'caBundle'];
  const bundle = valueAt(definition, path);
  return bundle === undefined || isBundle(bundle) ? definition : withoutValueAt(definition, path);
}

function isBundle(value: Value): boolean {
  if (typeof value !== 'string' || !isBase64(value)) return false;
  const text = Buffer.from(value, 'base64').toString('utf8');
  const certificates = text.match(/-----BEGIN CERTIFICATE-----[^]+?-----END CERTIFICATE-----/g) ?? [];
  return certificates.length > 0 && certificates.every(isCertificate);
}

function isCertificate(text: string): boolean {
  try {
    return new X509Certificate(text).subject !== undefined;
  } catch {
    return false;
  }
}
