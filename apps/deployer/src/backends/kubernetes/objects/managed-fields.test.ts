import { describe, expect, it } from '@jest/globals';
import type { ValueMap } from '@tribble/resource-repo/format';
import type { KubernetesObject } from './identity.ts';
import { hasForeignOwner, managersOf, ownsPath } from './managed-fields.ts';

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
