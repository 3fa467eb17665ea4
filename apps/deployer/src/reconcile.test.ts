import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { EnvironmentStatus } from '@tribble/api';
import { createRepository, type Fixture } from '@tribble/git-fixture';
import { type Head, openResourceRepo, type ResourceRepo } from '@tribble/resource-repo';
import { deployersFile, parseDeployers, type RenderedEnvironment } from '@tribble/resource-repo/format';
import { recordingLogger } from '@tribble/service-kit/testing';
import { type Applied, type Backend, BackendError, type Plan } from './backends/backend.ts';
import { openMock } from './backends/mock/mock.contract.ts';
import { RenderCaches } from './core/render-caches.ts';
import { reconcile } from './reconcile.ts';

const base = `|
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: x}
        data: {version: $version}`;
const template = `
commits:
  - name: head
    files:
      deployers.yaml: "deployers: {dev: {type: Mock}}"
      dev/base/s1.yaml: ${base}
      dev/version/s1.yaml: "version: 1"
      dev/base/s2.yaml: ${base}
      dev/version/s2.yaml: "version: 1"
      dev/version/s3.yaml: "version: 1"
`;

let fixture: Fixture;
let directory: string;
let repo: ResourceRepo;
let head: Head;
beforeAll(async () => {
  fixture = await createRepository(template);
  directory = await mkdtemp(join(tmpdir(), 'tribble-reconcile-'));
  const committer = { name: 'Tribble deployer', email: 'deployer@tribble.invalid' };
  repo = await openResourceRepo({ url: fixture.path, directory, committer, now: () => new Date(0) });
  const fetched = await repo.fetch();
  if (fetched === undefined) throw new Error('the fixture has no commit');
  head = fetched;
});
afterAll(async () => {
  await repo.close();
  await fixture.remove();
  await rm(directory, { recursive: true, force: true });
});

let mock: Backend;
beforeEach(() => {
  mock = openMock();
});

function turn(backend: Backend, last?: EnvironmentStatus) {
  const deployer = parseDeployers(head.snapshot.configuration.get(deployersFile)).deployers.get('dev');
  if (deployer === undefined) throw new Error('deployers.yaml has no dev');
  const renderCaches = new RenderCaches();
  return reconcile(head, { deployer, backend, repo, log: recordingLogger().log, last, renderCaches });
}

/** The Mock, but for one method. */
const but = (parts: Partial<Backend>): Backend => ({
  observe: (desired) => mock.observe(desired),
  plan: (desired, settings) => mock.plan(desired, settings),
  close: () => mock.close(),
  ...parts,
});
/** The Mock, but for what becomes of its plans. */
const applying = (apply: (plan: Plan) => Promise<Applied>) =>
  but({
    plan: async (desired, settings) => {
      const plan = await mock.plan(desired, settings);
      return { ...plan, apply: () => apply(plan) };
    },
  });
const refused = () =>
  Promise.reject(new BackendError('https://cluster.example.org does not answer: ECONNREFUSED', true));

describe('a backend that does not answer', () => {
  it('leaves what was last known, without revision and tree', async () => {
    const { status: last } = await turn(mock);
    expect(last).toMatchObject({
      revision: head.snapshot.revision,
      tree: expect.any(String) as unknown as string,
    });
    const { outcome, status } = await turn(but({ observe: refused }), last);
    expect(outcome).toEqual({
      kind: 'failed',
      reason: 'backend does not answer',
      facts: { message: 'https://cluster.example.org does not answer: ECONNREFUSED' },
    });
    expect(status).toEqual({
      type: 'Mock',
      status: 'Outdated',
      message: 'https://cluster.example.org does not answer: ECONNREFUSED',
      resources: last?.resources,
      problems: last?.problems,
    });
    expect(last?.resources['s1']?.status).toBe('Clean');
  });

  it('is told of every resource that was never seen', async () => {
    const { status } = await turn(but({ observe: refused }));
    expect(status?.resources).toMatchObject({
      s1: { status: 'Outdated', reason: 'Unreachable', version: '1' },
      s2: { status: 'Outdated', reason: 'Unreachable', version: '1' },
      s3: { status: 'Failed', reason: 'Invalid' },
    });
  });

  it('says the same each time', async () => {
    const first = await turn(but({ observe: refused }));
    expect(await turn(but({ observe: refused }), first.status)).toEqual(first);
  });

  it('is the same when it stops answering after something was applied', async () => {
    let isDown = false;
    const failing = {
      ...applying((plan) => {
        isDown = true;
        return plan.apply();
      }),
      observe: (desired: RenderedEnvironment) => (isDown ? refused() : mock.observe(desired)),
    };
    expect(await turn(failing)).toMatchObject({
      outcome: { kind: 'failed' },
      status: { status: 'Outdated' },
    });
  });
});

describe('a resource that cannot be applied', () => {
  it('for now is outdated, and tried again', async () => {
    const failures = new Map([['s1', { message: '429', transient: true }]]);
    const busy = applying(async (plan) => ({ ...(await plan.apply()), failures }));
    const { outcome, status } = await turn(busy);
    expect(outcome).toMatchObject({ kind: 'failed', facts: { s1: '429' } });
    expect(status?.resources).toMatchObject({
      s1: { status: 'Outdated', reason: 'Unreachable', message: '429' },
      s2: { status: 'Clean' },
    });
    expect((await turn(mock)).status?.resources['s1']?.status).toBe('Clean');
  });

  it('by a fault of this program is no fault of the resource', async () => {
    const buggy = applying(() => Promise.reject(new TypeError('undefined is not a function')));
    await expect(turn(buggy)).rejects.toThrow(TypeError);
  });
});

describe('a plan', () => {
  it('never touches what is invalid', async () => {
    const touched = new Set<string | undefined>();
    const watched = applying(async (plan) => {
      const applied = await plan.apply();
      for (const { resource } of applied.changes) touched.add(resource);
      return applied;
    });
    await turn(watched);
    expect([...touched]).toEqual(['s1', 's2']);
  });

  it('is made with what the entry of the environment wants', async () => {
    const wanted: unknown[] = [];
    await turn(
      but({
        plan: (desired, settings) => {
          wanted.push(settings);
          return mock.plan(desired, settings);
        },
      }),
    );
    const { revision } = head.snapshot;
    expect(wanted).toEqual([{ revision, selfHeal: true, prune: { enabled: true, limit: 0.5 } }]);
  });
});
