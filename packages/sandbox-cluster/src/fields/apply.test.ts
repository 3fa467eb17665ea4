import { describe, expect, it } from '@jest/globals';
import { ApiError } from '../api-error.ts';
import { type JsonObject } from '../json.ts';
import { applyConfiguration, type ApplyResult } from './apply.ts';
import { fromFieldsV1, toFieldsV1 } from './field-set.ts';
import { type Manager, trackUpdate } from './managed-fields.ts';
import { testType } from '../testing/test-type.ts';

const writer = (name: string) => ({ name, apiVersion: 'apps/v1', subresource: undefined, time: 'now' });
const apply = (
  name: string,
  config: JsonObject,
  before: ApplyResult = { merged: {}, managers: [] },
  force = false,
): ApplyResult =>
  applyConfiguration({
    type: testType,
    live: before.merged,
    config,
    managers: before.managers,
    writer: writer(name),
    force,
    title: 'default/web; apps/v1, Kind=Deployment',
  });
const owned = ({ managers }: ApplyResult, name: string) => {
  const manager = managers.find((candidate) => candidate.name === name);
  return manager && toFieldsV1(manager.fields);
};
const refusalOf = (action: () => unknown): ApiError => {
  try {
    action();
  } catch (error) {
    if (error instanceof ApiError) return error;
    throw error;
  }
  throw new Error('expected a refusal');
};
const container = (fields: JsonObject) => ({ spec: { containers: [{ name: 'web', ...fields }] } });

describe('applyConfiguration', () => {
  it('owns the leaves that it declares and each item of a list with keys', () => {
    const result = apply('a', {
      metadata: { labels: { app: 'web' } },
      spec: {
        selector: { matchLabels: { app: 'web' } },
        containers: [{ name: 'web', args: ['-v'], ports: [{ containerPort: 80 }] }],
      },
    });
    expect(owned(result, 'a')).toEqual({
      'f:metadata': { 'f:labels': { 'f:app': {} } },
      'f:spec': {
        'f:selector': {},
        'f:containers': {
          'k:{"name":"web"}': {
            '.': {},
            'f:name': {},
            'f:args': {},
            'f:ports': { 'k:{"containerPort":80,"protocol":"TCP"}': { '.': {}, 'f:containerPort': {} } },
          },
        },
      },
    });
  });

  const cases: { name: string; first: JsonObject; second: JsonObject; merged: JsonObject }[] = [
    {
      name: 'removes a field that it alone owned and no longer declares',
      first: { data: { a: '1', b: '2' } },
      second: { data: { a: '1' } },
      merged: { data: { a: '1' } },
    },
    {
      name: 'removes a structure whose last owned field goes',
      first: container({ image: 'x', securityContext: { runAsUser: 1 } }),
      second: container({ image: 'x' }),
      merged: container({ image: 'x' }),
    },
    {
      name: 'removes an item of a list with keys',
      first: { spec: { containers: [{ name: 'web' }, { name: 'side' }] } },
      second: { spec: { containers: [{ name: 'web' }] } },
      merged: { spec: { containers: [{ name: 'web' }] } },
    },
    {
      name: 'replaces an atomic list',
      first: container({ args: ['a', 'b'] }),
      second: container({ args: ['c'] }),
      merged: container({ args: ['c'] }),
    },
    {
      name: 'replaces an atomic object',
      first: { spec: { selector: { app: 'a', tier: 'b' } } },
      second: { spec: { selector: { app: 'a' } } },
      merged: { spec: { selector: { app: 'a' } } },
    },
    {
      name: 'keeps the order of the configuration',
      first: { spec: { containers: [{ name: 'a' }, { name: 'b' }] } },
      second: { spec: { containers: [{ name: 'b' }, { name: 'c' }, { name: 'a' }] } },
      merged: { spec: { containers: [{ name: 'b' }, { name: 'c' }, { name: 'a' }] } },
    },
    {
      name: 'removes one finalizer of a set',
      first: { metadata: { finalizers: ['x/a', 'x/b'] } },
      second: { metadata: { finalizers: ['x/b'] } },
      merged: { metadata: { finalizers: ['x/b'] } },
    },
  ];
  it.each(cases)('$name', ({ first, second, merged }) => {
    expect(apply('a', second, apply('a', first)).merged).toEqual(merged);
  });

  it('keeps a field that another manager owns as well', () => {
    const both = apply('b', { data: { a: '1', b: '2' } }, apply('a', { data: { a: '1', b: '2' } }));
    const result = apply('a', { data: { a: '1' } }, both);
    expect(result.merged).toEqual({ data: { a: '1', b: '2' } });
    expect(owned(result, 'b')).toEqual({ 'f:data': { 'f:a': {}, 'f:b': {} } });
  });

  it('keeps what nobody declared: defaults and foreign fields', () => {
    const first = apply('a', container({ image: 'x:1' }));
    const defaulted = { ...first, merged: container({ image: 'x:1', imagePullPolicy: 'IfNotPresent' }) };
    expect(apply('a', container({ image: 'x:2' }), defaulted).merged).toEqual(
      container({ image: 'x:2', imagePullPolicy: 'IfNotPresent' }),
    );
  });

  it('keeps the items of others in their places', () => {
    const live = { spec: { containers: [{ name: 'web' }, { name: 'proxy', image: 'p' }, { name: 'log' }] } };
    const config = { spec: { containers: [{ name: 'web', image: 'x' }, { name: 'log' }] } };
    expect(apply('a', config, { merged: live, managers: [] }).merged).toEqual({
      spec: { containers: [{ name: 'web', image: 'x' }, { name: 'proxy', image: 'p' }, { name: 'log' }] },
    });
  });

  it('refuses to change a field of another manager, and names it', () => {
    const live = apply('a', { spec: { replicas: 1 } });
    const refusal = refusalOf(() => apply('b', { spec: { replicas: 2 } }, live));
    expect(refusal.status()).toMatchObject({
      code: 409,
      reason: 'Conflict',
      message: 'Apply failed with 1 conflict: conflict with "a": .spec.replicas',
      details: {
        causes: [{ reason: 'FieldManagerConflict', message: 'conflict with "a"', field: '.spec.replicas' }],
      },
    });
  });

  it('lists several conflicts by manager, with the door that an update came through', () => {
    const managers: Manager[] = [
      {
        name: 'hpa',
        operation: 'Update',
        apiVersion: 'apps/v1',
        subresource: 'scale',
        time: 'then',
        fields: fromFieldsV1({ 'f:spec': { 'f:replicas': {}, 'f:paused': {} } }),
      },
    ];
    const live = { merged: { spec: { replicas: 1, paused: false } }, managers };
    const refusal = refusalOf(() => apply('b', { spec: { replicas: 2, paused: true } }, live));
    expect(refusal.message).toBe(
      'Apply failed with 2 conflicts: conflicts with "hpa" with subresource "scale" using apps/v1:\n' +
        '- .spec.replicas\n- .spec.paused',
    );
  });

  it('takes the field over when forced', () => {
    const result = apply(
      'b',
      { spec: { replicas: 2 } },
      apply('a', { spec: { replicas: 1, paused: true } }),
      true,
    );
    expect(result.merged).toEqual({ spec: { replicas: 2, paused: true } });
    expect(owned(result, 'a')).toEqual({ 'f:spec': { 'f:paused': {} } });
    expect(owned(result, 'b')).toEqual({ 'f:spec': { 'f:replicas': {} } });
  });

  it('shares a field when both declare the same value', () => {
    const result = apply('b', { spec: { replicas: 1 } }, apply('a', { spec: { replicas: 1 } }));
    expect(owned(result, 'a')).toEqual(owned(result, 'b'));
  });

  it('keeps the time of an entry whose fields stay', () => {
    const first = apply('a', { data: { a: '1' } });
    const second = applyConfiguration({
      type: testType,
      live: first.merged,
      config: { data: { a: '1' } },
      managers: first.managers,
      writer: { ...writer('a'), time: 'later' },
      force: false,
      title: '',
    });
    expect(second.managers.map(({ time }) => time)).toEqual(['now']);
  });

  it('refuses a list in which two items share a key, with the answer of a typed server', () => {
    const refusal = refusalOf(() =>
      apply('a', container({ env: [{ name: 'A' }, { name: 'A', value: '1' }] })),
    );
    expect(refusal).toMatchObject({
      code: 500,
      reason: '',
      message:
        'failed to create typed patch object (default/web; apps/v1, Kind=Deployment): ' +
        '.spec.containers[name="web"].env: duplicate entries for key [name="A"]',
    });
  });
});

describe('trackUpdate', () => {
  const own = (managers: Manager[], name: string) => owned({ merged: {}, managers }, name);

  it('gives the writer what it changed or added and takes it from everyone else', () => {
    const { merged, managers } = apply('a', { spec: { replicas: 1, paused: false } });
    const after = { spec: { replicas: 2, paused: false, minReadySeconds: 5 } };
    const result = trackUpdate(managers, merged, after, { type: testType, writer: writer('edit') });
    expect(own(result, 'a')).toEqual({ 'f:spec': { 'f:paused': {} } });
    expect(own(result, 'edit')).toEqual({ 'f:spec': { 'f:replicas': {}, 'f:minReadySeconds': {} } });
  });

  it('takes what was removed from every owner', () => {
    const { merged, managers } = apply('a', { data: { a: '1', b: '2' } });
    const result = trackUpdate(
      managers,
      merged,
      { data: { a: '1' } },
      { type: testType, writer: writer('edit') },
    );
    expect(own(result, 'a')).toEqual({ 'f:data': { 'f:a': {} } });
    expect(own(result, 'edit')).toEqual({});
  });

  it('owns new composites together with their parts', () => {
    const result = trackUpdate(
      [],
      undefined,
      { metadata: { labels: { app: 'web' } } },
      { type: testType, writer: writer('create') },
    );
    expect(own(result, 'create')).toEqual({ 'f:metadata': { 'f:labels': { '.': {}, 'f:app': {} } } });
  });
});
