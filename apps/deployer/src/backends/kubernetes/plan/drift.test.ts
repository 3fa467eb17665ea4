import { describe, expect, it } from '@jest/globals';
import type { ValueMap } from '@tribble/resource-repo/format';
import { markOf } from './drift.ts';

const base = { uid: 'u', generation: 2, resourceVersion: '7', labels: { a: '1' }, annotations: { b: '2' } };
const apps = { group: 'apps', hasStatus: true };
const mark = (metadata: ValueMap, status: ValueMap = {}, type: Parameters<typeof markOf>[1] = apps) =>
  markOf({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 's1', ...metadata }, status }, type);

describe('markOf', () => {
  it.each<[string, ValueMap]>([
    ['a status', { ...base, resourceVersion: '8' }],
    ['another order of keys', Object.fromEntries(Object.entries(base).reverse())],
    ['managed fields', { ...base, managedFields: [] }],
  ])('does not change with %s', (_name, metadata) => {
    expect(mark(metadata, { replicas: 1 })).toBe(mark(base));
  });

  it.each<[string, ValueMap]>([
    ['the generation', { ...base, generation: 3 }],
    ['a label', { ...base, labels: { a: '2' } }],
    ['an annotation', { ...base, annotations: {} }],
    ['another object of the name', { ...base, uid: 'v' }],
  ])('changes with %s', (_name, metadata) => {
    expect(mark(metadata)).not.toBe(mark(base));
  });

  it.each<[string, Parameters<typeof markOf>[1], boolean]>([
    ['a kind with a status', { group: 'networking.k8s.io', hasStatus: true }, true],
    ['a workload of which nobody tells more', { group: 'batch' }, true],
    ['a custom resource without a status', { group: 'example.org', hasStatus: false }, true],
    ['a PriorityClass', { group: 'scheduling.k8s.io', hasStatus: false }, false],
    ['a kind of which nobody tells more', { group: 'scheduling.k8s.io' }, false],
  ])('of %s goes by its generation: %o %s', (_name, type, isGeneration) => {
    const [before, after] = [mark(base, {}, type), mark({ ...base, resourceVersion: '8' }, {}, type)];
    expect(after === before).toBe(isGeneration);
  });

  it('goes by the resourceVersion where there is no generation', () => {
    const { generation: _generation, ...rest } = base;
    expect(mark({ ...rest, resourceVersion: '8' })).not.toBe(mark(rest));
    expect(mark(rest)).toBe(mark(rest));
  });
});
