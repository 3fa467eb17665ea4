import { afterEach, describe, expect, it } from '@jest/globals';
import { createRepository, type Fixture } from '@tribble/git-fixture';
import { parseTrailers } from '@tribble/resource-repo/format';
import { type RecordingLogger, recordingLogger } from '@tribble/service-kit/testing';
import { type Answer, send, startServer, type TestServer } from './testing-server.ts';

const ended: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ended.splice(0).reverse()) await end();
});

const repository = JSON.stringify({
  commits: [
    {
      name: 'head',
      files: {
        'latest/version/s1.yaml': 'version: "1"\n',
        'latest/version/old.yml': 'version: "1"\n',
        'latest/version/twice.yml': 'version: "1"',
        'latest/version/twice.yaml': 'version: "1"',
        'dev/base/s1.yaml': 'base',
      },
    },
  ],
});

type World = TestServer & { fixture: Fixture; lines: RecordingLogger['lines'] };

async function start(prepare?: (fixture: Fixture) => Promise<void>): Promise<World> {
  const fixture = await createRepository(repository);
  ended.push(() => fixture.remove());
  await prepare?.(fixture);
  const { log, lines } = recordingLogger();
  const server = await startServer(fixture.path, log);
  ended.push(() => server.close());
  return { ...server, fixture, lines };
}

function register(
  { url }: TestServer,
  resource: string,
  body: unknown,
  headers?: Record<string, string>,
): Promise<Answer> {
  return send(`${url}/api/resources/${encodeURIComponent(resource)}/versions`, 'POST', body, headers);
}

describe('registering a version', () => {
  it('commits it with the changelog, the author and where it comes from', async () => {
    const here = await start();
    const changelog = 'Fix the leak\n\nTribble-Action: lock\nTribble-Target: prod';
    const body = {
      version: '1.10',
      data: { logLevel: 'debug', replicas: 2 },
      changelog,
      source: 'https://ci/7',
    };
    const answer = await register(here, 'payments/api', body, { 'Tribble-Author': 'Ann B <ann@x>' });
    const commit = await here.fixture.resolve('main');
    expect(answer).toEqual({
      status: 201,
      type: 'application/json',
      body: {
        resource: 'payments/api',
        environment: 'latest',
        version: '1.10',
        versionId: await here.fixture.git('rev-parse', 'main:latest/version/payments/api.yaml'),
        commit,
      },
    });
    expect(await here.fixture.git('show', 'main:latest/version/payments/api.yaml')).toBe(
      'version: "1.10"\nlogLevel: debug\nreplicas: "2"',
    );
    const [who, message = ''] = (await here.fixture.git('log', '-1', '--format=%an <%ae>|%cn%x00%B')).split(
      '\0',
    );
    expect(who).toBe('Ann B <ann@x>|Tribble aggregator');
    expect(message).toContain(`Register payments/api 1.10\n\n${changelog}\n\n`);
    expect(parseTrailers(message)).toEqual([
      ['Tribble-Action', 'register'],
      ['Tribble-Target', 'latest'],
      ['Tribble-Resource', 'payments/api'],
      ['Tribble-Source', 'https://ci/7'],
    ]);
    expect(here.live.state.resources['payments/api']?.cells['latest']).toMatchObject({
      version: '1.10',
      commit,
    });
  });

  it('takes the same content again for done, however much came after it, and turns nothing back', async () => {
    const here = await start();
    const first = await register(here, 's1', { version: '2', data: { a: 1, b: 2 } });
    await register(here, 's1', { version: '3' });
    const head = await here.fixture.resolve('main');
    const again = await register(here, 's1', { version: '2', data: { b: 2, a: 1 } });
    expect(again).toEqual({ ...first, status: 200 });
    expect(await here.fixture.resolve('main')).toBe(head);
    expect(await here.fixture.git('show', 'main:latest/version/s1.yaml')).toBe('version: "3"');
  });

  it('refuses the same version with other content, and names the commit that has it', async () => {
    const here = await start();
    const first = await register(here, 's1', { version: '2' });
    const answer = await register(here, 's1', { version: '2', data: { a: 'b' } });
    expect(answer).toMatchObject({
      status: 409,
      type: 'application/problem+json',
      body: { title: 'Conflict' },
    });
    expect(answer.body['detail']).toBe(
      `s1 2 was registered with other content by commit ${String(first.body['commit'])}. Give the new build a version of its own.`,
    );
    expect(await here.fixture.resolve('main')).toBe(first.body['commit']);
  });

  it('writes to the file that is there, whatever its extension', async () => {
    const here = await start();
    expect(await register(here, 'old', { version: '1' })).toMatchObject({ status: 200 });
    expect(await register(here, 'old', { version: '2' })).toMatchObject({ status: 201 });
    expect(await here.fixture.git('ls-tree', '--name-only', 'main:latest/version')).toBe(
      'old.yml\ns1.yaml\ntwice.yaml\ntwice.yml',
    );
    expect(await register(here, 'twice', { version: '2' })).toMatchObject({
      status: 409,
      body: {
        detail: 'twice is there twice: keep one of latest/version/twice.yaml, latest/version/twice.yml.',
      },
    });
  });

  it('registers anew what was deleted since', async () => {
    const here = await start();
    await here.repo.commit(() => ({
      files: new Map([['latest/version/s1.yaml', null]]),
      message: { subject: 'delete' },
    }));
    const answer = await register(here, 's1', { version: '1' });
    expect(answer).toMatchObject({ status: 201, body: { commit: await here.fixture.resolve('main') } });
    expect(await here.fixture.git('show', 'main:latest/version/s1.yaml')).toBe('version: "1"');
  });

  it('registers what many ask for at once, each in a commit of its own', async () => {
    const here = await start();
    const names = Array.from({ length: 12 }, (_, index) => `n${index}`);
    const answers = await Promise.all(names.map((name) => register(here, name, { version: '1' })));
    expect(new Set(answers.map(({ body }) => body['commit'])).size).toBe(12);
    expect(await here.fixture.git('rev-list', '--count', 'main')).toBe('13');
    expect(Object.keys(here.live.state.resources)).toEqual(expect.arrayContaining(names));
  });

  it('writes to another environment only where it exists', async () => {
    const here = await start();
    expect(await register(here, 's1', { version: '2', environment: 'dev' })).toMatchObject({ status: 201 });
    expect(await register(here, 's1', { version: '2', environment: 'prod' })).toMatchObject({
      status: 404,
      body: { detail: 'There is no environment "prod"; there are: dev, latest.' },
    });
  });

  it('names an author whose name is not ASCII', async () => {
    const here = await start();
    const name = Buffer.from('Jörg Ж <j@x>', 'utf8').toString('latin1');
    await register(here, 's1', { version: '2' }, { 'Tribble-Author': name });
    expect(await here.fixture.git('log', '-1', '--format=%an')).toBe('Jörg Ж');
  });
});

describe('a request that is refused, and changes nothing', () => {
  it.each([
    {
      name: 'a number',
      body: '{"version": 1.10}',
      status: 400,
      path: '/body/version',
      message: 'must be string',
    },
    {
      name: 'no version',
      body: {},
      status: 400,
      path: '/body/version',
      message: "must have required property 'version'",
    },
    { name: 'an empty version', body: { version: '' }, status: 400, path: '/body/version' },
    { name: 'two lines', body: { version: '1\n2' }, status: 400, path: '/body/version' },
    { name: 'an unknown field', body: { version: '1', verison: '2' }, status: 400, path: '/body/verison' },
    {
      name: 'a version in data',
      body: { version: '1', data: { version: '2' } },
      status: 400,
      path: '/body/data/version',
    },
    {
      name: 'data of no use',
      body: { version: '1', data: { containers: 1 } },
      status: 400,
      path: '/body/data',
    },
    {
      name: 'a bad environment',
      body: { version: '1', environment: '../x' },
      status: 400,
      path: '/body/environment',
    },
    {
      name: 'a bad author',
      body: { version: '1' },
      headers: { 'Tribble-Author': 'Ann' },
      status: 400,
      path: '/headers/tribble-author',
    },
    { name: 'broken JSON', body: '{"version": ', status: 400, detail: /^The body is not JSON/ },
    { name: 'a list', body: '["1"]', status: 400 },
    { name: 'no JSON at all', body: 'version: 1', headers: { 'Content-Type': 'text/plain' }, status: 415 },
    {
      name: 'a large body',
      body: { version: '1', data: { a: 'x'.repeat(2 ** 20) } },
      status: 413,
      detail: /larger than 1 MiB/,
    },
  ])('$name', async ({ body, headers, status, path, message, detail }) => {
    const here = await start();
    const answer = await register(here, 's1', body, headers);
    expect(answer).toMatchObject({ status, type: 'application/problem+json' });
    if (path !== undefined) {
      const fault = { path, message: message ?? expect.any(String) };
      expect(answer.body['errors']).toEqual([fault]);
    }
    if (detail) expect(answer.body['detail']).toMatch(detail);
    expect(await here.fixture.resolve('main')).toBe(here.fixture.commit('head'));
  });

  it.each(['..%2Fx', '%2e%2e', 'a%2F%2Fb', '-x', '%20'])('the name %s', async (name) => {
    const here = await start();
    const answer = await send(`${here.url}/api/resources/${name}/versions`, 'POST', { version: '1' });
    expect([400, 404]).toContain(answer.status);
    expect(await here.fixture.resolve('main')).toBe(here.fixture.commit('head'));
  });
});

describe('a repository that cannot be written', () => {
  it('is told as such, and its name and reason only in the log', async () => {
    const here = await start();
    await here.fixture.git('config', 'receive.maxInputSize', '1');
    const answer = await register(here, 's1', { version: '2'.repeat(150) });
    expect(answer).toMatchObject({ status: 503, body: { title: 'Service Unavailable' } });
    expect(answer.body['detail']).toMatch(/^The resource repository cannot be written now\. Ask again/);
    expect(here.lines.filter(({ level }) => level === 'error')[0]).toMatchObject({
      msg: 'the resource repository cannot be written',
    });
  });

  it('says what to do where there is no commit yet', async () => {
    const here = await start((fixture) => fixture.setRef('main', null));
    expect(await register(here, 's1', { version: '2' })).toMatchObject({
      status: 503,
      body: { detail: 'The resource repository has no commit yet: push a first one.' },
    });
  });
});
