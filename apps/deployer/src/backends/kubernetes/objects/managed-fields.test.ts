import { describe, expect, it } from '@jest/globals';
import type { ValueMap } from '@tribble/resource-repo/format';
import type { KubernetesObject } from './identity.ts';
import { hasForeignOwner, managersOf, ownsPath, takeOverPatch } from './managed-fields.ts';

const us = 'cautious-tribble';
const entry = (manager: string, fieldsV1: ValueMap, rest: ValueMap = {}): ValueMap => ({
  manager,
  operation: 'Update',
  apiVersion: 'apps/v1',
  fieldsType: 'FieldsV1',
  fieldsV1,
  ...rest,
});
const apply = { operation: 'Apply' };
const scale = { subresource: 'scale', time: '2026-01-02T00:00:00Z' };
const replicas = { 'f:spec': { 'f:replicas': {} } };
const spec = {
  replicas: 2,
  args: ['a', 'b'],
  set: ['x', 'y'],
  containers: [
    { name: 'web', image: 'i', ports: [{ containerPort: 80, protocol: 'TCP' }] },
    { name: 'side', image: 'j' },
  ],
};
const live = (managedFields: ValueMap[], metadata: ValueMap = {}): KubernetesObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 's1', resourceVersion: '7', managedFields, ...metadata },
  spec,
});

describe('managersOf', () => {
  const web = 'k:{"name":"web"}';
  const object = live([
    entry('a', {
      'f:spec': {
        'f:containers': {
          [web]: {
            '.': {},
            'f:image': {},
            'f:ports': { 'k:{"containerPort":80,"protocol":"TCP"}': { '.': {}, 'f:protocol': {} } },
          },
        },
        'f:args': {},
        'f:set': { 'v:"y"': {} },
      },
    }),
    entry('b', replicas, scale),
    entry('c', { 'f:spec': { ...replicas['f:spec'], 'f:set': { 'i:0': {}, 'k:broken': {} } } }),
  ]);
  it.each<[string, string[]]>([
    ['/spec/replicas', ['b', 'c']],
    ['/spec/containers/name=web/image', ['a']],
    ['/spec/containers/0/image', ['a']],
    ['/spec/containers/name=web/ports/containerPort=80/protocol', ['a']],
    ['/spec/containers/name=web', ['a']],
    ['/spec/containers/name=side/image', []],
    ['/spec/containers/name=none/image', []],
    // A list that is owned as a whole.
    ['/spec/args', ['a']],
    ['/spec/args/1', ['a']],
    ['/spec/set/1', ['a']],
    ['/spec/set/0', ['c']],
    ['/spec/other', []],
    ['/spec', ['b', 'a', 'c']],
  ])('%s: %j', (pointer, expected) => {
    expect(managersOf(object, pointer)).toEqual(expected);
    for (const manager of ['a', 'b', 'c']) {
      expect(ownsPath(object, pointer, manager)).toBe(expected.includes(manager));
    }
  });

  it.each([undefined, null, 'x', [null, 'x', {}, { manager: 'a', fieldsV1: 'x' }]])(
    'survives %j',
    (managedFields) => {
      const object = { ...live([]), metadata: { name: 's1', managedFields: managedFields ?? null } };
      expect(managersOf(object, '/spec/replicas')).toEqual([]);
    },
  );
});

describe('hasForeignOwner', () => {
  const resources = (...names: string[]) => ({
    'f:spec': { 'f:resources': Object.fromEntries(names.map((name) => [`f:${name}`, {}])) },
  });
  const withResources = (...fields: ValueMap[]) => ({
    ...live(fields),
    spec: { resources: { cpu: 1, memory: 2 } },
  });
  it.each<[string, KubernetesObject, string, boolean]>([
    ['nobody', live([]), '/spec/replicas', false],
    ['we alone', live([entry(us, replicas, apply)]), '/spec/replicas', false],
    ['the autoscaler alone', live([entry('hpa', replicas, scale)]), '/spec/replicas', true],
    [
      'we and the autoscaler',
      live([entry(us, replicas, apply), entry('hpa', replicas, scale)]),
      '/spec/replicas',
      true,
    ],
    [
      'another, a part of what is ours',
      withResources(entry(us, resources('cpu', 'memory'), apply), entry('vpa', resources('cpu'))),
      '/spec/resources',
      false,
    ],
    [
      'another, all that is ours',
      withResources(entry(us, resources('cpu'), apply), entry('vpa', resources('cpu', 'memory'))),
      '/spec/resources',
      true,
    ],
  ])('where %s owns it', (_name, object, pointer, expected) => {
    expect(hasForeignOwner(object, pointer, us)).toBe(expected);
  });
});

describe('takeOverPatch', () => {
  const copy = 'kubectl.kubernetes.io/last-applied-configuration';
  const ofKubectl = entry(
    'kubectl-client-side-apply',
    {
      'f:metadata': { 'f:annotations': { '.': {}, [`f:${copy}`]: {} } },
      'f:spec': { 'f:replicas': {}, 'f:template': { 'f:a': {} } },
    },
    { time: '2026-01-01T00:00:00Z' },
  );
  const test = { op: 'test', path: '/metadata/resourceVersion', value: '7' };
  const removal = {
    op: 'remove',
    path: '/metadata/annotations/kubectl.kubernetes.io~1last-applied-configuration',
  };

  it('makes ours what kubectl owned, and leaves the rest', () => {
    const edited = entry(
      'kubectl-edit',
      { 'f:spec': { 'f:template': { 'f:b': {} } } },
      { time: '2026-01-03T00:00:00Z' },
    );
    const first = entry('before-first-apply', { 'f:data': { 'f:c': {} } });
    const kept = [
      entry('kubectl', replicas, scale),
      entry('controller', { 'f:status': {} }, { subresource: 'status' }),
    ];
    const object = live([ofKubectl, ...kept, edited, first], { annotations: { [copy]: '{}' } });
    expect(takeOverPatch(object, us)).toEqual([
      test,
      {
        op: 'replace',
        path: '/metadata/managedFields',
        value: [
          {
            manager: us,
            operation: 'Apply',
            apiVersion: 'apps/v1',
            time: '2026-01-03T00:00:00Z',
            fieldsType: 'FieldsV1',
            fieldsV1: {
              'f:spec': { 'f:replicas': {}, 'f:template': { 'f:a': {}, 'f:b': {} } },
              'f:data': { 'f:c': {} },
            },
          },
          ...kept,
        ],
      },
      removal,
    ]);
  });

  it('keeps annotations of kubectl that are no copy', () => {
    const fieldsV1 = {
      'f:metadata': { 'f:annotations': { [`f:${copy}`]: {}, 'f:note': {} }, 'f:labels': {} },
    };
    const [, replacement] = takeOverPatch(live([entry('kubectl', fieldsV1, apply)]), us) ?? [];
    expect(replacement?.['value']).toMatchObject([
      { manager: us, fieldsV1: { 'f:metadata': { 'f:annotations': { 'f:note': {} }, 'f:labels': {} } } },
    ]);
  });

  it('removes a copy that nobody owns', () => {
    expect(takeOverPatch(live([], { annotations: { [copy]: '{}' } }), us)).toEqual([test, removal]);
  });

  it.each<[string, KubernetesObject]>([
    ['nothing is owned', live([])],
    ['others own it', live([entry('controller', replicas)])],
    ['kubectl only scaled', live([entry('kubectl', replicas, scale)])],
    [
      'we applied it before: what people add later is theirs',
      live([
        entry(us, replicas, apply),
        entry('kubectl-label', { 'f:metadata': { 'f:labels': { 'f:a': {} } } }),
      ]),
    ],
    ['nobody says which version it is', live([ofKubectl], { resourceVersion: null })],
  ])('is nothing where %s', (_name, object) => {
    expect(takeOverPatch(object, us)).toBeUndefined();
  });
});
