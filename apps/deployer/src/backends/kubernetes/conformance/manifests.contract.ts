import type { Manifest, ValueMap } from '@tribble/resource-repo/format';

/** Keeps the pods of a template from starting: no node fits, and the sandbox leaves them to whoever writes their status. */
const nobodyStartsThem = {
  annotations: { 'sandbox.tribble.dev/manual': 'true' },
  spec: { nodeSelector: { 'tribble.dev/conformance': 'no-such-node' } },
};

type Metadata = { namespace?: string; labels?: ValueMap; annotations?: ValueMap };

/** Any object. */
export function object(
  apiVersion: string,
  kind: string,
  name: string,
  rest: ValueMap = {},
  metadata: Metadata = {},
): Manifest {
  return { apiVersion, kind, metadata: { name, ...metadata }, ...rest };
}

export function configMap(
  name: string,
  data: ValueMap = { level: 'info' },
  metadata: Metadata = {},
): Manifest {
  return object('v1', 'ConfigMap', name, { data }, metadata);
}

type WorkloadOptions = {
  image?: string;
  metadata?: Metadata;
  /** Pods that stay Pending until a test writes their status. */
  isManual?: boolean;
};

export function deployment(name: string, spec: ValueMap = {}, options: WorkloadOptions = {}): Manifest {
  const labels = { app: name };
  const template = podTemplate(labels, options);
  const whole = { selector: { matchLabels: labels }, template, ...spec };
  return object('apps/v1', 'Deployment', name, { spec: whole }, options.metadata);
}

export function statefulSet(name: string, spec: ValueMap = {}, options: WorkloadOptions = {}): Manifest {
  const labels = { app: name };
  const template = podTemplate(labels, options);
  const whole = { serviceName: name, selector: { matchLabels: labels }, template, ...spec };
  return object('apps/v1', 'StatefulSet', name, { spec: whole }, options.metadata);
}

export function job(name: string, spec: ValueMap = {}, options: WorkloadOptions = {}): Manifest {
  const { spec: podSpec, ...metadata } = podTemplate({ app: name }, options);
  const template = { ...metadata, spec: { ...podSpec, restartPolicy: 'Never' } };
  return object('batch/v1', 'Job', name, { spec: { template, ...spec } }, options.metadata);
}

function podTemplate(labels: ValueMap, { image = 'web:1', isManual = false }: WorkloadOptions) {
  const containers = [{ name: 'web', image: `registry.example.org/${image}` }];
  return {
    metadata: { labels, ...(isManual && { annotations: nobodyStartsThem.annotations }) },
    spec: { containers, ...(isManual && nobodyStartsThem.spec) },
  };
}

export function autoscaler(name: string, target: string): Manifest {
  const scaleTargetRef = { apiVersion: 'apps/v1', kind: 'Deployment', name: target };
  // Nobody measures anything here: it never scales by itself.
  return object('autoscaling/v2', 'HorizontalPodAutoscaler', name, {
    spec: { scaleTargetRef, minReplicas: 1, maxReplicas: 10 },
  });
}

/** A kind of its own: `Gadget` of a group that no other test has; with `hasStatus`, of which a controller tells. The first version is stored. */
export function gadgets(
  group: string,
  hasStatus = false,
  served: readonly string[] = ['v1'],
): {
  definition: Manifest;
  gadget: (name: string, spec?: ValueMap) => Manifest;
} {
  const names = { kind: 'Gadget', plural: 'gadgets', singular: 'gadget' };
  const schema = {
    openAPIV3Schema: {
      type: 'object',
      properties: {
        spec: { type: 'object', properties: { size: { type: 'integer' } } },
        ...(hasStatus && { status: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } }),
      },
    },
  };
  const subresources = hasStatus && { subresources: { status: {} } };
  const versions = served.map((name, index) => {
    return { name, served: true, storage: index === 0, schema, ...subresources };
  });
  return {
    definition: object('apiextensions.k8s.io/v1', 'CustomResourceDefinition', `gadgets.${group}`, {
      spec: { group, names, scope: 'Namespaced', versions },
    }),
    gadget: (name, spec = { size: 1 }) => object(`${group}/v1`, 'Gadget', name, { spec }),
  };
}
