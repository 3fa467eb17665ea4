import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { JobRequest, JobRun, Problem } from '@tribble/api';
import { createRepository, type Fixture } from '@tribble/git-fixture';
import { openResourceRepo, type ResourceRepo } from '@tribble/resource-repo';
import { blobId } from '@tribble/resource-repo/format';
import { ProblemError } from '@tribble/service-kit';
import { BackendError, BusyError, type JobOrder } from './backends/backend.ts';
import type { JobPlace } from './environments.ts';
import { runJob } from './run-job.ts';

const old = 'kind: Job # old\n';
const manifest = 'kind: Job\n';
const named = ['smoke', 'gone', 'link', 'never'].map((name) => `{Job: {manifest: tests/${name}.yaml}}`);
const longer = '{Job: {manifest: tests/longer.yaml, timeout: 90s}}';
const transitions = `transitions:
  prod: {source: [staging, pp], sources: any, target: prod, preconditions: [SourceClean, ${named.join(', ')}, ${longer}]}
  pp: {source: dev, target: pp, preconditions: ["Job", {Job: {manifest: tests/dev.yaml}}]}
  qa: {source: pp, target: qa, preconditions: [{Job: {manifest: tests/unread.yaml, timeout: soon}}]}
`;
const running: JobRun = { name: 'Job pp/smoke-1', state: 'running' };

let folder: string;
let fixture: Fixture;
let repo: ResourceRepo;

beforeAll(async () => {
  fixture = await createRepository(`
commits:
  - name: old
    files:
      tests/smoke.yaml: ${JSON.stringify(old)}
      tests/gone.yaml: ${JSON.stringify(manifest)}
  - name: new
    files:
      tests/smoke.yaml: ${JSON.stringify(manifest)}
      tests/link.yaml: {symlink: smoke.yaml}
      tests/gone.yaml: null
      tests/unnamed.yaml: ${JSON.stringify(manifest)}
      tests/longer.yaml: ${JSON.stringify(manifest)}
      tests/dev.yaml: ${JSON.stringify(manifest)}
      tests/unread.yaml: ${JSON.stringify(manifest)}
      dev/version/payments/api.yaml: ${JSON.stringify(manifest)}
      transitions.yaml: ${JSON.stringify(transitions)}
`);
  folder = await mkdtemp(join(tmpdir(), 'tribble-run-job-'));
  const committer = { name: 'Tribble deployer', email: 'deployer@tribble.invalid' };
  repo = await openResourceRepo({ url: fixture.path, directory: folder, committer, now: () => new Date(0) });
  await repo.fetch();
});
afterAll(async () => {
  await repo.close();
  await fixture.remove();
  await rm(folder, { recursive: true, force: true });
});

const request: JobRequest = {
  manifest: 'tests/smoke.yaml',
  manifestId: blobId(manifest),
  variables: { version: '1.10' },
  timeout: 60,
};
type Answer = JobRun | { problems: Problem[] };

type Asked = {
  given?: Partial<JobRequest>;
  /** How `pp` is; the only environment that there is. */
  place?: Partial<JobPlace> & { runsNone?: boolean };
  environment?: string;
  answer?: () => Answer;
};

/** Asks for a Job; gives what came of it, an error too, and what the backend was asked. */
async function ask({ given, place = {}, environment = 'pp', answer = () => running }: Asked = {}) {
  const orders: JobOrder[] = [];
  const { runsNone = false, ...rest } = place;
  const run = (order: JobOrder) => {
    orders.push(order);
    return Promise.resolve().then(answer);
  };
  const pp: JobPlace = { type: 'Kubernetes', ...(!runsNone && { runJob: run }), ...rest };
  const environments = { jobPlace: (name: string) => (name === 'pp' ? pp : undefined) };
  const answering = runJob({ repo, environments }, environment, { ...request, ...given });
  return { orders, came: await answering.catch((error: unknown) => error) };
}

const problemOf = (error: unknown) => {
  if (!(error instanceof ProblemError)) throw new Error(`no problem: ${String(error)}`);
  return { status: error.status, said: error.message };
};

describe('runJob', () => {
  it('runs nothing that no gate names', async () => {
    const { came, orders } = await ask({ given: { manifest: 'tests/unnamed.yaml' } });
    expect(orders).toEqual([]);
    expect(problemOf(came)).toMatchObject({
      status: 409,
      said: expect.stringContaining('no Job gate of transitions.yaml names tests/unnamed.yaml'),
    });
  });

  it.each([
    {
      name: 'in an environment that no gate asks about',
      given: { manifest: 'tests/dev.yaml' },
      expected: 'the Job gates of transitions.yaml that name tests/dev.yaml ask about dev, not about pp at ',
    },
    {
      name: 'of a gate whose options nobody can read',
      given: { manifest: 'tests/unread.yaml' },
      expected: 'no Job gate of transitions.yaml names tests/unread.yaml at ',
    },
    {
      name: 'for longer than its gate gives it',
      given: { manifest: 'tests/longer.yaml', timeout: 91 },
      expected:
        'tests/longer.yaml may take 90 seconds in pp by its Job gates in transitions.yaml, not 91 at ',
    },
    {
      name: 'for longer than a gate gives it that says nothing of it',
      given: { timeout: 601 },
      expected:
        'tests/smoke.yaml may take 600 seconds in pp by its Job gates in transitions.yaml, not 601 at ',
    },
  ])('runs nothing $name', async ({ given, expected }) => {
    const { came, orders } = await ask({ given });
    expect(orders).toEqual([]);
    expect(problemOf(came)).toMatchObject({
      status: 409,
      said: `No gate asks for this Job: ${expected}${fixture.commit('new')}, the newest commit that this deployer has read`,
    });
  });

  it.each([
    { manifest: 'tests/longer.yaml', timeout: 90 },
    { manifest: 'tests/smoke.yaml', timeout: 600 },
  ])('runs $manifest for $timeout seconds, as its gate says', async (given) => {
    expect((await ask({ given })).orders).toMatchObject([{ timeout: given.timeout }]);
  });

  it('runs the file that the head holds', async () => {
    const { came, orders } = await ask();
    expect(came).toEqual(running);
    const file = { path: 'tests/smoke.yaml', id: blobId(manifest), content: { text: manifest } };
    expect(orders).toEqual([{ file, variables: { version: '1.10' }, timeout: 60 }]);
  });

  it.each([
    { name: 'an older file', given: { manifestId: blobId(old) } },
    { name: 'a file that is gone', given: { manifest: 'tests/gone.yaml' } },
    { name: 'a file that never was', given: { manifest: 'tests/other.yaml' } },
    { name: 'a path out of the repository', given: { manifest: '../tests/smoke.yaml' } },
    { name: 'a folder', given: { manifest: 'tests' } },
    { name: 'a link to the file', given: { manifest: 'tests/link.yaml' } },
    { name: 'what is no id', given: { manifestId: 'HEAD:tests/smoke.yaml' } },
  ])('never runs $name', async ({ given }) => {
    const { came, orders } = await ask({ given });
    const { status, said } = problemOf(came);
    expect(status).toBe(409);
    expect(said).toContain(given.manifest ?? 'tests/smoke.yaml');
    expect(said).toContain(fixture.commit('new'));
    expect(orders).toEqual([]);
  });

  it('never runs what whoever registers versions wrote', async () => {
    const { came, orders } = await ask({ given: { manifest: 'dev/version/payments/api.yaml' } });
    expect(problemOf(came)).toMatchObject({
      status: 422,
      said: expect.stringMatching(/dev\/version\/payments\/api\.yaml is a version file/),
    });
    expect(orders).toEqual([]);
  });

  it.each([
    {
      name: 'where no Jobs run',
      place: { type: 'Mock', runsNone: true },
      expected: /No Jobs run here: environment "pp" is of type Mock/,
    },
    {
      name: 'that is paused',
      place: { held: 'paused in deployers.yaml: nothing is applied' },
      expected: /environment "pp": paused in deployers\.yaml/,
    },
  ])('runs nothing in an environment $name', async ({ place, expected }) => {
    const { came, orders } = await ask({ place });
    expect(problemOf(came)).toMatchObject({ status: 409, said: expect.stringMatching(expected) });
    expect(orders).toEqual([]);
  });

  it('knows no environment that this deployer does not deploy', async () => {
    const { came } = await ask({ environment: 'prod' });
    expect(problemOf(came)).toEqual({
      status: 404,
      said: 'No such environment: this deployer deploys no environment "prod"',
    });
  });

  it('has nothing to run before the repository was read', async () => {
    const environments = {
      jobPlace: (): JobPlace => ({ type: 'Kubernetes', runJob: () => Promise.resolve(running) }),
    };
    const unread = { head: undefined, fileAt: () => Promise.resolve(undefined) };
    await expect(runJob({ repo: unread, environments }, 'pp', request)).rejects.toMatchObject({
      status: 503,
    });
  });

  const fail = (error: Error) => (): Answer => {
    throw error;
  };
  it.each([
    {
      name: 'a cluster that does not answer',
      answer: fail(new BackendError('connection refused', true)),
      expected: { status: 503, said: 'The backend does not answer: connection refused' },
    },
    {
      name: 'a cluster with as many Jobs as may run at once',
      answer: fail(new BusyError('10 Jobs run already')),
      expected: { status: 429, said: 'Too many Jobs run: 10 Jobs run already' },
    },
    {
      name: 'a cluster that refuses',
      answer: fail(new BackendError('User "ann" cannot create resource "jobs"', false)),
      expected: { status: 409, said: 'The backend refuses: User "ann" cannot create resource "jobs"' },
    },
    {
      name: 'a file that is no Job',
      answer: (): Answer => ({
        problems: [{ path: 'tests/smoke.yaml', line: 2, column: 1, message: 'is a Pod', hint: 'take a Job' }],
      }),
      expected: {
        status: 422,
        said: 'The manifest cannot be run: tests/smoke.yaml:2:1: is a Pod (take a Job)',
      },
    },
  ])('tells of $name', async ({ answer, expected }) => {
    expect(problemOf((await ask({ answer })).came)).toEqual(expected);
  });
});
