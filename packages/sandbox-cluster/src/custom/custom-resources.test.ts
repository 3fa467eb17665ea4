import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type SandboxCluster, startSandboxCluster } from '../index.ts';
import { fieldAt, type JsonObject, objectsOf } from '../json.ts';
import { ApiClient } from '../testing/api-client.ts';
import { conditionsOf, definitionOf, definitions, establish } from '../testing/definitions.ts';

let cluster: SandboxCluster;
let api: ApiClient;

beforeAll(async () => {
  cluster = await startSandboxCluster({ readyDelayMs: 10 });
  api = new ApiClient(cluster.url);
  await establish(api, 'widgets', 'Widget');
});
afterAll(() => cluster.stop());

const widgets = '/apis/example.com/v1/namespaces/default/widgets';
const widget = (name: string, spec: JsonObject, more: JsonObject = {}): JsonObject => ({
  apiVersion: 'example.com/v1',
  kind: 'Widget',
  metadata: { name },
  spec,
  ...more,
});

describe('a definition', () => {
  it('is answered without conditions and established a moment later', async () => {
    const before = await api.request('GET', '/apis/example.com/v1/namespaces/default/gadgets');
    expect(before).toEqual({ code: 404, body: { text: '404 page not found\n' } });
    const created = await api.apply(
      `${definitions}/gadgets.example.com`,
      'git',
      definitionOf('gadgets', 'Gadget'),
    );
    expect(created.code).toBe(201);
    expect(conditionsOf(created.body)).toEqual({});
    const found = await api.until(definitions, (object) => conditionsOf(object)['Established'] === 'True');
    expect(conditionsOf(found)).toEqual({ NamesAccepted: 'True', Established: 'True' });
    expect(fieldAt(found, 'status', 'storedVersions')).toEqual(['v1']);
  });

  it('shows in discovery, in both forms, and in the schemas', async () => {
    const { body } = await api.request('GET', '/apis/example.com/v1');
    expect(objectsOf(body['resources']).map(({ name }) => name)).toEqual(
      expect.arrayContaining(['widgets', 'widgets/status', 'widgets/scale']),
    );
    const accept = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList';
    const aggregated = await api.request('GET', '/apis', undefined, { accept });
    const names = objectsOf(aggregated.body['items']).map((item) => fieldAt(item, 'metadata', 'name'));
    expect(names).toContain('example.com');
    const { body: index } = await api.request('GET', '/openapi/v3');
    expect(Object.keys(fieldAt(index, 'paths') as JsonObject)).toContain('apis/example.com/v1');
  });

  it('is not accepted while its kind belongs to another one', async () => {
    await api.request('POST', definitions, definitionOf('doodads', 'Widget'));
    const found = await api.until(
      definitions,
      (object) =>
        fieldAt(object, 'metadata', 'name') === 'doodads.example.com' &&
        'NamesAccepted' in conditionsOf(object),
    );
    expect(objectsOf(fieldAt(found, 'status', 'conditions'))).toMatchObject([
      {
        type: 'NamesAccepted',
        status: 'False',
        reason: 'ListKindConflict',
        message: '"WidgetList" is already in use',
      },
      { type: 'Established', status: 'False', reason: 'NotAccepted' },
    ]);
  });

  it.each([
    {
      name: 'another name than that of its resource',
      change: { metadata: { name: 'x.example.com' } },
      message: 'metadata.name: Invalid value: "x.example.com": must be spec.names.plural+"."+spec.group',
    },
    {
      name: 'a schema without types',
      change: { schema: { properties: { spec: { type: 'object', properties: { a: {} } } } } },
      message:
        '[spec.validation.openAPIV3Schema.properties[spec].properties[a].type: Required value: must not be empty for specified object fields, ' +
        'spec.validation.openAPIV3Schema.type: Required value: must not be empty at the root]',
    },
    {
      name: 'a scope that does not exist',
      change: { scope: 'Foo' },
      message: 'spec.scope: Unsupported value: "Foo": supported values: "Cluster", "Namespaced"',
    },
  ])('is refused for $name', async ({ change, message }) => {
    const { code, body } = await api.request('POST', definitions, definitionOf('things', 'Thing', change));
    expect(code).toBe(422);
    expect(body['message']).toContain(`is invalid: ${message}`);
  });

  it('keeps its scope once it is established', async () => {
    const { code, body } = await api.request(
      'PATCH',
      `${definitions}/widgets.example.com`,
      { spec: { scope: 'Cluster' } },
      { 'content-type': 'application/merge-patch+json' },
    );
    expect(code).toBe(422);
    expect(body['message']).toContain('spec.scope: Invalid value: "Cluster": field is immutable');
  });
});

describe('server-side apply of a custom object', () => {
  it('answers a dry run with defaults and without a version, and creates nothing', async () => {
    const { code, body } = await api.apply(
      `${widgets}/dry`,
      'git',
      widget('dry', { size: 1 }),
      '&dryRun=All',
    );
    expect(code).toBe(201);
    expect(body).toMatchObject({ spec: { size: 1, color: 'red', replicas: 1 }, metadata: { generation: 1 } });
    expect(fieldAt(body, 'metadata', 'resourceVersion')).toBeUndefined();
    expect((await api.request('GET', `${widgets}/dry`)).code).toBe(404);
  });

  it('owns what it declares, in the terms of the schema', async () => {
    const spec = {
      size: 1,
      tags: ['x'],
      ports: [{ name: 'p', port: 1 }],
      free: { k: 'v' },
      any: { a: { b: [1] } },
    };
    const { body } = await api.apply(`${widgets}/owned`, 'git', widget('owned', spec));
    expect(fieldAt(objectsOf(fieldAt(body, 'metadata', 'managedFields'))[0], 'fieldsV1')).toEqual({
      'f:spec': {
        'f:any': { 'f:a': { '.': {}, 'f:b': {} } },
        'f:free': { 'f:k': {} },
        'f:ports': { 'k:{"name":"p"}': { '.': {}, 'f:name': {}, 'f:port': {} } },
        'f:size': {},
        'f:tags': { 'v:"x"': {} },
      },
    });
  });

  it('changes no version when nothing changes, and raises the generation when the spec does', async () => {
    const first = await api.apply(`${widgets}/same`, 'git', widget('same', { size: 1, color: 'blue' }));
    const again = await api.apply(`${widgets}/same`, 'git', widget('same', { size: 1, color: 'blue' }));
    expect(again).toEqual({ code: 200, body: first.body });
    const { body } = await api.apply(`${widgets}/same`, 'git', widget('same', { size: 1 }));
    expect(body).toMatchObject({ metadata: { generation: 2 }, spec: { color: 'red' } });
  });

  const refusals: { name: string; spec: JsonObject; says: string }[] = [
    {
      name: 'an unknown field',
      spec: { size: 1, nope: 1 },
      says: '.spec.nope: field not declared in schema',
    },
    {
      name: 'a value of the wrong type',
      spec: { size: 'x' },
      says: '.spec.size: expected numeric (int or float), got string',
    },
    {
      name: 'several mistakes',
      spec: { size: 1, free: { k: 1 }, ports: [{ name: 'a' }, { name: 'a' }], tags: ['x', 'x'] },
      says:
        'errors:\n  .spec.free.k: expected string, got &value.valueUnstructured{Value:1}\n' +
        '  .spec.ports: duplicate entries for key [name="a"]\n  .spec.tags: duplicate entries for key [="x"]',
    },
    {
      name: 'an item without its key',
      spec: { size: 1, ports: [{ port: 3 }], any: 4 },
      says:
        'errors:\n  .spec.ports: element 0: associative list with keys has an element that omits all key fields ["name"] ' +
        `(and doesn't have default values for any key fields)\n  .spec.any: expected map, got &{4}`,
    },
  ];
  it.each(refusals)('is refused for $name with 500', async ({ spec, says }) => {
    const { code, body } = await api.apply(`${widgets}/b`, 'git', widget('b', spec));
    expect(code).toBe(500);
    expect(body['message']).toBe(
      `failed to create typed patch object (/b; example.com/v1, Kind=Widget): ${says}`,
    );
    expect(body['reason']).toBeUndefined();
  });

  it('is refused for what breaks a rule of the schema with 422', async () => {
    const { code, body } = await api.apply(
      `${widgets}/b`,
      'git',
      widget('b', { size: 0, color: 'green', name: 'bbbbbbb' }),
    );
    expect(code).toBe(422);
    expect(body['message']).toBe(
      'Widget.example.com "b" is invalid: [spec.size: Invalid value: 0: spec.size in body should be greater than or equal to 1, ' +
        'spec.color: Unsupported value: "green": supported values: "red", "blue", spec.name: Too long: may not be more than 5 bytes]',
    );
  });
});

describe('a custom object', () => {
  it('loses unknown fields, with a warning unless the client wants none', async () => {
    const response = await fetch(`${cluster.url}${widgets}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(widget('pruned', { size: 1, nope: 1 }, { top: 1 })),
    });
    expect(response.status).toBe(201);
    expect(response.headers.get('warning')).toBe(
      '299 - "unknown field \\"spec.nope\\"", 299 - "unknown field \\"top\\""',
    );
    const body = (await response.json()) as JsonObject;
    expect(body['spec']).toEqual({ size: 1, color: 'red', replicas: 1 });
    expect(body['top']).toBeUndefined();
  });

  it('is refused for unknown fields when the client is strict', async () => {
    const { code, body } = await api.request(
      'POST',
      `${widgets}?fieldValidation=Strict`,
      widget('strict', { size: 1, nope: 1 }),
    );
    expect(code).toBe(400);
    expect(body['message']).toBe(
      'Widget in version "v1" cannot be handled as a Widget: strict decoding error: unknown field "spec.nope"',
    );
  });

  it('is refused for a wrong type with 422', async () => {
    const { code, body } = await api.request('POST', widgets, widget('typed', { size: 'x' }));
    expect(code).toBe(422);
    expect(body['message']).toBe(
      'Widget.example.com "typed" is invalid: spec.size: Invalid value: "string": spec.size in body must be of type integer: "string"',
    );
  });

  it('has a status and a scale of its own', async () => {
    await api.request('POST', widgets, widget('doors', { size: 1 }));
    const merge = { 'content-type': 'application/merge-patch+json' };
    const status = { status: { phase: 'Up', replicas: 2, selector: 'a=b' }, spec: { size: 9 } };
    await api.request('PATCH', `${widgets}/doors/status`, status, merge);
    await api.request('PATCH', `${widgets}/doors/scale`, { spec: { replicas: 4 } }, merge);
    const scale = await api.request('GET', `${widgets}/doors/scale`);
    expect(scale.body).toMatchObject({ spec: { replicas: 4 }, status: { replicas: 2, selector: 'a=b' } });
    const { body } = await api.request('GET', `${widgets}/doors`);
    expect(body).toMatchObject({
      metadata: { generation: 2 },
      spec: { size: 1, replicas: 4 },
      status: { phase: 'Up' },
    });
  });

  it('takes no strategic merge patch', async () => {
    const { code } = await api.request(
      'PATCH',
      `${widgets}/doors`,
      { spec: { size: 2 } },
      { 'content-type': 'application/strategic-merge-patch+json' },
    );
    expect(code).toBe(415);
  });

  it('goes with its namespace', async () => {
    await api.request('POST', '/api/v1/namespaces', { metadata: { name: 'short' } });
    const inside = '/apis/example.com/v1/namespaces/short/widgets';
    await api.request('POST', inside, widget('a', { size: 1 }));
    await api.request('DELETE', '/api/v1/namespaces/short');
    await api.untilGone('/api/v1/namespaces', 'short');
    expect((await api.request('GET', inside)).body['items']).toEqual([]);
  });

  it('goes with its owner', async () => {
    const { body } = await api.request('POST', '/api/v1/namespaces/default/configmaps', {
      metadata: { name: 'owner' },
    });
    const uid = fieldAt(body, 'metadata', 'uid') ?? '';
    const owner = { apiVersion: 'v1', kind: 'ConfigMap', name: 'owner', uid };
    const metadata = { name: 'owned-by', ownerReferences: [owner] };
    await api.request('POST', widgets, widget('owned-by', { size: 1 }, { metadata }));
    await api.request('DELETE', '/api/v1/namespaces/default/configmaps/owner');
    await api.untilGone(widgets, 'owned-by');
  });
});

describe('several versions', () => {
  it('show the same objects', async () => {
    await establish(api, 'twins', 'Twin', { versions: ['v1', 'v1beta1'] });
    const at = (version: string) => `/apis/example.com/${version}/namespaces/default/twins`;
    const body = { metadata: { name: 'a' }, spec: { size: 1 } };
    expect((await api.request('POST', at('v1beta1'), body)).body['apiVersion']).toBe('example.com/v1beta1');
    expect((await api.request('GET', `${at('v1')}/a`)).body['apiVersion']).toBe('example.com/v1');
    const { body: group } = await api.request('GET', '/apis/example.com');
    expect(fieldAt(group, 'preferredVersion', 'version')).toBe('v1');
  });
});

describe('a definition that is deleted', () => {
  it('waits for its objects, takes no new ones, and ends its endpoints', async () => {
    await establish(api, 'holders', 'Holder');
    const holders = '/apis/example.com/v1/namespaces/default/holders';
    const metadata = { name: 'a', finalizers: ['example.com/hold'] };
    await api.request('POST', holders, { metadata, spec: { size: 1 } });
    const name = 'holders.example.com';
    const deleted = await api.request('DELETE', `${definitions}/${name}`);
    expect(deleted.body).toMatchObject({
      metadata: { finalizers: ['customresourcecleanup.apiextensions.k8s.io'] },
    });
    const reasonOf = (object: JsonObject) =>
      objectsOf(fieldAt(object, 'status', 'conditions')).find(({ type }) => type === 'Terminating')?.[
        'reason'
      ];
    expect(reasonOf(deleted.body)).toBe('InstanceDeletionPending');
    await api.until(definitions, (object) => reasonOf(object) === 'InstanceDeletionInProgress');
    const refused = await api.request('POST', holders, { metadata: { name: 'b' }, spec: { size: 1 } });
    expect(refused).toMatchObject({
      code: 403,
      body: {
        message:
          'holders.example.com "b" is forbidden: create not allowed while custom resource definition is terminating',
      },
    });
    const merge = { 'content-type': 'application/merge-patch+json' };
    await api.request('PATCH', `${holders}/a`, { metadata: { finalizers: null } }, merge);
    await api.untilGone(definitions, name);
    expect((await api.request('GET', holders)).body).toEqual({ text: '404 page not found\n' });
  });
});
