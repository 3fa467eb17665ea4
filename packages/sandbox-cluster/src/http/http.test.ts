import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type SandboxCluster, startSandboxCluster } from '../index.ts';
import { fieldAt, type JsonObject, objectOf, objectsOf, textOf } from '../json.ts';
import { ApiClient, deploymentBody } from '../testing/api-client.ts';

let cluster: SandboxCluster;
let api: ApiClient;
let number = 0;
let namespace: string;
let deployments: string;
let configMaps: string;

beforeAll(async () => {
  cluster = await startSandboxCluster({ readyDelayMs: 20 });
  api = new ApiClient(cluster.url);
});
afterAll(() => cluster.stop());
beforeEach(async () => {
  number += 1;
  namespace = `test-${number}`;
  deployments = `/apis/apps/v1/namespaces/${namespace}/deployments`;
  configMaps = `/api/v1/namespaces/${namespace}/configmaps`;
  await api.request('POST', '/api/v1/namespaces', { metadata: { name: namespace } });
});

const configMap = (name: string, more: JsonObject = {}): JsonObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name },
  ...more,
});
const meta = (body: JsonObject) => objectOf(body['metadata']);
const names = (body: JsonObject) => objectsOf(body['items']).map((item) => meta(item)['name']);

describe('errors', () => {
  const missingNamespace = '/apis/apps/v1/namespaces/nowhere/deployments';
  const at = (path: string) => path.replace('DEPLOYMENTS', deployments).replace('CONFIGMAPS', configMaps);
  const cases: {
    name: string;
    method: string;
    path: string;
    body?: unknown;
    type?: string;
    expected: JsonObject;
  }[] = [
    {
      name: 'an object that does not exist',
      method: 'GET',
      path: 'DEPLOYMENTS/none',
      expected: {
        kind: 'Status',
        status: 'Failure',
        code: 404,
        reason: 'NotFound',
        message: 'deployments.apps "none" not found',
        details: { name: 'none', group: 'apps', kind: 'deployments' },
      },
    },
    {
      name: 'a namespace that does not exist',
      method: 'POST',
      path: missingNamespace,
      body: deploymentBody('web'),
      expected: {
        code: 404,
        reason: 'NotFound',
        message: 'namespaces "nowhere" not found',
        details: { name: 'nowhere', kind: 'namespaces' },
      },
    },
    {
      name: 'a name that is not DNS-1123',
      method: 'POST',
      path: 'CONFIGMAPS',
      body: configMap('Not_A_Name'),
      expected: {
        code: 422,
        reason: 'Invalid',
        details: { kind: 'ConfigMap', causes: [{ reason: 'FieldValueInvalid', field: 'metadata.name' }] },
      },
    },
    {
      name: 'no name',
      method: 'POST',
      path: 'CONFIGMAPS',
      body: { metadata: {} },
      expected: {
        code: 422,
        message: 'ConfigMap "" is invalid: metadata.name: Required value: name or generateName is required',
      },
    },
    {
      name: 'a selector that does not match the template',
      method: 'POST',
      path: 'DEPLOYMENTS',
      body: deploymentBody('web', { selector: { matchLabels: { app: 'other' } } }),
      expected: {
        code: 422,
        details: {
          group: 'apps',
          kind: 'Deployment',
          causes: [
            {
              reason: 'FieldValueInvalid',
              field: 'spec.template.metadata.labels',
              message: 'Invalid value: {"app":"web"}: `selector` does not match template `labels`',
            },
          ],
        },
      },
    },
    {
      name: 'containers without name and image',
      method: 'POST',
      path: 'DEPLOYMENTS',
      body: deploymentBody('web', {
        template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{}] } },
      }),
      expected: {
        code: 422,
        message:
          'Deployment.apps "web" is invalid: [spec.template.spec.containers[0].name: Required value, ' +
          'spec.template.spec.containers[0].image: Required value]',
      },
    },
    {
      name: 'a body that is not JSON',
      method: 'POST',
      path: 'CONFIGMAPS',
      body: '{"a"',
      expected: { code: 400, reason: 'BadRequest' },
    },
    {
      name: 'a body of another kind',
      method: 'POST',
      path: 'CONFIGMAPS',
      body: deploymentBody('web'),
      expected: {
        code: 400,
        message: 'the API version in the data (apps/v1) does not match the expected API version (v1)',
      },
    },
    {
      name: 'a body for another namespace',
      method: 'POST',
      path: 'CONFIGMAPS',
      body: { metadata: { name: 'a', namespace: 'other' } },
      expected: {
        code: 400,
        message: 'the namespace of the provided object does not match the namespace sent on the request',
      },
    },
    {
      name: 'a patch in an unknown form',
      method: 'PATCH',
      path: 'CONFIGMAPS/a',
      body: {},
      type: 'text/plain',
      expected: { code: 415, reason: 'UnsupportedMediaType' },
    },
    {
      name: 'an apply without field manager',
      method: 'PATCH',
      path: 'CONFIGMAPS/a',
      body: configMap('a'),
      type: 'application/apply-patch+yaml',
      expected: {
        code: 422,
        message:
          'PatchOptions.meta.k8s.io "" is invalid: fieldManager: Required value: is required for apply patch',
      },
    },
    {
      name: 'a method that a collection does not have',
      method: 'PUT',
      path: 'CONFIGMAPS',
      body: configMap('a'),
      expected: { code: 405, reason: 'MethodNotAllowed' },
    },
    {
      name: 'a selector that cannot be read',
      method: 'GET',
      path: 'CONFIGMAPS?labelSelector=a%3Db%3Dc',
      expected: { code: 400, reason: 'BadRequest' },
    },
    {
      name: 'a continue token that is none',
      method: 'GET',
      path: 'CONFIGMAPS?limit=1&continue=x',
      expected: { code: 400, message: 'invalid continue token: continue key is not valid' },
    },
    {
      name: 'a streaming list',
      method: 'GET',
      path: 'CONFIGMAPS?watch=true&sendInitialEvents=true',
      expected: { code: 422, details: { causes: [{ field: 'sendInitialEvents' }] } },
    },
    {
      name: 'a subresource that does not exist',
      method: 'GET',
      path: 'DEPLOYMENTS/web/none',
      expected: { code: 404, message: 'the server could not find the requested resource' },
    },
    {
      name: 'a Secret whose data is not base64',
      method: 'POST',
      path: 'CONFIGMAPS/../secrets',
      body: { metadata: { name: 'a' }, data: { p: '*' } },
      expected: { code: 400, reason: 'BadRequest' },
    },
  ];
  it.each(cases)('$name', async ({ method, path, body, type, expected }) => {
    const answer = await api.request(method, at(path), body, type ? { 'content-type': type } : {});
    expect(answer.code).toBe(expected['code']);
    expect(answer.body).toMatchObject(expected);
  });

  it('plain text for a resource that is not served', async () => {
    const answer = await api.request('GET', '/apis/example.org/v1/things');
    expect(answer).toEqual({ code: 404, body: { text: '404 page not found\n' } });
  });

  it('409 for a name that is taken', async () => {
    await api.request('POST', configMaps, configMap('a'));
    const { code, body } = await api.request('POST', configMaps, configMap('a'));
    expect(code).toBe(409);
    expect(body).toMatchObject({ reason: 'AlreadyExists', message: 'configmaps "a" already exists' });
  });

  it('409 for a write that is based on an older state', async () => {
    const { body } = await api.request('POST', configMaps, configMap('a'));
    await api.request('PUT', `${configMaps}/a`, configMap('a', { data: { x: '1' } }));
    const answer = await api.request('PUT', `${configMaps}/a`, { ...body, data: { x: '2' } });
    expect(answer.body).toMatchObject({
      code: 409,
      reason: 'Conflict',
      message:
        'Operation cannot be fulfilled on configmaps "a": the object has been modified; ' +
        'please apply your changes to the latest version and try again',
    });
  });

  it('406 when no form of the answer suits', async () => {
    const answer = await api.request('GET', configMaps, undefined, {
      accept: 'application/vnd.kubernetes.protobuf',
    });
    expect(answer.body).toMatchObject({ code: 406, reason: 'NotAcceptable' });
  });

  it('413 for a body that is too large', async () => {
    const answer = await api.request(
      'POST',
      configMaps,
      configMap('a', { data: { x: 'x'.repeat(4 << 20) } }),
    );
    expect(answer.body).toMatchObject({ code: 413, reason: 'RequestEntityTooLarge' });
  });

  it.each([
    ['Deployment selector', 'spec.selector', { spec: { selector: { matchLabels: { app: 'x' } } } }],
    ['number of replicas below zero', 'spec.replicas', { spec: { replicas: -1 } }],
  ])('422 for a wrong change: %s', async (_name, field, patch) => {
    await api.request('POST', deployments, deploymentBody('web'));
    const { code, body } = await api.request('PATCH', `${deployments}/web`, patch, {
      'content-type': 'application/merge-patch+json',
    });
    expect(code).toBe(422);
    expect(objectsOf(fieldAt(body, 'details', 'causes')).map((cause) => cause['field'])).toContain(field);
  });
});

describe('writes', () => {
  it('bump the generation for spec and annotations of a Deployment, not for labels or status', async () => {
    await api.request('POST', deployments, deploymentBody('web', { paused: true }));
    const generationAfter = async (patch: JsonObject, door = '') => {
      const type = { 'content-type': 'application/merge-patch+json' };
      const { body } = await api.request('PATCH', `${deployments}/web${door}`, patch, type);
      return meta(body)['generation'];
    };
    expect(await generationAfter({ metadata: { labels: { a: 'b' } } })).toBe(1);
    expect(await generationAfter({ spec: { replicas: 2 } })).toBe(2);
    expect(await generationAfter({ metadata: { annotations: { a: 'b' } } })).toBe(3);
    expect(await generationAfter({ status: { replicas: 9 } }, '/status')).toBe(3);
    expect(await generationAfter({ spec: { replicas: 3 } }, '/status')).toBe(3);
  });

  it('do not bump the resource version when nothing changes', async () => {
    const created = await api.request('POST', configMaps, configMap('a', { data: { x: '1' } }));
    const again = await api.request('PUT', `${configMaps}/a`, configMap('a', { data: { x: '1' } }));
    expect(again.body).toEqual(created.body);
  });

  it('name objects after generateName', async () => {
    const { code, body } = await api.request('POST', configMaps, { metadata: { generateName: 'a-' } });
    expect(code).toBe(201);
    expect(meta(body)['name']).toMatch(/^a-[a-z0-9]{5}$/);
  });

  it('fold stringData of a Secret into data', async () => {
    const secrets = `/api/v1/namespaces/${namespace}/secrets`;
    const { body } = await api.request('POST', secrets, { metadata: { name: 'a' }, stringData: { p: 'x' } });
    expect(body).toMatchObject({ type: 'Opaque', data: { p: 'eA==' } });
    expect(body).not.toHaveProperty('stringData');
  });

  it('give a Service its address and keep it', async () => {
    const services = `/api/v1/namespaces/${namespace}/services`;
    const service = { metadata: { name: 'web' }, spec: { ports: [{ port: 80 }] } };
    const { body } = await api.request('POST', services, service);
    expect(body['spec']).toMatchObject({
      type: 'ClusterIP',
      clusterIP: expect.stringMatching(/^10\.96\./),
      ports: [{ port: 80, targetPort: 80, protocol: 'TCP' }],
    });
    const replaced = await api.request('PUT', `${services}/web`, service);
    expect(replaced.body['spec']).toEqual(body['spec']);
    const moved = { ...service, spec: { ...service.spec, clusterIP: '10.96.0.1' } };
    expect((await api.request('PUT', `${services}/web`, moved)).code).toBe(422);
  });

  it('change the size through the scale subresource, under its own name', async () => {
    await api.request('POST', deployments, deploymentBody('web'));
    const { body } = await api.request(
      'PATCH',
      `${deployments}/web/scale?fieldManager=hpa`,
      { spec: { replicas: 3 } },
      { 'content-type': 'application/merge-patch+json' },
    );
    expect(body).toMatchObject({ kind: 'Scale', spec: { replicas: 3 }, status: { selector: 'app=web' } });
    const live = await api.request('GET', `${deployments}/web`);
    expect(objectsOf(meta(live.body)['managedFields'])).toContainEqual(
      expect.objectContaining({
        manager: 'hpa',
        operation: 'Update',
        subresource: 'scale',
        fieldsV1: { 'f:spec': { 'f:replicas': {} } },
      }),
    );
  });
});

describe('server-side apply', () => {
  const path = () => `${configMaps}/a`;

  it('creates, leaves alone what is the same, and removes what is dropped', async () => {
    const first = await api.apply(path(), 'git', configMap('a', { data: { x: '1', y: '2' } }));
    expect(first.code).toBe(201);
    const again = await api.apply(path(), 'git', configMap('a', { data: { x: '1', y: '2' } }));
    expect(again).toEqual({ code: 200, body: first.body });
    const less = await api.apply(path(), 'git', configMap('a', { data: { x: '1' } }));
    expect(less.body['data']).toEqual({ x: '1' });
  });

  it('previews with dryRun=All: a creation has a uid but no resource version, a change the live one', async () => {
    const preview = await api.apply(path(), 'git', configMap('a', { data: { x: '1' } }), '&dryRun=All');
    expect(preview.code).toBe(201);
    expect(meta(preview.body)).toHaveProperty('uid');
    expect(meta(preview.body)).not.toHaveProperty('resourceVersion');
    expect((await api.request('GET', path())).code).toBe(404);
    const live = await api.apply(path(), 'git', configMap('a', { data: { x: '1' } }));
    const change = await api.apply(path(), 'git', configMap('a', { data: { x: '2' } }), '&dryRun=All');
    expect(change.body['data']).toEqual({ x: '2' });
    expect(meta(change.body)['resourceVersion']).toBe(meta(live.body)['resourceVersion']);
    expect((await api.request('GET', path())).body).toEqual(live.body);
  });

  it('conflicts with an edit by someone else until forced', async () => {
    await api.apply(path(), 'git', configMap('a', { data: { x: '1' } }));
    const type = { 'content-type': 'application/merge-patch+json' };
    await api.request('PATCH', `${path()}?fieldManager=kubectl-edit`, { data: { x: '2' } }, type);
    const refused = await api.apply(path(), 'git', configMap('a', { data: { x: '1' } }));
    expect(refused.body).toMatchObject({
      code: 409,
      reason: 'Conflict',
      message: 'Apply failed with 1 conflict: conflict with "kubectl-edit" using v1: .data.x',
      details: { causes: [{ reason: 'FieldManagerConflict', field: '.data.x' }] },
    });
    const forced = await api.apply(path(), 'git', configMap('a', { data: { x: '1' } }), '&force=true');
    expect(forced.body['data']).toEqual({ x: '1' });
  });

  it('keeps labels that someone else added', async () => {
    await api.apply(path(), 'git', configMap('a', { data: { x: '1' } }));
    const type = { 'content-type': 'application/merge-patch+json' };
    await api.request('PATCH', path(), { metadata: { labels: { foreign: 'yes' } } }, type);
    const { body } = await api.apply(path(), 'git', configMap('a', { data: { x: '2' } }));
    expect(meta(body)['labels']).toEqual({ foreign: 'yes' });
  });

  it('puts the default back when a field is dropped', async () => {
    await api.apply(`${deployments}/web`, 'git', deploymentBody('web', { replicas: 3, paused: true }));
    const { body } = await api.apply(`${deployments}/web`, 'git', deploymentBody('web', { paused: true }));
    expect(fieldAt(body, 'spec', 'replicas')).toBe(1);
  });

  describe('and another writer of replicas', () => {
    const web = () => `${deployments}/web`;
    const scale = (replicas: number) =>
      api.request(
        'PATCH',
        `${web()}/scale?fieldManager=hpa`,
        { spec: { replicas } },
        { 'content-type': 'application/merge-patch+json' },
      );
    const replicas = ({ body }: { body: JsonObject }) => fieldAt(body, 'spec', 'replicas');

    it('conflicts with its value, and wins when forced', async () => {
      await api.apply(web(), 'git', deploymentBody('web', { replicas: 2 }));
      await scale(5);
      const refused = await api.apply(web(), 'git', deploymentBody('web', { replicas: 2 }));
      expect(refused.body['message']).toBe(
        'Apply failed with 1 conflict: ' +
          'conflict with "hpa" with subresource "scale" using apps/v1: .spec.replicas',
      );
      const forced = await api.apply(web(), 'git', deploymentBody('web', { replicas: 2 }), '&force=true');
      expect(replicas(forced)).toBe(2);
    });

    it('leaves its value when git drops the field', async () => {
      await api.apply(web(), 'git', deploymentBody('web', { replicas: 2 }));
      await scale(5);
      expect(replicas(await api.apply(web(), 'git', deploymentBody('web')))).toBe(5);
    });

    it('shares its value when git declares the same, so that dropping it later keeps it', async () => {
      await api.apply(web(), 'git', deploymentBody('web', { replicas: 2 }));
      await scale(5);
      await api.apply(web(), 'git', deploymentBody('web', { replicas: 5 }));
      expect(replicas(await api.apply(web(), 'git', deploymentBody('web')))).toBe(5);
    });
  });

  it('takes over from kubectl when managedFields are rewritten', async () => {
    const type = { 'content-type': 'application/merge-patch+json' };
    await api.request('POST', `${configMaps}?fieldManager=kubectl-client-side-apply`, configMap('a'));
    const before = await api.request(
      'PATCH',
      `${path()}?fieldManager=kubectl-client-side-apply`,
      { data: { x: '1', y: '2' } },
      type,
    );
    const entries = objectsOf(meta(before.body)['managedFields']);
    const taken = entries.map((entry) => ({ ...entry, manager: 'git', operation: 'Apply' }));
    const { resourceVersion } = meta(before.body);
    await api.request(
      'PATCH',
      path(),
      [
        { op: 'test', path: '/metadata/resourceVersion', value: resourceVersion },
        { op: 'replace', path: '/metadata/managedFields', value: taken },
      ],
      { 'content-type': 'application/json-patch+json' },
    );
    const { body } = await api.apply(path(), 'git', configMap('a', { data: { x: '1' } }));
    expect(body['data']).toEqual({ x: '1' });
    expect(objectsOf(meta(body)['managedFields']).map(({ manager }) => manager)).toEqual(['git']);
  });

  it('reads YAML', async () => {
    const { code, body } = await api.request(
      'PATCH',
      `${path()}?fieldManager=git`,
      'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndata:\n  day: "2026-01-01"\n',
      { 'content-type': 'application/apply-patch+yaml' },
    );
    expect(code).toBe(201);
    expect(body['data']).toEqual({ day: '2026-01-01' });
  });

  it('owns stringData of a Secret, so that a dropped key stays', async () => {
    const secret = `/api/v1/namespaces/${namespace}/secrets/a`;
    const body = (stringData: JsonObject) => ({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'a' },
      stringData,
    });
    await api.apply(secret, 'git', body({ p: 'x', q: 'y' }));
    const dropped = await api.apply(secret, 'git', body({ p: 'x' }));
    expect(dropped.body['data']).toEqual({ p: 'eA==', q: 'eQ==' });
    expect(objectsOf(meta(dropped.body)['managedFields'])[0]?.['fieldsV1']).toEqual({
      'f:stringData': { 'f:p': {} },
    });
  });

  it.each([
    { name: 'managedFields in the body', metadata: { managedFields: [{ manager: 'x' }] }, code: 400 },
    { name: 'another uid', metadata: { uid: 'other' }, code: 422 },
    { name: 'an old resource version', metadata: { resourceVersion: '1' }, code: 409 },
  ])('answers $code for $name', async ({ metadata, code }) => {
    await api.apply(path(), 'git', configMap('a'));
    const body = { ...configMap('a'), metadata: { name: 'a', ...metadata } };
    expect((await api.apply(path(), 'git', body)).code).toBe(code);
  });
});

describe('lists', () => {
  beforeEach(async () => {
    for (const [name, tier] of Object.entries({ a: 'front', b: 'back', c: 'front', d: 'back' })) {
      await api.request('POST', configMaps, { metadata: { name, labels: { tier } } });
    }
  });

  it.each([
    ['?labelSelector=tier%3Dfront', ['a', 'c']],
    ['?labelSelector=tier%20notin%20(front)', ['b', 'd']],
    ['?fieldSelector=metadata.name%3Db', ['b']],
    ['?labelSelector=tier%3Dfront&fieldSelector=metadata.name!%3Da', ['c']],
  ])('filter with %s', async (query, expected) => {
    const { body } = await api.request('GET', configMaps + query);
    expect(names(body)).toEqual(expected);
    expect(body).toMatchObject({ kind: 'ConfigMapList', apiVersion: 'v1' });
  });

  it('come in pages that all show the state of the first', async () => {
    const first = await api.request('GET', `${configMaps}?limit=3`);
    expect(names(first.body)).toEqual(['a', 'b', 'c']);
    expect(meta(first.body)['remainingItemCount']).toBe(1);
    await api.request('DELETE', `${configMaps}/d`);
    await api.request('POST', configMaps, configMap('e'));
    const token = encodeURIComponent(textOf(meta(first.body)['continue']));
    const second = await api.request('GET', `${configMaps}?limit=3&continue=${token}`);
    expect(names(second.body)).toEqual(['d']);
    expect(meta(second.body)['resourceVersion']).toBe(meta(first.body)['resourceVersion']);
    expect(meta(second.body)).not.toHaveProperty('continue');
  });

  it('are shown as metadata only, or as a table', async () => {
    const partial = 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1';
    const metadata = await api.request('GET', configMaps, undefined, { accept: partial });
    expect(metadata.body).toMatchObject({
      kind: 'PartialObjectMetadataList',
      items: [{ kind: 'PartialObjectMetadata', metadata: { name: 'a' } }, {}, {}, {}],
    });
    const table = await api.request('GET', configMaps, undefined, {
      accept: 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json',
    });
    expect(table.body).toMatchObject({
      kind: 'Table',
      columnDefinitions: [{ name: 'Name' }, { name: 'Data' }, { name: 'Age' }],
    });
    expect(objectsOf(table.body['rows']).map((row) => fieldAt(row, 'object', 'metadata', 'name'))).toEqual([
      'a',
      'b',
      'c',
      'd',
    ]);
  });
});

describe('deletions', () => {
  it('answer with a Status when the object is gone', async () => {
    const created = await api.request('POST', configMaps, configMap('a'));
    const { code, body } = await api.request('DELETE', `${configMaps}/a`);
    expect(code).toBe(200);
    expect(body).toMatchObject({
      kind: 'Status',
      status: 'Success',
      details: { name: 'a', kind: 'configmaps', uid: meta(created.body)['uid'] },
    });
  });

  it('answer with the object while a finalizer holds it, and end with the finalizer', async () => {
    await api.request('POST', configMaps, { metadata: { name: 'a', finalizers: ['example.org/x'] } });
    const pending = await api.request('DELETE', `${configMaps}/a`);
    expect(pending.body).toMatchObject({ kind: 'ConfigMap', metadata: { finalizers: ['example.org/x'] } });
    expect(meta(pending.body)).toHaveProperty('deletionTimestamp');
    const type = { 'content-type': 'application/merge-patch+json' };
    await api.request('PATCH', `${configMaps}/a`, { metadata: { finalizers: null } }, type);
    expect((await api.request('GET', `${configMaps}/a`)).code).toBe(404);
  });

  it('refuse another uid than the one asked for', async () => {
    await api.request('POST', configMaps, configMap('a'));
    const { body } = await api.request('DELETE', `${configMaps}/a`, { preconditions: { uid: 'other' } });
    expect(body).toMatchObject({ code: 409, reason: 'Conflict' });
    expect(body['message']).toContain('the UID in the precondition (other) does not match the UID in record');
  });

  it('take a collection with a selector', async () => {
    for (const name of ['a', 'b']) {
      await api.request('POST', configMaps, { metadata: { name, labels: { name } } });
    }
    await api.request('DELETE', `${configMaps}?labelSelector=name%3Da`);
    expect(names((await api.request('GET', configMaps)).body)).toEqual(['b']);
  });

  it('take the content of a namespace with it', async () => {
    await api.request('POST', deployments, deploymentBody('web'));
    await api.request('POST', configMaps, { metadata: { name: 'held', finalizers: ['example.org/x'] } });
    const { body } = await api.request('DELETE', `/api/v1/namespaces/${namespace}`);
    expect(body).toMatchObject({ kind: 'Namespace', status: { phase: 'Terminating' } });
    const refused = await api.request('POST', configMaps, configMap('late'));
    expect(refused.body).toMatchObject({
      code: 403,
      reason: 'Forbidden',
      details: { causes: [{ reason: 'NamespaceTerminating' }] },
    });
    await api.untilGone(deployments, 'web');
    const waiting = await api.until('/api/v1/namespaces', (object) => {
      const conditions = objectsOf(fieldAt(object, 'status', 'conditions'));
      return (
        meta(object)['name'] === namespace &&
        conditions.some(({ message }) => !textOf(message).includes('pods'))
      );
    });
    expect(fieldAt(waiting, 'status', 'conditions')).toMatchObject([
      {
        type: 'NamespaceContentRemaining',
        status: 'True',
        reason: 'SomeResourcesRemain',
        message: 'Some resources are remaining: configmaps has 1 resource instances',
      },
      {
        type: 'NamespaceFinalizersRemaining',
        status: 'True',
        reason: 'SomeFinalizersRemain',
        message:
          'Some content in the namespace has finalizers remaining: example.org/x in 1 resource instances',
      },
    ]);
    const type = { 'content-type': 'application/merge-patch+json' };
    await api.request('PATCH', `${configMaps}/held`, { metadata: { finalizers: null } }, type);
    await api.untilGone('/api/v1/namespaces', namespace);
    expect((await api.request('GET', configMaps)).body['items']).toEqual([]);
  });

  it.each([
    { policy: 'Background', left: 0 },
    { policy: 'Foreground', left: 0 },
    { policy: 'Orphan', left: 1 },
  ])('$policy leaves $left of the ReplicaSets', async ({ policy, left }) => {
    const replicaSets = `/apis/apps/v1/namespaces/${namespace}/replicasets`;
    const pods = `/api/v1/namespaces/${namespace}/pods`;
    await api.request('POST', deployments, deploymentBody('web'));
    const { metadata } = await api.until(pods, () => true);
    await api.request('DELETE', `${deployments}/web`, { propagationPolicy: policy });
    await api.untilGone(deployments, 'web');
    if (left === 0) await api.untilGone(pods, textOf(objectOf(metadata)['name']));
    const { body } = await api.request('GET', replicaSets);
    expect(objectsOf(body['items'])).toHaveLength(left);
    for (const item of objectsOf(body['items'])) expect(meta(item)).not.toHaveProperty('ownerReferences');
  });
});

describe('watches', () => {
  it('tell what a filter lets through: adding, leaving and deleting', async () => {
    const { body } = await api.request('GET', configMaps);
    const version = textOf(meta(body)['resourceVersion']);
    const events = api.watch(`${configMaps}?watch=true&resourceVersion=${version}&labelSelector=on%3Dyes`);
    const type = { 'content-type': 'application/merge-patch+json' };
    const label = (on: string) =>
      api.request('PATCH', `${configMaps}/a`, { metadata: { labels: { on } } }, type);
    await api.request('POST', configMaps, configMap('a'));
    await label('yes');
    await api.request('PATCH', `${configMaps}/a`, { data: { x: '1' } }, type);
    await label('no');
    await label('yes');
    await api.request('DELETE', `${configMaps}/a`);
    const types: unknown[] = [];
    for await (const event of events) {
      types.push(event['type']);
      if (types.length === 5) break;
    }
    expect(types).toEqual(['ADDED', 'MODIFIED', 'DELETED', 'ADDED', 'DELETED']);
  });

  it('begin with what exists when no version is asked for, and end after timeoutSeconds with a bookmark', async () => {
    await api.request('POST', configMaps, configMap('a'));
    const types: unknown[] = [];
    for await (const event of api.watch(`${configMaps}?watch=1&timeoutSeconds=1&allowWatchBookmarks=true`)) {
      types.push(event['type']);
    }
    expect(types).toEqual(['ADDED', 'BOOKMARK']);
  });

  it('show metadata only when asked', async () => {
    await api.request('POST', configMaps, configMap('a', { data: { x: '1' } }));
    const accept = 'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1';
    const response = await fetch(`${cluster.url}${configMaps}?watch=true&timeoutSeconds=1`, {
      headers: { accept },
    });
    expect(JSON.parse(await response.text())).toMatchObject({
      type: 'ADDED',
      object: { kind: 'PartialObjectMetadata', metadata: { name: 'a' } },
    });
  });
});
