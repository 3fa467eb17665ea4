import { describe, expect, it } from '@jest/globals';
import { type Cause } from '../api-error.ts';
import { clone, type Json, type JsonObject, objectOf } from '../json.ts';
import { type KubernetesObject } from '../objects.ts';
import { kinds } from './table.ts';

const podTemplate = (restartPolicy = 'Always'): JsonObject => ({
  metadata: { labels: { app: 'web' } },
  spec: { restartPolicy, containers: [{ name: 'web', image: 'web:1' }] },
});
const workload = { selector: { matchLabels: { app: 'web' } }, template: podTemplate() };
const roleRef = { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'reader' };

/** A sound object of each kind that has rules. */
const sound: Readonly<Record<string, JsonObject>> = {
  Deployment: { spec: workload },
  DaemonSet: { spec: workload },
  StatefulSet: { spec: workload },
  Job: { spec: { completions: 1, parallelism: 1, selector: {}, template: podTemplate('Never') } },
  CronJob: { spec: { schedule: '* * * * *', jobTemplate: { spec: { template: podTemplate('Never') } } } },
  Service: { spec: { ports: [{ port: 80 }], clusterIP: '10.96.0.1' } },
  Secret: { data: { key: 'dmFsdWU=' } },
  ConfigMap: { data: { key: 'value' } },
  PersistentVolumeClaim: {
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
  },
  PersistentVolume: {
    spec: { accessModes: ['ReadWriteOnce'], capacity: { storage: '1Gi' }, hostPath: { path: '/data' } },
  },
  RoleBinding: { roleRef, subjects: [{ kind: 'User', name: 'me' }] },
  Role: { rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }] },
  StorageClass: { provisioner: 'example.com/disk', parameters: { type: 'fast' } },
  PriorityClass: { value: 10 },
  RuntimeClass: { handler: 'gvisor' },
  Ingress: {
    spec: {
      rules: [
        {
          host: 'example.com',
          http: {
            paths: [
              { path: '/', pathType: 'Prefix', backend: { service: { name: 'web', port: { number: 80 } } } },
            ],
          },
        },
      ],
    },
  },
  IngressClass: { spec: { controller: 'example.com/ingress' } },
  NetworkPolicy: { spec: { podSelector: {} } },
  HorizontalPodAutoscaler: { spec: { maxReplicas: 3, scaleTargetRef: { kind: 'Deployment', name: 'web' } } },
  PodDisruptionBudget: { spec: { minAvailable: 1 } },
  Pod: { spec: { containers: [{ name: 'web', image: 'web:1' }] } },
  Lease: { spec: {} },
};

function objectWith(kindName: string, path: string, value: Json | undefined) {
  const kind = kinds.find((candidate) => candidate.kind === kindName);
  if (!kind) throw new Error(`no kind ${kindName}`);
  const object: KubernetesObject = {
    apiVersion: kind.apiVersion,
    kind: kindName,
    metadata: { name: 'web' },
    ...clone(sound[kindName] ?? {}),
  };
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  const parent = keys.reduce<JsonObject>((at, key) => objectOf(at[key] ?? (at[key] = {})), object);
  if (value === undefined) delete parent[last];
  else if (last) parent[last] = value;
  kind.defaults(object);
  return { kind, object };
}

function check(kindName: string, path: string, value: Json | undefined): Cause[] {
  const { kind, object } = objectWith(kindName, path, value);
  return kind.validate(object, undefined);
}

/** What the server says of changing one field of a sound object. */
function checkChange(kindName: string, path: string, value: Json): Cause[] {
  const { object: live } = objectWith(kindName, '', undefined);
  const { kind, object } = objectWith(kindName, path, value);
  return kind.validate(object, live);
}

describe('rules', () => {
  it.each(Object.keys(sound))('find nothing wrong with a sound %s', (kind) => {
    expect(checkChange(kind, 'metadata.labels', { app: 'web' })).toEqual([]);
  });

  it.each<[string, string, Json | undefined, string, string]>([
    [
      'Deployment',
      'spec.replicas',
      -1,
      'spec.replicas',
      'Invalid value: -1: must be greater than or equal to 0',
    ],
    [
      'StatefulSet',
      'spec.replicas',
      -1,
      'spec.replicas',
      'Invalid value: -1: must be greater than or equal to 0',
    ],
    ['DaemonSet', 'spec.selector', {}, 'spec.selector', 'empty selector is invalid for daemonset'],
    [
      'StatefulSet',
      'spec.podManagementPolicy',
      'Any',
      'spec.podManagementPolicy',
      'Unsupported value: "Any": supported values: "OrderedReady", "Parallel"',
    ],
    [
      'Deployment',
      'spec.strategy',
      { type: 'RollingUpdate', rollingUpdate: { maxSurge: 0, maxUnavailable: 0 } },
      'spec.strategy.rollingUpdate.maxUnavailable',
      'may not be 0 when `maxSurge` is 0',
    ],
    [
      'Job',
      'spec.template',
      podTemplate(),
      'spec.template.spec.restartPolicy',
      'Required value: valid values: "OnFailure", "Never"',
    ],
    ['CronJob', 'spec.schedule', 'never', 'spec.schedule', 'expected exactly 5 fields, found 1: [never]'],
    ['CronJob', 'metadata.name', 'a'.repeat(53), 'metadata.name', 'must be no more than 52 characters'],
    ['Service', 'spec.ports', [{ port: 0 }], 'spec.ports[0].port', 'must be between 1 and 65535, inclusive'],
    ['Service', 'spec.ports', [{ port: 80, nodePort: 80 }], 'spec.ports[0].nodePort', '30000-32767'],
    [
      'Service',
      'spec.ports',
      [{ port: 80 }, { port: 81, name: 'b' }],
      'spec.ports[0].name',
      'Required value',
    ],
    ['ConfigMap', 'data', { 'a b': '' }, 'data[a b]', 'a valid config key must consist of'],
    [
      'ConfigMap',
      'data',
      { key: 'x'.repeat(1024 * 1024 + 1) },
      '[]',
      'Too long: may not be more than 1048576 bytes',
    ],
    ['Secret', 'type', 'kubernetes.io/tls', 'data[tls.crt]', 'Required value'],
    [
      'PersistentVolumeClaim',
      'spec.accessModes',
      [],
      'spec.accessModes',
      'at least 1 access mode is required',
    ],
    ['PersistentVolume', 'spec.hostPath', undefined, 'spec', 'must specify a volume type'],
    ['Role', 'rules', [{ apiGroups: [''], resources: ['pods'] }], 'rules[0].verbs', 'at least one value'],
    [
      'RoleBinding',
      'roleRef',
      { kind: 'Robot', name: 'x' },
      'roleRef.kind',
      'supported values: "ClusterRole", "Role"',
    ],
    ['Ingress', 'spec', {}, 'spec', 'either `defaultBackend` or `rules` must be specified'],
    ['HorizontalPodAutoscaler', 'spec.maxReplicas', 0, 'spec.maxReplicas', 'must be greater than 0'],
    ['PodDisruptionBudget', 'spec.maxUnavailable', 1, 'spec', 'cannot be both set'],
    ['PodDisruptionBudget', 'spec.minAvailable', 'half', 'spec.minAvailable', 'a valid percent string'],
    [
      'Deployment',
      'metadata.annotations',
      { 'a b': '' },
      'metadata.annotations',
      'name part must consist of',
    ],
    [
      'Pod',
      'spec.containers',
      [{ name: 'web', image: 'w', volumeMounts: [{ name: 'none', mountPath: '/x' }] }],
      'spec.containers[0].volumeMounts[0].name',
      'Not found: "none"',
    ],
    [
      'Pod',
      'spec.containers',
      [{ name: 'web', image: 'w', resources: { requests: { cpu: 2 }, limits: { cpu: 1 } } }],
      'spec.containers[0].resources.requests',
      'Invalid value: "2": must be less than or equal to cpu limit of 1',
    ],
    [
      'Pod',
      'spec.containers',
      [{ name: 'web', image: 'w', livenessProbe: {} }],
      'spec.containers[0].livenessProbe',
      'must specify a handler type',
    ],
    [
      'Pod',
      'spec.volumes',
      [{ name: 'v', emptyDir: {}, hostPath: { path: '/' } }],
      'spec.volumes[0].hostPath',
      'may not specify more than 1 volume type',
    ],
  ])('refuse a %s with %s = %j', (kind, path, value, field, message) => {
    expect(check(kind, path, value)).toContainEqual(
      expect.objectContaining({ field, message: expect.stringContaining(message) }),
    );
  });

  it.each<[string, string, Json, string, string]>([
    ['Deployment', 'spec.selector', { matchLabels: { a: 'b' } }, 'spec.selector', 'field is immutable'],
    ['DaemonSet', 'spec.selector', { matchLabels: { a: 'b' } }, 'spec.selector', 'field is immutable'],
    [
      'StatefulSet',
      'spec.serviceName',
      'other',
      'spec',
      "Forbidden: updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden",
    ],
    ['Job', 'spec.template', podTemplate('OnFailure'), 'spec.template', 'field is immutable'],
    ['Job', 'spec.completions', 5, 'spec.completions', 'Invalid value: 5: field is immutable'],
    ['Service', 'spec.clusterIP', '10.96.0.2', 'spec.clusterIPs[0]', 'may not change once set'],
    ['Secret', 'type', 'example.com/other', 'type', 'field is immutable'],
    [
      'PersistentVolumeClaim',
      'spec.storageClassName',
      'fast',
      'spec',
      'spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims',
    ],
    [
      'PersistentVolume',
      'spec.hostPath',
      { path: '/other' },
      'spec.persistentvolumesource',
      'is immutable after creation',
    ],
    ['RoleBinding', 'roleRef', { ...roleRef, name: 'other' }, 'roleRef', 'cannot change roleRef'],
    ['StorageClass', 'parameters', {}, 'parameters', 'Forbidden: updates to parameters are forbidden.'],
    ['PriorityClass', 'value', 11, 'value', 'Forbidden: may not be changed in an update.'],
    ['RuntimeClass', 'handler', 'other', 'handler', 'field is immutable'],
    ['IngressClass', 'spec.controller', 'example.com/other', 'spec.controller', 'field is immutable'],
    ['Pod', 'spec.hostNetwork', true, 'spec', 'pod updates may not change fields other than'],
  ])('let a %s keep its %s (not become %j)', (kind, path, value, field, message) => {
    expect(checkChange(kind, path, value)).toContainEqual(
      expect.objectContaining({ field, message: expect.stringContaining(message) }),
    );
  });

  it.each<[string, string, Json]>([
    ['StatefulSet', 'spec.replicas', 3],
    ['Job', 'spec.parallelism', 3],
    ['Job', 'spec.suspend', true],
    ['Service', 'spec', { type: 'ExternalName', externalName: 'example.com' }],
    ['Deployment', 'spec.template', podTemplate()],
    ['StorageClass', 'allowVolumeExpansion', true],
  ])('let a %s change its %s', (kind, path, value) => {
    expect(checkChange(kind, path, value)).toEqual([]);
  });

  it.each(['ConfigMap', 'Secret'])('let nothing change in an immutable %s', (kindName) => {
    const { object: live } = objectWith(kindName, 'immutable', true);
    const { kind, object } = objectWith(kindName, 'data', {});
    expect(kind.validate(object, live).map(({ field }) => field)).toEqual(['immutable', 'data']);
  });
});
