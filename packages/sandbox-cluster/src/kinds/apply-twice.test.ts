import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type SandboxCluster, startSandboxCluster } from '../index.ts';
import { type JsonObject, objectOf } from '../json.ts';
import { ApiClient } from '../testing/api-client.ts';

let cluster: SandboxCluster;
let api: ApiClient;
beforeAll(async () => {
  // No pod becomes ready in this time: nothing but the requests changes the objects.
  cluster = await startSandboxCluster({ readyDelayMs: 600_000 });
  api = new ApiClient(cluster.url);
});
afterAll(() => cluster.stop());

const labels = { app: 'web' };
const template: JsonObject = {
  metadata: { labels },
  spec: {
    serviceAccountName: 'web',
    containers: [
      {
        name: 'web',
        image: 'web:1',
        ports: [{ containerPort: 80 }],
        resources: { requests: { cpu: '1000m', memory: '1024Mi' }, limits: { cpu: 2 } },
        livenessProbe: { httpGet: { port: 80 } },
        env: [{ name: 'CPU', valueFrom: { resourceFieldRef: { resource: 'limits.cpu' } } }],
      },
    ],
    volumes: [{ name: 'config', configMap: { name: 'web' } }, { name: 'empty' }],
  },
};
const task = {
  metadata: { labels },
  spec: { restartPolicy: 'Never', containers: [{ name: 'a', image: 'a' }] },
};
const claim = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1024Mi' } } };
const workload = { selector: { matchLabels: labels }, template };
const namespaced = (group: string, plural: string) => `${group}/namespaces/default/${plural}`;

const cases: [kind: string, apiVersion: string, path: string, sections: JsonObject][] = [
  ['Deployment', 'apps/v1', namespaced('/apis/apps/v1', 'deployments'), { spec: workload }],
  ['DaemonSet', 'apps/v1', namespaced('/apis/apps/v1', 'daemonsets'), { spec: workload }],
  [
    'StatefulSet',
    'apps/v1',
    namespaced('/apis/apps/v1', 'statefulsets'),
    { spec: { ...workload, volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: claim }] } },
  ],
  ['Job', 'batch/v1', namespaced('/apis/batch/v1', 'jobs'), { spec: { suspend: true, template: task } }],
  [
    'CronJob',
    'batch/v1',
    namespaced('/apis/batch/v1', 'cronjobs'),
    { spec: { schedule: '@daily', jobTemplate: { spec: { template: task } } } },
  ],
  [
    'Service',
    'v1',
    namespaced('/api/v1', 'services'),
    { spec: { type: 'LoadBalancer', selector: labels, ports: [{ port: 80, protocol: 'TCP' }] } },
  ],
  ['Secret', 'v1', namespaced('/api/v1', 'secrets'), { stringData: { key: 'value' } }],
  ['PersistentVolumeClaim', 'v1', namespaced('/api/v1', 'persistentvolumeclaims'), { spec: claim }],
  [
    'LimitRange',
    'v1',
    namespaced('/api/v1', 'limitranges'),
    { spec: { limits: [{ type: 'Container', max: { cpu: '2000m' } }] } },
  ],
  [
    'NetworkPolicy',
    'networking.k8s.io/v1',
    namespaced('/apis/networking.k8s.io/v1', 'networkpolicies'),
    { spec: { podSelector: {}, egress: [{ ports: [{ port: 53 }] }] } },
  ],
  [
    'HorizontalPodAutoscaler',
    'autoscaling/v2',
    namespaced('/apis/autoscaling/v2', 'horizontalpodautoscalers'),
    {
      spec: {
        maxReplicas: 3,
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
        behavior: { scaleUp: { policies: [{ type: 'Pods', value: 1, periodSeconds: 60 }] } },
      },
    },
  ],
  [
    'PodDisruptionBudget',
    'policy/v1',
    namespaced('/apis/policy/v1', 'poddisruptionbudgets'),
    { spec: { minAvailable: 1, selector: { matchLabels: labels } } },
  ],
  [
    'RoleBinding',
    'rbac.authorization.k8s.io/v1',
    namespaced('/apis/rbac.authorization.k8s.io/v1', 'rolebindings'),
    { roleRef: { kind: 'Role', name: 'web' }, subjects: [{ kind: 'User', name: 'me' }] },
  ],
  ['StorageClass', 'storage.k8s.io/v1', '/apis/storage.k8s.io/v1/storageclasses', { provisioner: 'a.b/c' }],
  ['PriorityClass', 'scheduling.k8s.io/v1', '/apis/scheduling.k8s.io/v1/priorityclasses', { value: 5 }],
  [
    'ValidatingWebhookConfiguration',
    'admissionregistration.k8s.io/v1',
    '/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations',
    {
      webhooks: [
        {
          name: 'check.example.com',
          admissionReviewVersions: ['v1'],
          sideEffects: 'None',
          clientConfig: { service: { namespace: 'default', name: 'web' } },
          rules: [{ operations: ['CREATE'], apiGroups: [''], apiVersions: ['v1'], resources: ['pods'] }],
        },
      ],
    },
  ],
];

const withoutHistory = (body: JsonObject): JsonObject => {
  const { managedFields: _managed, resourceVersion: _version, ...metadata } = objectOf(body['metadata']);
  const { status: _status, ...sections } = body;
  return { ...sections, metadata };
};

it.each(cases)(
  'a %s that is applied again is the one that is there',
  async (kind, apiVersion, path, sections) => {
    const body = { apiVersion, kind, metadata: { name: 'web', labels }, ...sections };
    const item = `${path}/web`;
    expect(await api.apply(item, 'tribble', body)).toMatchObject({ code: 201 });
    const live = await api.request('GET', item);
    const preview = await api.apply(item, 'tribble', body, '&force=true&dryRun=All');
    expect(withoutHistory(preview.body)).toEqual(withoutHistory(live.body));
  },
);
