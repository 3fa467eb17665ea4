import { describe, expect, it } from '@jest/globals';
import type { ValueMap } from '@tribble/resource-repo/format';
import type { KubernetesObject } from './identity.ts';
import { takeOverOf, withoutTaken } from './take-over.ts';

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

describe('takeOverOf', () => {
  const copy = 'kubectl.kubernetes.io/last-applied-configuration';
  const ofKubectl = entry(
    'kubectl-client-side-apply',
    {
      'f:metadata': { 'f:annotations': { '.': {}, [`f:${copy}`]: {} } },
      'f:spec': { 'f:replicas': {}, 'f:template': { 'f:a': {} } },
    },
    { time: '2026-01-01T00:00:00Z' },
  );
  const patchOf = (object: KubernetesObject, mayTake = (_manager: string) => true) =>
    takeOverOf(object, us, mayTake)?.patch;
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
    expect(patchOf(object)).toEqual([
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
    const [, replacement] = patchOf(live([entry('kubectl', fieldsV1, apply)])) ?? [];
    expect(replacement?.['value']).toMatchObject([
      { manager: us, fieldsV1: { 'f:metadata': { 'f:annotations': { 'f:note': {} }, 'f:labels': {} } } },
    ]);
  });

  it('removes a copy that nobody owns', () => {
    expect(patchOf(live([], { annotations: { [copy]: '{}' } }))).toEqual([test, removal]);
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
    expect(patchOf(object)).toBeUndefined();
  });

  it('takes only from those of whom it may', () => {
    const edited = entry('kubectl-edit', { 'f:data': { 'f:b': {} } });
    const object = live([ofKubectl, edited], { annotations: { [copy]: '{}' } });
    expect(patchOf(object, () => false)).toBeUndefined();
    expect(patchOf(object, (manager) => manager === 'kubectl-edit')).toMatchObject([
      test,
      { op: 'replace', value: [{ manager: us, fieldsV1: edited['fieldsV1'] }, ofKubectl] },
    ]);
    expect(patchOf(live([], { annotations: { [copy]: '{}' } }), () => false)).toBeUndefined();
  });
});

describe('withoutTaken', () => {
  const left = (declared: ValueMap, ...others: ValueMap[]) => {
    const web = 'k:{"name":"web"}';
    const fields = {
      'f:spec': {
        'f:replicas': {},
        'f:args': {},
        'f:set': { 'v:"x"': {}, 'v:"y"': {} },
        'f:containers': { [web]: { '.': {}, 'f:name': {}, 'f:image': {}, 'f:ports': {} } },
      },
    };
    const object = live([entry('kubectl-edit', fields), ...others]);
    const takeOver = takeOverOf(object, us, () => true);
    if (takeOver === undefined) throw new Error('nothing is taken over');
    return withoutTaken(object, { ...object, spec: declared }, takeOver)['spec'];
  };
  const [web, side] = spec.containers;

  it('leaves what nobody says that it is theirs', () => {
    expect(left({})).toEqual({ containers: [side] });
  });

  it('leaves what git has', () => {
    const declared = { replicas: 3, set: ['y'], containers: [{ name: 'web', image: 'new' }] };
    expect(left(declared)).toEqual({
      replicas: 2,
      set: ['y'],
      containers: [{ name: 'web', image: 'i' }, side],
    });
    expect(left(spec)).toEqual(spec);
  });

  it('leaves what others hold, too', () => {
    const containers = { 'k:{"name":"web"}': { '.': {}, 'f:name': {}, 'f:ports': {} } };
    const other = entry('controller', { 'f:spec': { 'f:args': {}, 'f:containers': containers } });
    expect(left({}, other)).toEqual({
      args: spec.args,
      containers: [{ name: 'web', ports: web?.ports }, side],
    });
  });
});
