import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type AccessRequest, type SandboxCluster, startSandboxCluster } from '../index.ts';
import { fieldAt, type JsonObject } from '../json.ts';
import { ApiClient, deploymentBody } from '../testing/api-client.ts';

let cluster: SandboxCluster;
let api: ApiClient;
beforeAll(async () => {
  cluster = await startSandboxCluster({ readyDelayMs: 10 });
  api = new ApiClient(cluster.url);
});
afterAll(() => cluster.stop());

const configMaps = '/api/v1/namespaces/default/configmaps';
const deployments = '/apis/apps/v1/namespaces/default/deployments';
const configMap = (name: string, more: JsonObject = {}, metadata: JsonObject = {}): JsonObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, ...metadata },
  ...more,
});
const withContainer = (fields: JsonObject, spec: JsonObject = {}): JsonObject => {
  const body = deploymentBody('typed', spec);
  const template = {
    metadata: { labels: { app: 'typed' } },
    spec: { containers: [{ name: 'c', image: 'i', ...fields }] },
  };
  return { ...body, spec: { ...(body['spec'] as JsonObject), template } };
};

describe('server-side apply of a built-in kind', () => {
  const at = '.spec.template.spec.containers[name="c"]';
  const mistakes: { name: string; body: JsonObject; says: string }[] = [
    {
      name: 'an unknown field',
      body: withContainer({}, { foo: 1 }),
      says: '.spec.foo: field not declared in schema',
    },
    {
      name: 'a number that is text',
      body: withContainer({}, { replicas: '3' }),
      says: '.spec.replicas: expected numeric (int or float), got string',
    },
    {
      name: 'two variables of one name',
      body: withContainer({ env: [{ name: 'a' }, { name: 'a', value: '2' }] }),
      says: `${at}.env: duplicate entries for key [name="a"]`,
    },
    {
      name: 'two ports that are one by default',
      body: withContainer({ ports: [{ containerPort: 1 }, { containerPort: 1, protocol: 'TCP' }] }),
      says: `${at}.ports: duplicate entries for key [containerPort=1,protocol="TCP"]`,
    },
    {
      name: 'a list that is text',
      body: withContainer({ command: 'x' }),
      says: `${at}.command: expected list, got &{x}`,
    },
    {
      name: 'an item of an atomic list',
      body: withContainer({ args: [1] }),
      says: `${at}.args[0]: expected string, got &value.valueUnstructured{Value:1}`,
    },
  ];
  it.each(mistakes)('answers 500 for $name', async ({ body, says }) => {
    const answer = await api.apply(`${deployments}/typed`, 'git', body, '&dryRun=All');
    const message = `failed to create typed patch object (/typed; apps/v1, Kind=Deployment): ${says}`;
    expect(answer).toMatchObject({ code: 500, body: { message, status: 'Failure' } });
  });

  it.each([
    {
      name: 'half a replica',
      body: withContainer({}, { replicas: 1.5 }),
      says: 'cannot convert float64 to int32',
    },
    {
      name: 'a quantity that is none',
      body: withContainer({ resources: { limits: { cpu: 'x' } } }),
      says: "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'",
    },
  ])('answers 500 for $name', async ({ body, says }) => {
    const answer = await api.apply(`${deployments}/typed`, 'git', body, '&dryRun=All');
    expect(answer.code).toBe(500);
    expect(answer.body['message']).toBe(
      'failed to convert new object (/typed; apps/v1, Kind=Deployment) to proper version: ' +
        `unable to convert unstructured object to apps/v1, Kind=Deployment: ${says}`,
    );
  });

  const identities: { name: string; metadata: JsonObject; exists: boolean; expected: JsonObject }[] = [
    {
      name: 'managed fields',
      metadata: { managedFields: [{ manager: 'a' }] },
      exists: false,
      expected: { code: 400, message: 'metadata.managedFields must be nil' },
    },
    {
      name: 'a uid of what does not exist',
      metadata: { uid: 'u' },
      exists: false,
      expected: {
        code: 409,
        message:
          'Operation cannot be fulfilled on configmaps "identity": uid mismatch: the provided object specified uid u, and no existing object was found',
      },
    },
    {
      name: 'another uid',
      metadata: { uid: 'u' },
      exists: true,
      expected: {
        code: 422,
        message: 'ConfigMap "identity" is invalid: metadata.uid: Invalid value: "u": field is immutable',
      },
    },
    {
      name: 'another resource version',
      metadata: { resourceVersion: '1' },
      exists: true,
      expected: { code: 409, reason: 'Conflict' },
    },
  ];
  it.each(identities)('refuses $name (exists: $exists)', async ({ metadata, exists, expected }) => {
    await api.request('DELETE', `${configMaps}/identity`);
    if (exists) await api.request('POST', configMaps, configMap('identity'));
    const { body } = await api.apply(
      `${configMaps}/identity`,
      'git',
      configMap('identity', {}, metadata),
      '&dryRun=All',
    );
    expect(body).toMatchObject(expected);
  });

  it('echoes a resource version when it only would create', async () => {
    const body = configMap('echo', {}, { resourceVersion: '5' });
    const answer = await api.apply(`${configMaps}/echo`, 'git', body, '&dryRun=All');
    expect(answer).toMatchObject({ code: 201, body: { metadata: { resourceVersion: '5' } } });
  });

  it('drops a key that kubectl owned, once its entry was taken over by a patch', async () => {
    const path = `${configMaps}/adopted`;
    const data = { a: '1', b: '2' };
    const { body } = await api.request(
      'POST',
      `${configMaps}?fieldManager=kubectl-client-side-apply`,
      configMap('adopted', { data }),
    );
    const entry = {
      ...(fieldAt(body, 'metadata', 'managedFields') as JsonObject[])[0],
      manager: 'git',
      operation: 'Apply',
    };
    const patch = (version: string) =>
      api.request(
        'PATCH',
        path,
        [
          { op: 'test', path: '/metadata/resourceVersion', value: version },
          { op: 'replace', path: '/metadata/managedFields', value: [entry] },
        ],
        { 'content-type': 'application/json-patch+json' },
      );
    expect(await patch('0')).toMatchObject({
      code: 422,
      body: { reason: 'Invalid', message: 'the server rejected our request due to an error in our request' },
    });
    const version = fieldAt(body, 'metadata', 'resourceVersion');
    expect((await patch(typeof version === 'string' ? version : '')).code).toBe(200);
    const applied = await api.apply(path, 'git', configMap('adopted', { data: { a: '1' } }));
    expect(applied.body['data']).toEqual({ a: '1' });
  });
});

describe('field validation', () => {
  const body = withContainer({ env: [{ name: 'a', valu: '1' }] }, { foo: 1 });

  it('refuses unknown fields of a body with 400', async () => {
    const answer = await api.request('POST', `${deployments}?fieldValidation=Strict&dryRun=All`, body);
    expect(answer.code).toBe(400);
    expect(answer.body['message']).toContain(
      'cannot be handled as a Deployment: strict decoding error: unknown field',
    );
    expect(answer.body['message']).toContain('unknown field "spec.template.spec.containers[0].env[0].valu"');
  });

  it('refuses unknown fields of a patch with 422', async () => {
    await api.request('POST', configMaps, configMap('patched'));
    const headers = { 'content-type': 'application/merge-patch+json' };
    const path = `${configMaps}/patched?fieldValidation=Strict`;
    const answer = await api.request('PATCH', path, { foo: 1 }, headers);
    expect(answer.code).toBe(422);
    expect(answer.body['message']).toContain('strict decoding error: unknown field "foo"');
  });

  it('drops them otherwise', async () => {
    const answer = await api.request('POST', `${deployments}?fieldValidation=Ignore&dryRun=All`, body);
    expect(answer.code).toBe(201);
    expect(fieldAt(answer.body, 'spec', 'foo')).toBeUndefined();
  });

  it('refuses a value of the wrong type whatever the client says', async () => {
    const path = `${configMaps}?fieldValidation=Ignore`;
    const answer = await api.request('POST', path, configMap('typed', { data: { a: 1 } }));
    expect(answer.body).toMatchObject({
      code: 400,
      message:
        'ConfigMap in version "v1" cannot be handled as a ConfigMap: json: cannot unmarshal number into Go struct field ConfigMap.data of type string',
    });
  });
});

describe('limits', () => {
  const options: { name: string; method: string; path: string; message: string }[] = [
    {
      name: 'a manager with a long name',
      method: 'POST',
      path: `?fieldManager=${'a'.repeat(129)}`,
      message:
        'CreateOptions.meta.k8s.io "" is invalid: fieldManager: Too long: may not be more than 128 bytes',
    },
    {
      name: 'a validation that does not exist',
      method: 'POST',
      path: '?fieldValidation=Foo',
      message:
        'CreateOptions.meta.k8s.io "" is invalid: fieldValidation: Unsupported value: "Foo": supported values: "", "Ignore", "Strict", "Warn"',
    },
    {
      name: 'a propagation policy that does not exist',
      method: 'DELETE',
      path: '/x?propagationPolicy=Frob',
      message:
        'DeleteOptions.meta.k8s.io "" is invalid: propagationPolicy: Unsupported value: "Frob": supported values: "Foreground", "Background", "Orphan", "nil"',
    },
    {
      name: 'a dry run of another kind',
      method: 'DELETE',
      path: '?dryRun=Foo',
      message:
        'DeleteOptions.meta.k8s.io "" is invalid: dryRun: Unsupported value: ["Foo"]: supported values: "All"',
    },
  ];
  it.each(options)('refuses $name', async ({ method, path, message }) => {
    const body = method === 'POST' ? configMap('x') : undefined;
    const answer = await api.request(method, configMaps + path, body);
    expect(answer).toMatchObject({ code: 422, body: { message } });
  });

  it('refuses an object that is larger than what etcd takes', async () => {
    const args = ['x'.repeat(1_700_000)];
    const body = { metadata: { name: 'big' }, spec: { containers: [{ name: 'a', image: 'b', args }] } };
    const answer = await api.request('POST', '/api/v1/namespaces/default/pods', body);
    expect(answer).toMatchObject({ code: 500, body: { message: 'etcdserver: request is too large' } });
  });

  it.each([
    {
      path: '?resourceVersion=abc',
      code: 400,
      message: 'invalid resource version: resourceVersion: Invalid value: "abc"',
    },
    { path: '?limit=abc', code: 400, message: 'strconv.ParseInt: parsing "abc": invalid syntax' },
    {
      path: '?resourceVersion=999999999',
      code: 504,
      message: 'Timeout: Too large resource version: 999999999',
    },
  ])('refuses a list with $path', async ({ path, code, message }) => {
    const answer = await api.request('GET', configMaps + path);
    expect(answer.code).toBe(code);
    expect(answer.body['message']).toContain(message);
  });

  it('reads the options of a deletion from its body alone, if it has one', async () => {
    await api.request('POST', configMaps, configMap('options'));
    const { body } = await api.request('DELETE', `${configMaps}/options?dryRun=All`, {
      kind: 'DeleteOptions',
    });
    expect(body['kind']).toBe('Status');
    expect((await api.request('GET', `${configMaps}/options`)).code).toBe(404);
  });
});

describe('a namespace that is being deleted', () => {
  const namespace = '/api/v1/namespaces/held';
  it('waits for its finalizers, takes no new content, and still is applied itself', async () => {
    const metadata = { name: 'held', finalizers: ['example.com/hold'] };
    await api.request('POST', '/api/v1/namespaces', { metadata });
    const { body } = await api.request('DELETE', namespace);
    expect(body).toMatchObject({ kind: 'Namespace', status: { phase: 'Terminating' } });
    const refused = await api.apply(`${namespace}/configmaps/a`, 'git', configMap('a'), '&dryRun=All');
    expect(refused).toMatchObject({
      code: 403,
      body: {
        message:
          'configmaps "a" is forbidden: unable to create new content in namespace held because it is being terminated',
        details: { causes: [{ reason: 'NamespaceTerminating', field: 'metadata.namespace' }] },
      },
    });
    const itself = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'held', labels: { a: 'b' } } };
    expect((await api.apply(namespace, 'git', itself)).code).toBe(200);
    const merge = { 'content-type': 'application/merge-patch+json' };
    await api.request('PATCH', namespace, { metadata: { finalizers: null } }, merge);
    await api.untilGone('/api/v1/namespaces', 'held');
  });

  it('answers 404 for what is not there, in a dry run as well', async () => {
    const path = '/api/v1/namespaces/none/configmaps/a';
    const answer = await api.apply(path, 'git', configMap('a'), '&dryRun=All');
    expect(answer).toMatchObject({ code: 404, body: { message: 'namespaces "none" not found' } });
  });
});

describe('logs of a pod', () => {
  const pods = '/api/v1/namespaces/default/pods';
  beforeAll(async () => {
    const annotations = { 'sandbox.tribble.dev/log': 'one\ntwo\nthree' };
    const containers = [
      { name: 'a', image: 'a' },
      { name: 'b', image: 'b' },
    ];
    await api.request('POST', pods, { metadata: { name: 'logs', annotations }, spec: { containers } });
  });

  it.each([
    { query: 'container=a', text: 'one\ntwo\nthree\n' },
    { query: 'container=b&tailLines=1', text: 'three\n' },
    { query: 'container=a&tailLines=0', text: '' },
    { query: 'container=a&limitBytes=3&previous=true', text: 'one' },
  ])('$query', async ({ query, text }) => {
    expect(await api.request('GET', `${pods}/logs/log?${query}`)).toEqual({ code: 200, body: { text } });
  });

  it.each([
    {
      path: 'logs/log',
      code: 400,
      message: 'a container name must be specified for pod logs, choose one of: [a b]',
    },
    { path: 'logs/log?container=c', code: 400, message: 'container c is not valid for pod logs' },
    { path: 'none/log', code: 404, message: 'pods "none" not found' },
  ])('refuses $path', async ({ path, code, message }) => {
    expect(await api.request('GET', `${pods}/${path}`)).toMatchObject({ code, body: { message } });
  });
});

describe('access', () => {
  const asked: AccessRequest[] = [];
  let guarded: SandboxCluster;
  let alice: (
    method: string,
    path: string,
    headers?: Record<string, string>,
    body?: JsonObject,
  ) => ReturnType<ApiClient['request']>;
  beforeAll(async () => {
    guarded = await startSandboxCluster({
      authenticate: (token) => (token === 'secret' ? 'alice' : undefined),
      authorize: (request) => {
        asked.push(request);
        return request.verb === 'patch' || request.user === 'bob' ? '' : undefined;
      },
    });
    const client = new ApiClient(guarded.url);
    alice = (method, path, headers = {}, body = undefined) =>
      client.request(method, path, body, { authorization: 'Bearer secret', ...headers });
  });
  afterAll(() => guarded.stop());

  it('is refused with 401 without a valid token', async () => {
    const { code, body } = await alice('GET', configMaps, { authorization: 'Bearer other' });
    expect(code).toBe(401);
    expect(body).toMatchObject({ reason: 'Unauthorized', message: 'Unauthorized' });
  });

  it('is denied with 403 in the words of a real server', async () => {
    const apply = { 'content-type': 'application/apply-patch+yaml' };
    const { body } = await alice('PATCH', `${deployments}/w?fieldManager=t`, apply, {});
    expect(body).toMatchObject({
      code: 403,
      reason: 'Forbidden',
      message:
        'deployments.apps "w" is forbidden: User "alice" cannot patch resource "deployments" in API group "apps" in the namespace "default"',
      details: { name: 'w', group: 'apps', kind: 'deployments' },
    });
  });

  it('is judged as the impersonated user, whom the sender has to be allowed to be', async () => {
    const { body } = await alice('GET', '/api/v1/nodes', { 'impersonate-user': 'bob' });
    expect(body['message']).toBe(
      'nodes is forbidden: User "bob" cannot list resource "nodes" in API group "" at the cluster scope',
    );
    expect(asked).toContainEqual({
      user: 'alice',
      verb: 'impersonate',
      group: '',
      resource: 'users',
      namespace: '',
      name: 'bob',
    });
  });

  it('can be asked for beforehand', async () => {
    const review = (verb: string) =>
      alice(
        'POST',
        '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
        {},
        {
          spec: { resourceAttributes: { verb, resource: 'pods', namespace: 'default' } },
        },
      );
    expect(fieldAt((await review('get')).body, 'status', 'allowed')).toBe(true);
    expect(fieldAt((await review('patch')).body, 'status', 'allowed')).toBe(false);
    const rules = await alice(
      'POST',
      '/apis/authorization.k8s.io/v1/selfsubjectrulesreviews',
      {},
      { spec: {} },
    );
    expect(rules).toMatchObject({ code: 201, body: { status: { resourceRules: [{ verbs: ['*'] }] } } });
  });
});

it('says that the server limits requests itself', async () => {
  const response = await fetch(`${cluster.url}/livez/ping`, { method: 'HEAD' });
  expect(response.headers.get('x-kubernetes-pf-flowschema-uid')).toMatch(/^[0-9a-f-]{36}$/);
});
