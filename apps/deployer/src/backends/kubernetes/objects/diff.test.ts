import { describe, expect, it } from '@jest/globals';
import { canonicalJson, type Value, type ValueMap } from '@tribble/resource-repo/format';
import fc from 'fast-check';
import { diffObjects } from './diff.ts';
import type { KubernetesObject } from './identity.ts';

const salt = 'salt';
const object = (rest: ValueMap, metadata: ValueMap = {}): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'Own',
  metadata: { name: 's1', ...metadata },
  ...rest,
});
const containers = (...items: ValueMap[]) => object({ spec: { containers: items } });
const spec = (value: ValueMap) => object({ spec: value });

describe('diffObjects', () => {
  const cases: { name: string; live: KubernetesObject; desired: KubernetesObject; expected: object[] }[] = [
    {
      name: 'is nothing for the same',
      live: spec({ a: { b: 1 } }),
      desired: spec({ a: { b: 1 } }),
      expected: [],
    },
    {
      name: 'does not look at metadata and status',
      live: object(
        { status: { a: 1 } },
        { resourceVersion: '1', generation: 2, finalizers: ['x'], labels: {} },
      ),
      desired: object({}, { uid: 'u' }),
      expected: [],
    },
    {
      name: 'tells labels and annotations one by one',
      live: object({}, { labels: { a: '1', b: '2' } }),
      desired: object({}, { labels: { a: '3' }, annotations: { 'x/y': 'z' } }),
      expected: [
        { path: '/metadata/labels/a', live: '"1"', desired: '"3"' },
        { path: '/metadata/labels/b', live: '"2"' },
        { path: '/metadata/annotations/x~1y', desired: '"z"' },
      ],
    },
    {
      name: 'tells what came, went and changed',
      live: spec({ same: 1, gone: { a: 1 }, other: 'x' }),
      desired: spec({ same: 1, other: null, fresh: [1] }),
      expected: [
        { path: '/spec/gone', live: '{"a":1}' },
        { path: '/spec/other', live: '"x"', desired: 'null' },
        { path: '/spec/fresh', desired: '[1]' },
      ],
    },
    {
      name: 'finds containers by their names, wherever they stand',
      live: containers({ name: 'web', image: 'a' }, { name: 'side', image: 'b' }),
      desired: containers({ name: 'side', image: 'b' }, { name: 'web', image: 'c' }),
      expected: [{ path: '/spec/containers/name=web/image', live: '"a"', desired: '"c"' }],
    },
    {
      name: 'tells items that came and went',
      live: containers({ name: 'web' }, { name: 'old' }),
      desired: containers({ name: 'web' }, { name: 'new' }),
      expected: [
        { path: '/spec/containers/name=old', live: '{"name":"old"}' },
        { path: '/spec/containers/name=new', desired: '{"name":"new"}' },
      ],
    },
    {
      name: 'tells another order of the same items',
      live: containers({ name: 'a' }, { name: 'b' }),
      desired: containers({ name: 'b' }, { name: 'a' }),
      expected: [
        {
          path: '/spec/containers',
          live: '[{"name":"a"},{"name":"b"}]',
          desired: '[{"name":"b"},{"name":"a"}]',
        },
      ],
    },
    {
      name: 'needs the protocol only where the port alone does not tell',
      live: spec({
        ports: [
          { port: 53, protocol: 'TCP' },
          { port: 53, protocol: 'UDP', targetPort: 1 },
        ],
      }),
      desired: spec({
        ports: [
          { port: 53, protocol: 'TCP' },
          { port: 53, protocol: 'UDP', targetPort: 2 },
        ],
      }),
      expected: [{ path: '/spec/ports/port=53;protocol=UDP/targetPort', live: '1', desired: '2' }],
    },
    ...[
      { field: 'volumeMounts', item: { mountPath: '/a', name: 'v' }, part: 'mountPath=~1a' },
      { field: 'ports', item: { containerPort: 80, name: 'http' }, part: 'containerPort=80' },
      { field: 'hostAliases', item: { ip: '10.0.0.1' }, part: 'ip=10.0.0.1' },
      { field: 'conditions', item: { type: 'Ready' }, part: 'type=Ready' },
      { field: 'items', item: { key: 'a' }, part: 'key=a' },
    ].map(({ field, item, part }) => ({
      name: `finds items of ${field} by ${part}`,
      live: spec({ [field]: [{ ...item, x: 1 }] }),
      desired: spec({ [field]: [{ ...item, x: 2 }] }),
      expected: [{ path: `/spec/${field}/${part}/x`, live: '1', desired: '2' }],
    })),
    {
      name: 'goes by the index where items have no key',
      live: spec({ rules: [{ verbs: ['a'] }, { verbs: ['b'] }] }),
      desired: spec({ rules: [{ verbs: ['a'] }, { verbs: ['c'] }] }),
      expected: [{ path: '/spec/rules/1/verbs', live: '["b"]', desired: '["c"]' }],
    },
    {
      name: 'cuts long values, and no character in two',
      live: spec({}),
      desired: spec({ text: `${'a'.repeat(197)}😀 and more` }),
      expected: [{ path: '/spec/text', desired: `"${'a'.repeat(197)}…` }],
    },
    {
      name: 'knows no property that every object has',
      live: spec({}),
      desired: spec({ constructor: 'x' }),
      expected: [{ path: '/spec/constructor', desired: '"x"' }],
    },
  ];
  it.each(cases)('$name', ({ live, desired, expected }) => {
    expect(diffObjects(live, desired, { salt })).toEqual(expected);
  });

  it('leaves out what is ignored, in both', () => {
    const live = object(
      { spec: { replicas: 5, list: [{ name: 'b', x: 1 }] } },
      { annotations: { 'a/b': '1' } },
    );
    const desired = object({ spec: { replicas: 2, list: [{ name: 'a' }, { name: 'b', x: 2 }] } });
    const ignore = ['/spec/replicas', '/spec/list/name=b', '/metadata/annotations/a~1b'];
    expect(diffObjects(live, desired, { salt, ignore })).toEqual([
      { path: '/spec/list/name=a', desired: '{"name":"a"}' },
    ]);
  });

  it('shows what is made, and what goes', () => {
    const whole = [
      { path: '/metadata/labels/a', desired: '"1"' },
      { path: '/apiVersion', desired: '"v1"' },
      { path: '/kind', desired: '"Own"' },
      { path: '/spec', desired: '{"b":2}' },
    ];
    const desired = object({ spec: { b: 2 } }, { labels: { a: '1' } });
    expect(diffObjects(undefined, desired, { salt })).toEqual(whole);
    expect(diffObjects(desired, undefined, { salt })).toHaveLength(whole.length);
  });

  it('tells keys of a Secret by hashes: changed, added, removed, and nothing of what stayed', () => {
    const secret = (data: ValueMap): KubernetesObject => ({ ...object({ data }), kind: 'Secret' });
    const changes = diffObjects(
      secret({ same: 'YQ==', changed: 'YQ==', removed: 'YQ==' }),
      secret({ same: 'YQ==', changed: 'Yg==', added: 'YQ==' }),
      { salt },
    );
    const hash = expect.stringMatching(/^"hmac:[0-9a-f]{12}"$/);
    expect(changes).toEqual([
      { path: '/data/changed', live: hash, desired: hash },
      { path: '/data/removed', live: hash },
      { path: '/data/added', desired: hash },
    ]);
    expect(changes[0]?.live).not.toBe(changes[0]?.desired);
    expect(changes[0]?.live).toBe(changes[1]?.live);
  });

  it('names the manager that set the live value, where it is another', () => {
    const entry = (manager: string, time: string, fieldsV1: ValueMap) => ({
      manager,
      operation: 'Update',
      time,
      fieldsV1,
    });
    const image = { 'f:spec': { 'f:containers': { 'k:{"name":"web"}': { '.': {}, 'f:image': {} } } } };
    const live = object(
      { spec: { containers: [{ name: 'web', image: 'x' }], ours: 1 } },
      {
        managedFields: [
          entry('old-edit', '2026-01-01T00:00:00Z', image),
          entry('kubectl-edit', '2026-01-02T00:00:00Z', image),
          entry('us', '2026-01-03T00:00:00Z', { ...image, 'f:spec': { ...image['f:spec'], 'f:ours': {} } }),
        ],
      },
    );
    const desired = object({ spec: { containers: [{ name: 'web', image: 'y' }], ours: 2, fresh: 1 } });
    expect(diffObjects(live, desired, { salt, ourManager: 'us' })).toEqual([
      { path: '/spec/containers/name=web/image', live: '"x"', desired: '"y"', manager: 'kubectl-edit' },
      { path: '/spec/ours', live: '1', desired: '2' },
      { path: '/spec/fresh', desired: '1' },
    ]);
  });

  const json = fc.letrec<{ value: Value }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom<Value>(null, 0, 1, 'a', 'b', true),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom('name', 'port', 'protocol', 'x', 'y'), tie('value'), { maxKeys: 3 }),
    ),
  })).value;

  it('is nothing exactly where nothing differs', () => {
    fc.assert(
      fc.property(json, json, (left, right) => {
        const changes = diffObjects(object({ spec: left }), object({ spec: right }), { salt });
        expect(changes.length === 0).toBe(canonicalJson(left) === canonicalJson(right));
        expect(diffObjects(object({ spec: left }), object({ spec: left }), { salt })).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('tells the same places in both directions', () => {
    fc.assert(
      fc.property(json, json, (left, right) => {
        const paths = (one: Value, other: Value) =>
          diffObjects(object({ spec: one }), object({ spec: other }), { salt })
            .map(({ path }) => path)
            .toSorted();
        expect(paths(left, right)).toEqual(paths(right, left));
      }),
    );
  });
});
