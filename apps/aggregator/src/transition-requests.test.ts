import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createAggregatorClient, type PendingChange, type TransitionDetail } from '@tribble/api';
import { createRepository, type Fixture } from '@tribble/git-fixture';
import { recordingLogger } from '@tribble/service-kit/testing';
import { followRepository } from './follow-repository.ts';
import { send, startServer, type TestServer } from './testing-server.ts';
import { startTransitioner, type TestTransitioner, transitionDetail } from './testing-transitioner.ts';

const repository = JSON.stringify({
  commits: [
    {
      name: 'head',
      files: {
        'transitions.yaml':
          'transitions: {prod: {source: pp, target: prod}, pp: {source: dev, target: pp}, bad: {source: dev}, dev (eu): {source: latest, target: dev}}',
        'pauses.yaml': '# ask first\ntransitions:\n  left: {reasons: [behind]}\n',
        'pp/version/s1.yaml': 'version: 100',
      },
    },
    { name: 'broken', files: { 'pauses.yaml': 'al: {}', 'approvals.yaml': 'approvals: [' } },
    {
      name: 'asked',
      parent: 'head',
      files: {
        'transitions.yaml':
          'roles: {managers: [ann@x]}\ntransitions: {prod: {source: pp, target: prod, preconditions: [{Approval: {from: [managers]}}]}}',
      },
    },
    { name: 'no transitions', parent: 'head', files: { 'transitions.yaml': 'transitions: [' } },
  ],
});

const { log } = recordingLogger();
let here: TestServer;
let fixture: Fixture;
let transitioner: TestTransitioner;
beforeAll(async () => {
  fixture = await createRepository(repository);
  transitioner = await startTransitioner(log);
  here = await startServer(fixture.path, log, transitioner.url);
});
afterAll(async () => {
  await here.close();
  await transitioner.close();
  await fixture.remove();
});
const goTo = async (commit: string) => {
  await fixture.setRef('main', commit);
  await here.repo.fetch();
  here.live.refresh();
};
beforeEach(async () => {
  here.setTime('2026-11-21T12:00:00Z');
  await goTo('head');
});

const show = (path: string) => fixture.git('show', `main:${path}`);
const lastCommit = async () => (await fixture.git('log', '-1', '--format=%an <%ae>%n%B', 'main')).trim();
const isUnchanged = async (commit = 'head') =>
  expect(await fixture.resolve('main')).toBe(fixture.commit(commit));
const ann = { 'Tribble-Author': 'Ann <ann@x>' };

/** A transition with a status, as the transitioner reports it before it has seen the newest commit. */
const report = (...details: readonly TransitionDetail[]) => {
  here.reports.transitioner = {
    order: details.map(({ name }) => name),
    transitions: Object.fromEntries(details.map(({ name, status }) => [name, status])),
    paused: [],
    problems: [],
  };
  here.live.refresh();
};

describe('pauses', () => {
  const address = () => `${here.url}/api/pauses`;
  const pause = (body: object) => send(address(), 'POST', body, ann);
  const resume = (query: Record<string, string> = {}) =>
    send(`${address()}?${String(new URLSearchParams(query))}`, 'DELETE', undefined, ann);

  it('hold back all transitions, are shown at once, and end by themselves', async () => {
    report(transitionDetail('prod', []));
    const answer = await pause({ reason: 'incident 42', until: '2026-11-21T13:00:00Z' });
    expect(answer).toMatchObject({
      status: 201,
      body: { commit: await fixture.resolve('main'), changed: true },
    });
    expect(await lastCommit()).toBe(
      'Ann <ann@x>\nPause all transitions: incident 42\n\nTribble-Action: pause',
    );
    const [reason] = here.live.state.paused;
    expect(reason).toEqual({
      reason: 'incident 42',
      by: 'Ann <ann@x>',
      at: '2026-11-21T12:00:00.000Z',
      until: '2026-11-21T13:00:00.000Z',
    });
    expect(here.live.state.transitions['prod']?.paused).toEqual([reason]);
    here.setTime('2026-11-21T13:00:00Z');
    await followRepository(here.repo, here.live);
    expect(here.live.state).toMatchObject({ paused: [], transitions: { prod: { paused: [] } } });
  });

  it('hold back one transition, also one that is broken; comments stay', async () => {
    report(transitionDetail('prod', []), transitionDetail('pp', []));
    expect(await pause({ transition: 'pp', reason: 'fair' })).toMatchObject({ status: 201 });
    expect(await lastCommit()).toContain('Pause pp: fair\n\nTribble-Action: pause\nTribble-Transition: pp');
    expect(here.live.state).toMatchObject({
      paused: [],
      transitions: { prod: { paused: [] }, pp: { paused: [{ reason: 'fair' }] } },
    });
    expect(await pause({ transition: 'bad', reason: 'fair' })).toMatchObject({ status: 201 });
    expect(await show('pauses.yaml')).toContain('# ask first\n');
  });

  it('are added once', async () => {
    await pause({ reason: 'fair' });
    expect(await pause({ reason: 'fair' })).toMatchObject({ status: 200, body: { changed: false } });
    expect(await fixture.git('rev-list', '--count', 'main')).toBe('2');
  });

  it('are removed by their reason, or all, at once; removing none is no fault', async () => {
    report(transitionDetail('prod', []));
    await pause({ reason: 'incident (42) & more' });
    await pause({ reason: 'fair' });
    expect(await resume({ reason: 'incident (42) & more' })).toMatchObject({
      status: 200,
      body: { changed: true },
    });
    expect(here.live.state.paused).toMatchObject([{ reason: 'fair' }]);
    expect(await resume()).toMatchObject({ status: 200, body: { changed: true } });
    expect(await lastCommit()).toBe('Ann <ann@x>\nResume all transitions\n\nTribble-Action: resume');
    expect(here.live.state).toMatchObject({ paused: [], transitions: { prod: { paused: [] } } });
    expect(await resume()).toMatchObject({ status: 200, body: { changed: false } });
    expect(await resume({ transition: 'pp' })).toMatchObject({ status: 200, body: { changed: false } });
  });

  it('are removed of a transition with a name of several words', async () => {
    await pause({ transition: 'dev (eu)', reason: 'fair' });
    const client = createAggregatorClient(here.url);
    const { data } = await client.DELETE('/api/pauses', { params: { query: { transition: 'dev (eu)' } } });
    expect(data).toMatchObject({ changed: true });
    expect(await show('pauses.yaml')).not.toContain('fair');
  });

  it('are removed of a transition that is gone', async () => {
    expect(await resume({ transition: 'left' })).toMatchObject({ status: 200, body: { changed: true } });
    expect(await show('pauses.yaml')).not.toContain('behind');
  });

  it.each([
    { name: 'no reason', body: {}, status: 400, says: 'reason' },
    { name: 'a blank reason', body: { reason: ' ' }, status: 400, says: '/body/reason: say why' },
    {
      name: 'an end in the past',
      body: { reason: 'x', until: '2026-11-20T00:00:00Z' },
      status: 400,
      says: '/body/until: lies in the past',
    },
    { name: 'an end that is no time', body: { reason: 'x', until: 'tomorrow' }, status: 400, says: 'until' },
    {
      name: 'an unknown transition',
      body: { reason: 'x', transition: 'dev' },
      status: 404,
      says: 'There is no transition "dev"; there are: prod, pp, bad, dev (eu).',
    },
  ])('are refused for $name', async ({ body, status, says }) => {
    const answer = await pause(body);
    expect(answer).toMatchObject({ status, type: 'application/problem+json' });
    expect(answer.body['detail']).toContain(says);
    await isUnchanged();
  });

  it('are not removed of an unknown transition', async () => {
    expect(await resume({ transition: 'dev' })).toMatchObject({ status: 404 });
    await isUnchanged();
  });

  it.each([
    { commit: 'broken', body: { reason: 'x' }, says: 'Mend this file first: pauses.yaml:1:1: al' },
    {
      commit: 'no transitions',
      body: { reason: 'x', transition: 'pp' },
      says: 'Mend this file first: transitions.yaml:1',
    },
  ])('are not written where a file is $commit', async ({ commit, body, says }) => {
    await goTo(commit);
    const answer = await pause(body);
    expect(answer).toMatchObject({ status: 409 });
    expect(answer.body['detail']).toContain(says);
    await isUnchanged(commit);
  });
});

describe('approvals', () => {
  const s1: PendingChange = { resource: 's1', from: '99', to: '100', change: 'c1' };
  const api: PendingChange = { resource: 'payments/api', to: '3', change: 'c2' };
  const approve = (body: object, headers: Record<string, string> = ann, transition = 'prod') =>
    send(`${here.url}/api/transitions/${encodeURIComponent(transition)}/approvals`, 'POST', body, headers);

  beforeEach(() => {
    transitioner.asked.length = 0;
    transitioner.details.clear();
    transitioner.details.set('prod', transitionDetail('prod', [s1, api], { change: 'all' }));
    transitioner.details.set(
      'to pp/eu',
      transitionDetail('to pp/eu', [s1, api], { change: 'all', perResource: true }),
    );
  });

  it('let exactly what is pending pass, in the name of who gave them', async () => {
    const answer = await approve({ changes: ['all'], comment: 'tested' });
    expect(answer).toMatchObject({
      status: 201,
      body: { commit: await fixture.resolve('main'), changed: true },
    });
    expect(await show('approvals.yaml')).toBe(
      'approvals:\n  prod:\n    - change: all\n      by: Ann <ann@x>\n      at: 2026-11-21T12:00:00.000Z\n      comment: tested',
    );
    const trailers =
      'Tribble-Action: approve\nTribble-Transition: prod\nTribble-Resource: s1\nTribble-Resource: payments/api';
    expect(await lastCommit()).toBe(
      `Ann <ann@x>\nApprove s1 100, payments/api 3 for prod\n\ntested\n\n${trailers}`,
    );
  });

  it('are given to single resources where the transition judges them so', async () => {
    expect(await approve({ changes: ['c2'] }, ann, 'to pp/eu')).toMatchObject({ status: 201 });
    expect(await lastCommit()).toContain('Approve payments/api 3 for to pp/eu');
    expect(await approve({ changes: ['all'] }, ann, 'to pp/eu')).toMatchObject({ status: 409 });
  });

  it('take the beginning of an id as it is shown, and write all of it', async () => {
    const change = '6dc05bafbfece506f1b26fa1afed9f2e8cd65a36';
    transitioner.details.set('prod', transitionDetail('prod', [s1], { change }));
    expect(await approve({ changes: [change.slice(0, 12), change] })).toMatchObject({ status: 201 });
    expect((await show('approvals.yaml')).match(/change: .*/g)).toEqual([`change: ${change}`]);
    expect(await approve({ changes: [change.slice(0, 20)] })).toMatchObject({ status: 200 });
    expect(await approve({ changes: [change.slice(0, 11)] })).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining('give at least the first 12 characters of its id') as unknown },
    });
  });

  it('are refused from somebody whom no gate asks, with who may', async () => {
    await goTo('asked');
    const eve = { 'Tribble-Author': 'Eve <eve@x>' };
    expect(await approve({ changes: ['all'] }, eve)).toMatchObject({
      status: 403,
      type: 'application/problem+json',
      body: {
        title: 'Forbidden',
        detail:
          'eve@x may not approve prod: its Approval gate in transitions.yaml asks managers (ann@x). Nothing was written.',
      },
    });
    await isUnchanged('asked');
    expect(await approve({ changes: ['all'] })).toMatchObject({ status: 201 });
  });

  it('are given once by each person', async () => {
    await approve({ changes: ['all'] });
    expect(await approve({ changes: ['all'] })).toMatchObject({ status: 200, body: { changed: false } });
    const bob = { 'Tribble-Author': 'Bob <bob@x>' };
    expect(await approve({ changes: ['all'] }, bob)).toMatchObject({ status: 201 });
    expect(await fixture.git('rev-list', '--count', 'main')).toBe('3');
  });

  it('all count, whoever comes at the same time', async () => {
    const people = ['Ann', 'Bob', 'Cem', 'Dee', 'Eve'];
    const answers = await Promise.all(
      people.map((name) => approve({ changes: ['all'] }, { 'Tribble-Author': `${name} <${name}@x>` })),
    );
    expect(answers.map(({ status }) => status)).toEqual(people.map(() => 201));
    const text = await show('approvals.yaml');
    for (const name of people) expect(text).toContain(`by: ${name} <${name}@x>`);
  });

  it('are not given to what came in the meantime', async () => {
    const newer = { ...s1, from: '100', to: '101', change: 'c9' };
    transitioner.details.set('prod', transitionDetail('prod', [newer], { change: 'newer' }));
    expect(await approve({ changes: ['all'] })).toMatchObject({
      status: 409,
      type: 'application/problem+json',
      body: {
        detail:
          'all is not pending for prod; something newer is pending: s1 101 (change newer). Look at that before you approve it.',
      },
    });
    await isUnchanged();
  });

  it.each([
    { name: 'nobody', headers: {}, body: { changes: ['all'] } },
    { name: 'no name', headers: { 'Tribble-Author': 'Ann' }, body: { changes: ['all'] } },
    { name: 'nothing', headers: ann, body: { changes: [] } },
  ])('are refused from or for $name', async ({ headers, body }) => {
    expect(await approve(body, headers)).toMatchObject({ status: 400 });
    expect(transitioner.asked).toEqual([]);
    await isUnchanged();
  });

  it('are refused for a transition that the transitioner does not know', async () => {
    expect(await approve({ changes: ['all'] }, ann, 'nowhere')).toMatchObject({
      status: 404,
      body: { detail: 'There is no transition "nowhere".' },
    });
    await isUnchanged();
  });

  it('are refused where the file cannot be read', async () => {
    await goTo('broken');
    const answer = await approve({ changes: ['all'] });
    expect(answer).toMatchObject({ status: 409 });
    expect(answer.body['detail']).toMatch(/^Mend this file first: approvals\.yaml:1/);
    await isUnchanged('broken');
  });

  it('wait for the transitioner', async () => {
    const lonely = await startServer(fixture.path, log);
    try {
      const url = `${lonely.url}/api/transitions/prod/approvals`;
      const answer = await send(url, 'POST', { changes: ['all'] }, ann);
      expect(answer).toMatchObject({ status: 503, body: { title: 'Service Unavailable' } });
      expect(answer.body['detail']).toContain('cannot be reached');
    } finally {
      await lonely.close();
    }
    await isUnchanged();
  });
});
