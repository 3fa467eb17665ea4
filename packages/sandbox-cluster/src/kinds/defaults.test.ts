import { describe, expect, it } from '@jest/globals';
import { clone, type JsonObject } from '../json.ts';
import { type KubernetesObject } from '../objects.ts';
import { kinds } from './table.ts';

const template = {
  metadata: { labels: { app: 'web' } },
  spec: { containers: [{ name: 'web', image: 'web:1' }] },
};
const podDefaults = {
  restartPolicy: 'Always',
  terminationGracePeriodSeconds: 30,
  dnsPolicy: 'ClusterFirst',
  securityContext: {},
  schedulerName: 'default-scheduler',
  containers: [
    {
      name: 'web',
      image: 'web:1',
      imagePullPolicy: 'IfNotPresent',
      resources: {},
      terminationMessagePath: '/dev/termination-log',
      terminationMessagePolicy: 'File',
    },
  ],
};

function defaulted(kindName: string, sections: JsonObject): KubernetesObject {
  const kind = kinds.find((candidate) => candidate.kind === kindName);
  if (!kind) throw new Error(`no kind ${kindName}`);
  const object = {
    apiVersion: kind.apiVersion,
    kind: kindName,
    metadata: { name: 'web' },
    ...clone(sections),
  };
  kind.defaults(object);
  return object;
}

const cases: { kind: string; given: JsonObject; expected: JsonObject }[] = [
  {
    kind: 'Deployment',
    given: { spec: { template } },
    expected: {
      replicas: 1,
      revisionHistoryLimit: 10,
      progressDeadlineSeconds: 600,
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' } },
      template: { ...template, spec: podDefaults },
    },
  },
  {
    kind: 'StatefulSet',
    given: { spec: { template, volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: {} }] } },
    expected: {
      replicas: 1,
      revisionHistoryLimit: 10,
      podManagementPolicy: 'OrderedReady',
      serviceName: '',
      persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 0 } },
      volumeClaimTemplates: [
        {
          apiVersion: 'v1',
          kind: 'PersistentVolumeClaim',
          metadata: { name: 'data' },
          spec: { volumeMode: 'Filesystem' },
          status: { phase: 'Pending' },
        },
      ],
      template: { ...template, spec: podDefaults },
    },
  },
  {
    kind: 'DaemonSet',
    given: { spec: { template } },
    expected: {
      revisionHistoryLimit: 10,
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } },
      template: { ...template, spec: podDefaults },
    },
  },
  {
    kind: 'Job',
    given: { spec: { template: { spec: {} } } },
    expected: {
      completions: 1,
      parallelism: 1,
      backoffLimit: 6,
      completionMode: 'NonIndexed',
      suspend: false,
      manualSelector: false,
      podReplacementPolicy: 'TerminatingOrFailed',
    },
  },
  {
    kind: 'CronJob',
    given: { spec: { schedule: '@daily', jobTemplate: { spec: { template } } } },
    expected: {
      schedule: '@daily',
      concurrencyPolicy: 'Allow',
      suspend: false,
      successfulJobsHistoryLimit: 3,
      failedJobsHistoryLimit: 1,
      jobTemplate: { spec: { template: { ...template, spec: podDefaults } } },
    },
  },
  {
    kind: 'Service',
    given: { spec: { type: 'LoadBalancer', sessionAffinity: 'ClientIP', ports: [{ port: 80 }] } },
    expected: {
      type: 'LoadBalancer',
      sessionAffinity: 'ClientIP',
      sessionAffinityConfig: { clientIP: { timeoutSeconds: 10800 } },
      internalTrafficPolicy: 'Cluster',
      externalTrafficPolicy: 'Cluster',
      allocateLoadBalancerNodePorts: true,
      ports: [{ port: 80, protocol: 'TCP', targetPort: 80 }],
    },
  },
  {
    kind: 'NetworkPolicy',
    given: { spec: { podSelector: {}, egress: [{ ports: [{ port: 53 }] }] } },
    expected: {
      podSelector: {},
      policyTypes: ['Ingress', 'Egress'],
      egress: [{ ports: [{ port: 53, protocol: 'TCP' }] }],
    },
  },
  {
    kind: 'HorizontalPodAutoscaler',
    given: { spec: { maxReplicas: 3, behavior: { scaleDown: { stabilizationWindowSeconds: 60 } } } },
    expected: {
      minReplicas: 1,
      maxReplicas: 3,
      metrics: [
        {
          type: 'Resource',
          resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } },
        },
      ],
      behavior: {
        scaleUp: {
          stabilizationWindowSeconds: 0,
          selectPolicy: 'Max',
          policies: [
            { type: 'Pods', value: 4, periodSeconds: 15 },
            { type: 'Percent', value: 100, periodSeconds: 15 },
          ],
        },
        scaleDown: {
          stabilizationWindowSeconds: 60,
          selectPolicy: 'Max',
          policies: [{ type: 'Percent', value: 100, periodSeconds: 15 }],
        },
      },
    },
  },
  {
    kind: 'PersistentVolumeClaim',
    given: { spec: { resources: { requests: { storage: '1024Mi' } } } },
    expected: { volumeMode: 'Filesystem', resources: { requests: { storage: '1Gi' } } },
  },
  {
    kind: 'LimitRange',
    given: { spec: { limits: [{ type: 'Container', max: { cpu: '2000m' } }] } },
    expected: {
      limits: [{ type: 'Container', max: { cpu: '2' }, default: { cpu: '2' }, defaultRequest: { cpu: '2' } }],
    },
  },
];

describe('defaults', () => {
  it.each(cases)('of a $kind', ({ kind, given, expected }) => {
    const { spec } = defaulted(kind, given);
    if (kind === 'Job') expect(spec).toMatchObject(expected);
    else expect(spec).toEqual(expected);
  });

  it.each(cases)('of a $kind stay as they are when it is applied again', ({ kind, given }) => {
    const { apiVersion: _version, kind: _kind, metadata: _metadata, ...once } = defaulted(kind, given);
    expect(defaulted(kind, once)).toMatchObject(once);
  });

  it('reach into volumes, probes and variables', () => {
    const pod = defaulted('Pod', {
      spec: {
        serviceAccountName: 'builder',
        containers: [
          {
            name: 'web',
            image: 'web',
            env: [
              { name: 'A', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
              { name: 'B', valueFrom: { resourceFieldRef: { resource: 'limits.cpu' } } },
            ],
            livenessProbe: { httpGet: { port: 80 } },
            readinessProbe: { grpc: { port: 80 } },
            lifecycle: { preStop: { httpGet: { port: 80 } } },
            resources: { limits: { cpu: 1 } },
          },
        ],
        volumes: [
          { name: 'empty' },
          { name: 'host', hostPath: { path: '/tmp' } },
          { name: 'token', projected: { sources: [{ serviceAccountToken: { path: 'token' } }] } },
        ],
      },
    });
    expect(pod['spec']).toMatchObject({
      serviceAccount: 'builder',
      enableServiceLinks: true,
      containers: [
        {
          imagePullPolicy: 'Always',
          env: [
            { valueFrom: { fieldRef: { apiVersion: 'v1' } } },
            { valueFrom: { resourceFieldRef: { divisor: '0' } } },
          ],
          livenessProbe: { periodSeconds: 10, httpGet: { path: '/', scheme: 'HTTP' } },
          readinessProbe: { failureThreshold: 3, grpc: { service: '' } },
          lifecycle: { preStop: { httpGet: { path: '/', scheme: 'HTTP' } } },
          resources: { limits: { cpu: '1' }, requests: { cpu: '1' } },
        },
      ],
      volumes: [
        { emptyDir: {} },
        { hostPath: { type: '' } },
        { projected: { defaultMode: 420, sources: [{ serviceAccountToken: { expirationSeconds: 3600 } }] } },
      ],
    });
  });
});
