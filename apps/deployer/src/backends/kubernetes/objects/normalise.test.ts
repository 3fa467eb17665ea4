import { describe, expect, it } from '@jest/globals';
import type { ValueMap } from '@tribble/resource-repo/format';
import type { KubernetesObject } from './identity.ts';
import { normalise } from './normalise.ts';

/** A self-signed certificate, as a conversion webhook names one. */
const certificate =
  'LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCk1JSUJjekNDQVJtZ0F3SUJBZ0lVSWxYdE9BZGJVMVVET3lNOFFuc2RmQWZPZ2Vrd0NnWUlLb1pJemowRUF3SXcKRHpFTk1Bc0dBMVVFQXd3RWRHVnpkREFlRncweU5qRXhNakV4TXpVMk5UWmFGdzB6TmpFeE1UZ3hNelUyTlRaYQpNQTh4RFRBTEJnTlZCQU1NQkhSbGMzUXdXVEFUQmdjcWhrak9QUUlCQmdncWhrak9QUU1CQndOQ0FBU1dReXN6CmlJTXZlQkZsYWx5VlV0bFhKQm5nOGY0YUh6SXBEVlZaQmYxN1p3UnA4R0VxQmppTTdRSXd0ZW50Q3ZLbnErZTYKelFaQmxHMk9yNnJLaU1EMW8xTXdVVEFkQmdOVkhRNEVGZ1FVVDljREMvVHdYeldLbUV4TTR1UjBzdmpSWnBrdwpId1lEVlIwakJCZ3dGb0FVVDljREMvVHdYeldLbUV4TTR1UjBzdmpSWnBrd0R3WURWUjBUQVFIL0JBVXdBd0VCCi96QUtCZ2dxaGtqT1BRUURBZ05JQURCRkFpRUEwSnhDL2J4RlE4SE5jSGRvbFVBQ2lZN2VkaCtKOEJ3cDhmK2cKTm9XUXhlNENJREx5aVZOZVBrTUpEcUNKdkUzVmpjcXhEcVFEWThuZDFXWUNxM2ozeTEwRwotLS0tLUVORCBDRVJUSUZJQ0FURS0tLS0tCg==';

const object = (apiVersion: string, kind: string, rest: ValueMap = {}): KubernetesObject => ({
  apiVersion,
  kind,
  metadata: { name: 's1' },
  ...rest,
});
const pods = (ports: ValueMap[]): ValueMap => ({
  containers: [{ name: 'web', ports }, { name: 'bare' }],
  initContainers: [{ name: 'init', ports }],
});
const open = pods([{ containerPort: 80 }, { containerPort: 53, protocol: 'UDP' }]);
const told = pods([
  { containerPort: 80, protocol: 'TCP' },
  { containerPort: 53, protocol: 'UDP' },
]);
const definition = (caBundle: string) =>
  object('apiextensions.k8s.io/v1', 'CustomResourceDefinition', {
    spec: { conversion: { webhook: { clientConfig: { caBundle, url: 'https://x' } } } },
  });
const base64 = (text: string) => Buffer.from(text, 'utf8').toString('base64');

const cases: { name: string; given: KubernetesObject; expected: KubernetesObject }[] = [
  {
    name: 'leaves an object alone that needs nothing',
    given: object('v1', 'ConfigMap', { data: { a: '1' } }),
    expected: object('v1', 'ConfigMap', { data: { a: '1' } }),
  },
  {
    name: 'drops what only the server sets',
    given: {
      ...object('example.org/v1', 'Own', { status: { phase: 'x' } }),
      metadata: {
        name: 's1',
        uid: 'u',
        resourceVersion: '1',
        managedFields: [],
        creationTimestamp: null,
        labels: {},
      },
    },
    expected: { ...object('example.org/v1', 'Own'), metadata: { name: 's1', labels: {} } },
  },
  {
    name: 'drops the copy that kubectl keeps, and no other annotation',
    given: {
      ...object('v1', 'ConfigMap'),
      metadata: {
        name: 's1',
        annotations: { 'kubectl.kubernetes.io/last-applied-configuration': '{}', note: 'x' },
      },
    },
    expected: { ...object('v1', 'ConfigMap'), metadata: { name: 's1', annotations: { note: 'x' } } },
  },
  {
    name: 'encodes stringData, which wins over data',
    given: object('v1', 'Secret', { data: { a: 'b2xk', b: 'Yg==' }, stringData: { a: 'grün', empty: null } }),
    expected: object('v1', 'Secret', { data: { a: base64('grün'), b: 'Yg==', empty: '' } }),
  },
  {
    name: 'makes no data of an empty stringData',
    given: object('v1', 'Secret', { stringData: {} }),
    expected: object('v1', 'Secret'),
  },
  {
    name: 'leaves stringData that is no text to be refused',
    given: object('v1', 'Secret', { stringData: { port: 80 } }),
    expected: object('v1', 'Secret', { stringData: { port: 80 } }),
  },
  {
    name: 'leaves the stringData of other kinds of Secret',
    given: object('example.org/v1', 'Secret', { stringData: { a: 'b' } }),
    expected: object('example.org/v1', 'Secret', { stringData: { a: 'b' } }),
  },
  {
    name: 'sets the protocol of ports of a Pod',
    given: object('v1', 'Pod', { spec: open }),
    expected: object('v1', 'Pod', { spec: told }),
  },
  ...['apps/v1 Deployment', 'apps/v1 StatefulSet', 'apps/v1 DaemonSet', 'batch/v1 Job'].map((each) => {
    const [version = '', kind = ''] = each.split(' ');
    return {
      name: `sets the protocol of ports of a ${kind}`,
      given: object(version, kind, { spec: { template: { spec: open } } }),
      expected: object(version, kind, { spec: { template: { spec: told } } }),
    };
  }),
  {
    name: 'sets the protocol of ports of a CronJob',
    given: object('batch/v1', 'CronJob', { spec: { jobTemplate: { spec: { template: { spec: open } } } } }),
    expected: object('batch/v1', 'CronJob', {
      spec: { jobTemplate: { spec: { template: { spec: told } } } },
    }),
  },
  {
    name: 'sets the protocol of ports of a Service',
    given: object('v1', 'Service', { spec: { ports: [{ port: 80 }, { port: 53, protocol: 'UDP' }] } }),
    expected: object('v1', 'Service', {
      spec: {
        ports: [
          { port: 80, protocol: 'TCP' },
          { port: 53, protocol: 'UDP' },
        ],
      },
    }),
  },
  {
    name: 'leaves a pod template alone that is of no form that it knows',
    given: object('apps/v1', 'Deployment', {
      spec: { template: { spec: { containers: 'web', initContainers: [1] } } },
    }),
    expected: object('apps/v1', 'Deployment', {
      spec: { template: { spec: { containers: 'web', initContainers: [1] } } },
    }),
  },
  {
    name: 'drops the rules of an aggregated role',
    given: object('rbac.authorization.k8s.io/v1', 'ClusterRole', { aggregationRule: {}, rules: [] }),
    expected: object('rbac.authorization.k8s.io/v1', 'ClusterRole', { aggregationRule: {} }),
  },
  {
    name: 'keeps the rules of a plain role',
    given: object('rbac.authorization.k8s.io/v1', 'ClusterRole', { rules: [] }),
    expected: object('rbac.authorization.k8s.io/v1', 'ClusterRole', { rules: [] }),
  },
  {
    name: 'keeps a bundle of certificates',
    given: definition(certificate),
    expected: definition(certificate),
  },
  ...['Cg==', 'not base64', base64('-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----')].map(
    (bad) => ({
      name: `drops the bundle ${bad}`,
      given: definition(bad),
      expected: object('apiextensions.k8s.io/v1', 'CustomResourceDefinition', {
        spec: { conversion: { webhook: { clientConfig: { url: 'https://x' } } } },
      }),
    }),
  ),
];

describe('normalise', () => {
  it.each(cases)('$name', ({ given, expected }) => {
    const before = structuredClone(given);
    const normal = normalise(given);
    expect(normal).toEqual(expected);
    expect(normalise(normal)).toEqual(normal);
    expect(given).toEqual(before);
  });
});
