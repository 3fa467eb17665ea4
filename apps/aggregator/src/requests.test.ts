import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createRepository, type Fixture } from '@tribble/git-fixture';
import { parseLocks } from '@tribble/resource-repo/format';
import { recordingLogger } from '@tribble/service-kit/testing';
import { fileOf } from './testing.ts';
import { send, startServer, type TestServer } from './testing-server.ts';

const locks = `# do not edit while a release runs
env_lock:
  reasons:
    - fair # until Monday
`;
const repository = JSON.stringify({
  commits: [
    {
      name: 'head',
      files: {
        'latest/version/s1.yaml': 'version: "1"\n',
        'latest/version/old.yml': 'version: "1"\n',
        'dev/base/s1.yaml': 'base',
        'dev/base/old.yaml': 'base',
        'dev/version/s1.yaml': 'version: "0"\n',
        'pp/base/s1.yaml': 'base',
        'pp/locks.yaml': locks,
        'bad/base/s1.yaml': 'base',
        'bad/locks.yaml': 'env_lokc: {}',
      },
    },
    { name: 'second', files: { 'latest/version/s1.yaml': 'version: "2"\n' } },
    { name: 'edited', files: { 'latest/version/s1.yaml': 'version: "2"\nlevel: debug\n' } },
    { name: 'old one moves', files: { 'pp/version/s1.yaml': 'version: "2"\n' } },
  ],
});

let here: TestServer;
let fixture: Fixture;
beforeAll(async () => {
  fixture = await createRepository(repository);
  here = await startServer(fixture.path, recordingLogger().log);
});
afterAll(async () => {
  await here.close();
  await fixture.remove();
});
beforeEach(async () => {
  await fixture.setRef('main', 'old one moves');
  await here.repo.fetch();
});

const show = (path: string) => fixture.git('show', `main:${path}`);
const isUnchanged = async () => expect(await fixture.resolve('main')).toBe(fixture.commit('old one moves'));

describe('POST /api/deployments', () => {
  const deploy = (body: object) => send(`${here.url}/api/deployments`, 'POST', body);
  const change = (resource: string, environment: string, version: string) => ({
    resource,
    environment,
    version,
  });

  it('deploys several changes in one commit and locks them', async () => {
    const changes = [change('s1', 'dev', '1'), change('s1', 'pp', '1'), change('old', 'dev', '1')];
    const answer = await deploy({ message: 'hotfix', changes, lock: true });
    expect(answer).toMatchObject({
      status: 201,
      body: { commit: await fixture.resolve('main'), changed: true },
    });
    expect(await fixture.git('diff', '--name-only', 'main~1', 'main')).toBe(
      'dev/locks.yaml\ndev/version/old.yaml\ndev/version/s1.yaml\npp/locks.yaml\npp/version/s1.yaml',
    );
    expect(here.live.state.resources['s1']?.cells['dev']).toMatchObject({
      version: '1',
      locks: [{ reason: 'hotfix' }],
    });
  });

  it('takes the content that appeared last, not the one that was moved last', async () => {
    expect(await deploy({ message: 'm', changes: [change('s1', 'dev', '2')] })).toMatchObject({
      status: 201,
    });
    expect(await show('dev/version/s1.yaml')).toBe('version: "2"\nlevel: debug');
    const id = await fixture.git('rev-parse', 'main:pp/version/s1.yaml');
    await deploy({ message: 'm', changes: [change('s1', 'dev', id)] });
    expect(await show('dev/version/s1.yaml')).toBe('version: "2"');
  });

  it('makes no commit where everything is there', async () => {
    const answer = await deploy({ message: 'm', changes: [change('s1', 'dev', '0')] });
    expect(answer).toMatchObject({ status: 200, body: { changed: false } });
    await isUnchanged();
  });

  it('deploys all or nothing, and names every fault', async () => {
    const changes = [change('s1', 'dev', '1'), change('s1', 'nowhere', '1'), change('s1', 'pp', '9')];
    expect(await deploy({ message: 'm', changes })).toMatchObject({
      status: 422,
      type: 'application/problem+json',
      body: {
        detail:
          'Nothing was deployed. /body/changes/1/environment: there is no environment "nowhere"; /body/changes/2/version: s1 never had a version "9".',
        errors: [{ path: '/body/changes/1/environment' }, { path: '/body/changes/2/version' }],
      },
    });
    await isUnchanged();
  });

  it.each([
    { message: ' ', changes: [change('s1', 'dev', '1')] },
    { message: 'm', lock: true, changes: [change('s1', 'bad', '1')] },
  ])('refuses %j', async (body) => {
    expect(await deploy(body)).toMatchObject({ status: 422 });
    await isUnchanged();
  });

  it.each([
    { message: 'm', changes: [] },
    { changes: [change('s1', 'dev', '1')] },
    { message: 'm', changes: [{ resource: 's1' }] },
  ])('does not take %j for a deployment', async (body) => {
    expect(await deploy(body)).toMatchObject({ status: 400 });
    await isUnchanged();
  });
});

describe('locks', () => {
  const address = (environment: string) => `${here.url}/api/environments/${environment}/locks`;
  const lock = (environment: string, body: object) =>
    send(address(environment), 'POST', body, { 'Tribble-Author': 'Ann <ann@x>' });
  const unlock = (environment: string, query: Record<string, string> = {}) =>
    send(`${address(environment)}?${String(new URLSearchParams(query))}`, 'DELETE');

  it('are added with who, when and until when; comments stay', async () => {
    const answer = await lock('pp', { reason: 'sale', resource: 's1', until: '2026-11-22T00:00:00Z' });
    expect(answer).toMatchObject({ status: 201, body: { changed: true } });
    const text = await show('pp/locks.yaml');
    expect(text).toContain(locks);
    const { locks: found } = parseLocks(fileOf('pp/locks.yaml', text));
    expect(found.environment).toEqual([{ reason: 'fair' }]);
    expect(found.resources.get('s1')).toEqual([
      {
        reason: 'sale',
        by: 'Ann <ann@x>',
        at: '2026-11-21T12:00:00.000Z',
        until: '2026-11-22T00:00:00.000Z',
      },
    ]);
    expect(await fixture.git('log', '-1', '--format=%an: %s')).toBe('Ann: Lock s1 in pp: sale');
    expect(here.live.state.resources['s1']?.cells['pp']?.locks).toHaveLength(1);
  });

  it('are added once', async () => {
    expect(await lock('pp', { reason: 'fair' })).toMatchObject({ status: 200, body: { changed: false } });
    await isUnchanged();
  });

  it('are removed by their reason, or all; removing none is no fault', async () => {
    await lock('pp', { reason: 'sale' });
    expect(await unlock('pp', { reason: 'fair' })).toMatchObject({ status: 200, body: { changed: true } });
    expect(here.live.state.environments['pp']?.locks).toMatchObject([{ reason: 'sale' }]);
    expect(await unlock('pp')).toMatchObject({ status: 200, body: { changed: true } });
    expect(here.live.state.environments['pp']?.locks).toEqual([]);
    expect(await unlock('pp')).toMatchObject({ status: 200, body: { changed: false } });
  });

  it.each([
    { name: 'an unknown environment', environment: 'prod', body: { reason: 'x' }, status: 404 },
    { name: 'an unknown resource', environment: 'pp', body: { reason: 'x', resource: 's2' }, status: 404 },
    { name: 'a lock file that cannot be read', environment: 'bad', body: { reason: 'x' }, status: 409 },
    { name: 'no reason', environment: 'pp', body: {}, status: 400 },
    { name: 'a blank reason', environment: 'pp', body: { reason: ' ' }, status: 400 },
    {
      name: 'an end in the past',
      environment: 'pp',
      body: { reason: 'x', until: '2026-11-20T00:00:00Z' },
      status: 400,
    },
    {
      name: 'an end that is no time',
      environment: 'pp',
      body: { reason: 'x', until: 'tomorrow' },
      status: 400,
    },
  ])('are refused for $name', async ({ environment, body, status }) => {
    const answer = await lock(environment, body);
    expect(answer).toMatchObject({ status, type: 'application/problem+json' });
    if (status === 409)
      expect(answer.body['detail']).toMatch(/^Mend this file first: bad\/locks\.yaml:1:1: env_lokc/);
    await isUnchanged();
  });

  it.each([
    { environment: 'prod', status: 404 },
    { environment: 'bad', status: 409 },
  ])('are not removed in $environment', async ({ environment, status }) => {
    expect(await unlock(environment)).toMatchObject({ status });
    await isUnchanged();
  });
});
