import { describe, expect, it } from '@jest/globals';
import {
  isValueMap,
  type Manifest,
  type RenderedResource,
  type ValueMap,
} from '@tribble/resource-repo/format';
import { annotations, marked, marksOf, strangerOf } from './marks.ts';

const resource: RenderedResource = {
  name: 'payments/api',
  path: 'dev/base/payments/api.yaml',
  version: '2',
  revision: 'r2',
  digest: 'sha256:d',
  objects: [],
};
const owner = { environment: 'dev', namespace: 'team' };
const marks = {
  'tribble.dev/inventory': 'team',
  'tribble.dev/environment': 'dev',
  'tribble.dev/resource': 'payments/api',
  'tribble.dev/revision': 'r2',
  'tribble.dev/digest': 'sha256:d',
  'tribble.dev/version': '2',
};
const manifest = (metadata: ValueMap & { name: string }, rest: ValueMap = {}): Manifest => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata,
  ...rest,
});

describe('marked', () => {
  const { 'tribble.dev/version': _version, ...marksOfWhole } = marks;
  const { version: _own, ...whole } = resource;
  const cases: {
    name: string;
    metadata: ValueMap;
    of?: RenderedResource;
    namespace?: string;
    expected: ValueMap;
  }[] = [
    { name: 'sets the marks', metadata: {}, expected: { annotations: marks } },
    {
      name: 'sets no version where there is none',
      metadata: {},
      of: whole,
      expected: { annotations: marksOfWhole },
    },
    {
      name: 'sets the namespace',
      metadata: {},
      namespace: 'dev',
      expected: { namespace: 'dev', annotations: marks },
    },
    {
      name: 'keeps the namespace of the manifest',
      metadata: { namespace: 'own' },
      namespace: 'own',
      expected: { namespace: 'own', annotations: marks },
    },
    {
      name: 'keeps other annotations and labels',
      metadata: { annotations: { note: 'x', 'tribble.dev/digest': 'forged' }, labels: { app: 's1' } },
      expected: { annotations: { note: 'x', ...marks }, labels: { app: 's1' } },
    },
    {
      name: 'survives annotations that are none',
      metadata: { annotations: 'none' },
      expected: { annotations: marks },
    },
    {
      name: 'drops what only the server sets',
      metadata: {
        uid: 'u',
        resourceVersion: '7',
        generation: 3,
        selfLink: '/x',
        creationTimestamp: null,
        deletionTimestamp: null,
        deletionGracePeriodSeconds: 0,
        managedFields: [],
      },
      expected: { annotations: marks },
    },
    {
      name: 'drops the copy that kubectl made, with the values of a Secret in it',
      metadata: { annotations: { 'kubectl.kubernetes.io/last-applied-configuration': '{}' } },
      expected: { annotations: marks },
    },
  ];
  it.each(cases)('$name', ({ metadata, of = resource, namespace, expected }) => {
    const given = manifest({ name: 's1', ...metadata });
    const before = structuredClone(given);
    expect(marked(given, of, owner, namespace)).toEqual({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: {
        name: 's1',
        ...expected,
        labels: {
          ...(isValueMap(expected['labels']) && expected['labels']),
          'tribble.dev/environment': 'dev',
        },
      },
    });
    expect(given).toEqual(before);
  });

  it('drops the status and leaves the pod template alone', () => {
    const spec = { template: { metadata: { labels: { app: 's1' } } } };
    const object = marked(manifest({ name: 's1' }, { spec, status: { replicas: 1 } }), resource, owner);
    expect(object).not.toHaveProperty('status');
    expect(object['spec']).toEqual(spec);
  });
});

describe('marksOf', () => {
  const cases: { name: string; found: ValueMap; expected: object }[] = [
    {
      name: 'reads what marked wrote',
      found: marks,
      expected: { digest: 'sha256:d', revision: 'r2', version: '2' },
    },
    {
      name: 'is nothing for another environment',
      found: { ...marks, [annotations.environment]: 'pp' },
      expected: {},
    },
    { name: 'is nothing without marks', found: { note: 'x' }, expected: {} },
    {
      name: 'is what there is where some are missing',
      found: { [annotations.environment]: 'dev', [annotations.digest]: 'sha256:d' },
      expected: { digest: 'sha256:d' },
    },
  ];
  it.each(cases)('$name', ({ found, expected }) => {
    expect(marksOf({ metadata: { annotations: found } }, owner)).toEqual(expected);
  });

  it('is nothing for an object without annotations', () => {
    expect(marksOf({ metadata: {} }, owner)).toEqual({});
  });
});

describe('strangerOf', () => {
  it.each<[string, ValueMap, string | undefined]>([
    ['is nobody for what has no marks', {}, undefined],
    ['is nobody for what is ours', { environment: 'dev', inventory: 'team' }, undefined],
    ['is nobody for what a deployer of before marked', { environment: 'dev' }, undefined],
    ['is another environment', { environment: 'pp', inventory: 'team' }, 'environment pp'],
    [
      'is an environment of the same name elsewhere',
      { environment: 'dev', inventory: 'other' },
      'another environment dev, whose inventory is in namespace other',
    ],
  ])('%s', (_, given, stranger) => {
    const found = Object.fromEntries(
      Object.entries(given).map(([name, value]) => [`tribble.dev/${name}`, value]),
    );
    expect(strangerOf({ metadata: { annotations: found } }, owner)).toBe(stranger);
  });
});
