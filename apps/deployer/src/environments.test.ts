import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { DeployerStatus, EnvironmentStatus } from '@tribble/api';
import { createRepository, type Fixture } from '@tribble/git-fixture';
import { openResourceRepo, type ResourceRepo } from '@tribble/resource-repo';
import type { Outcome } from '@tribble/service-kit';
import { type RecordingLogger, recordingLogger } from '@tribble/service-kit/testing';
import { until } from './backends/backend.contract.ts';
import { createBackends } from './backends/index.ts';
import { Environments } from './environments.ts';
import { followRepository } from './follow-repository.ts';
import { StatusBoard } from './status-board.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

type ManualLoop = {
  turn: () => Promise<Outcome>;
  interval: number | undefined;
  triggered: boolean;
  /** When the turn that is under way is over, where there is one. */
  idle?: Promise<void>;
};

/** A deployer on real git and the Mock backend whose turns are taken by the test. */
async function deployerOf(template: string, start: string, only?: ReadonlySet<string>) {
  const fixture = await createRepository(template);
  await fixture.setRef('main', start);
  const directory = await mkdtemp(join(tmpdir(), 'tribble-deployer-'));
  const now = () => new Date('2026-11-21T12:00:00Z');
  const committer = { name: 'Tribble deployer', email: 'deployer@tribble.invalid' };
  const repo = await openResourceRepo({ url: fixture.path, directory, committer, now });
  const published: DeployerStatus[] = [];
  const board = new StatusBoard((status) => published.push(status));
  const { log, lines } = recordingLogger();
  const loops = new Map<string, ManualLoop>();
  const startLoop = (name: string, turn: () => Promise<Outcome>, interval?: number) => {
    const loop: ManualLoop = { turn, interval, triggered: true };
    loops.set(name, loop);
    return {
      trigger: () => void (loop.triggered = true),
      stop: async () => {
        await loop.idle;
        loops.delete(name);
      },
    };
  };
  const backends = createBackends();
  const environments = new Environments({
    ...{ repo, board, log, backends, context: { now }, startLoop },
    ...(only !== undefined && { only }),
  });
  closing.push(
    () => fixture.remove(),
    () => rm(directory, { recursive: true, force: true }),
    () => repo.close(),
    () => environments.stop(),
  );
  const parts: Parts = { fixture, repo, board, environments, loops, lines, published };
  return actionsOf(parts);
}

type Parts = {
  fixture: Fixture;
  repo: ResourceRepo;
  board: StatusBoard;
  environments: Environments;
  loops: Map<string, ManualLoop>;
  lines: RecordingLogger['lines'];
  published: DeployerStatus[];
};

function actionsOf(parts: Parts) {
  const { fixture, board, loops, lines } = parts;
  const follow = () => followRepository(parts);
  const turn = async (name: string): Promise<Outcome> => {
    const loop = loops.get(name);
    if (loop === undefined) throw new Error(`there is no loop of ${name}`);
    loop.triggered = false;
    return await loop.turn();
  };
  /** Looks at the repository, and lets every loop that was woken take its turn. Gives what the turns came to. */
  const settle = async (): Promise<Record<string, string>> => {
    await follow();
    const kinds: Record<string, string> = {};
    for (const [name, { triggered }] of loops) if (triggered) kinds[name] = (await turn(name)).kind;
    return kinds;
  };
  return {
    ...parts,
    follow,
    turn,
    settle,
    push: async (commit: string) => {
      await fixture.setRef('main', commit);
      return await settle();
    },
    /** What was applied since the last call. */
    applied: () => {
      const names = lines
        .filter(({ msg }) => msg === 'applied')
        .map((line) => `${String(line['environment'])}/${String(line['resource'])}`);
      lines.length = 0;
      return names;
    },
    status: (name = 'dev'): EnvironmentStatus => {
      const status = board.status.environments[name];
      if (status === undefined) throw new Error(`there is no status of ${name}`);
      return status;
    },
    /** Each resource's status with its version that is live. */
    live: (name = 'dev') =>
      Object.fromEntries(
        Object.entries(board.status.environments[name]?.resources ?? {}).map(
          ([resource, { status, liveVersion }]) => [resource, `${status} ${liveVersion ?? '-'}`],
        ),
      ),
  };
}

const base = `|
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: x}
        data: {version: $version}`;

/** dev with two resources and pp with one, and commits that go on from there, each from the first. */
const template = (...commits: string[]) => `
commits:
  - name: first
    files:
      deployers.yaml: |
        deployers:
          dev: {type: Mock}
          pp: {type: Mock}
      dev/base/s1.yaml: ${base}
      dev/version/s1.yaml: "version: 1"
      dev/base/s2.yaml: ${base}
      dev/version/s2.yaml: "version: 1"
      pp/base/s1.yaml: ${base}
      pp/version/s1.yaml: "version: 1"
${commits.map((commit) => `  - {parent: first, ${commit}}\n`).join('')}
`;

const deployers = (name: string, ...lines: string[]) =>
  `name: ${name}, files: {deployers.yaml: ${JSON.stringify(`deployers:\n${lines.map((line) => `  ${line}\n`).join('')}`)}, dev/version/s1.yaml: "version: 2"}`;

describe('deploying', () => {
  it('deploys everything at first, and nothing again', async () => {
    const deployer = await deployerOf(template(), 'first');
    expect(await deployer.settle()).toEqual({ dev: 'changed', pp: 'changed' });
    expect(deployer.applied()).toEqual(['dev/s1', 'dev/s2', 'pp/s1']);
    expect(deployer.status()).toMatchObject({
      type: 'Mock',
      status: 'Clean',
      revision: deployer.fixture.commit('first'),
      tree: await deployer.fixture.git('rev-parse', 'main:dev'),
      problems: [],
    });
    expect(deployer.live()).toEqual({ s1: 'Clean 1', s2: 'Clean 1' });
    expect(await deployer.turn('dev')).toEqual({ kind: 'unchanged', reason: 'Clean' });
    expect(deployer.applied()).toEqual([]);
  });

  it('applies what a commit changes, and nothing else', async () => {
    const deployer = await deployerOf(
      template('name: next, files: {dev/version/s1.yaml: "version: 2"}'),
      'first',
    );
    await deployer.settle();
    deployer.applied();
    expect(await deployer.push('next')).toEqual({ dev: 'changed', pp: 'unchanged' });
    expect(deployer.applied()).toEqual(['dev/s1']);
    expect(deployer.live()).toEqual({ s1: 'Clean 2', s2: 'Clean 1' });
    expect(deployer.status().resources['s1']?.liveRevision).toBe(deployer.fixture.commit('next'));
    expect(deployer.status('pp').revision).toBe(deployer.fixture.commit('next'));
  });

  it('publishes nothing where nothing happened', async () => {
    const deployer = await deployerOf(template(), 'first');
    await deployer.settle();
    const before = deployer.published.length;
    expect(await deployer.follow()).toEqual({ kind: 'unchanged', reason: 'no new commit' });
    await deployer.turn('dev');
    await deployer.turn('pp');
    expect(deployer.published).toHaveLength(before);
  });

  it('deploys good files beside a broken one, whose resource stays as it is', async () => {
    const broken = 'name: broken, files: {dev/base/s1.yaml: "- no map", dev/version/s2.yaml: "version: 2"}';
    const mended =
      'name: mended, files: {dev/version/s1.yaml: "version: 3", dev/version/s2.yaml: "version: 2"}';
    const deployer = await deployerOf(template(broken, mended), 'first');
    await deployer.settle();
    deployer.applied();
    await deployer.push('broken');
    expect(deployer.applied()).toEqual(['dev/s2']);
    expect(deployer.status()).toMatchObject({
      status: 'Failed',
      resources: {
        s1: {
          status: 'Failed',
          reason: 'Invalid',
          message: expect.stringContaining('dev/base/s1.yaml:1:1') as unknown as string,
        },
        s2: { status: 'Clean', liveVersion: '2' },
      },
      problems: [{ path: 'dev/base/s1.yaml', line: 1, column: 1 }],
    });
    expect(deployer.status('pp').status).toBe('Clean');
    await deployer.push('mended');
    expect(deployer.live()).toEqual({ s1: 'Clean 3', s2: 'Clean 2' });
  });

  it('goes on with the others where one resource is refused', async () => {
    const refusing = deployers('refusing', 'dev: {type: Mock, refuse: [{resource: s1, message: too large}]}');
    const deployer = await deployerOf(template(refusing), 'refusing');
    expect(await deployer.settle()).toEqual({ dev: 'failed' });
    expect(deployer.applied()).toEqual(['dev/s2']);
    expect(deployer.status()).toMatchObject({
      status: 'Failed',
      resources: {
        s1: { status: 'Failed', reason: 'Failed', message: 'too large' },
        s2: { status: 'Clean' },
      },
    });
    expect(await deployer.turn('dev')).toEqual({
      kind: 'failed',
      reason: 'some resources cannot be applied',
      facts: { s1: 'too large' },
    });
  });

  it('reports a rollout that fails', async () => {
    const failing = deployers('failing', 'dev: {type: Mock, fail: [{version: "2", message: crashes}]}');
    const deployer = await deployerOf(template(failing), 'failing');
    expect(await deployer.settle()).toEqual({ dev: 'changed' });
    expect(deployer.status()).toMatchObject({ status: 'Failed', resources: { s1: { message: 'crashes' } } });
  });

  it('waits for the folder of an environment', async () => {
    const missing = deployers('missing', 'dev: {type: Mock}', 'qa: {type: Mock}');
    const deployer = await deployerOf(template(missing), 'missing');
    expect(await deployer.settle()).toEqual({ dev: 'changed', qa: 'unchanged' });
    expect(deployer.status('qa')).toEqual({
      type: 'Mock',
      status: 'Clean',
      message: 'the repository has no folder qa yet',
      revision: deployer.fixture.commit('missing'),
      tree: await deployer.fixture.git('hash-object', '-t', 'tree', '/dev/null'),
      resources: {},
      problems: [],
    });
  });
});

describe('a repository', () => {
  it('without a commit is waited for', async () => {
    const deployer = await deployerOf(template(), 'first');
    await deployer.fixture.setRef('main', null);
    expect(await deployer.follow()).toMatchObject({ kind: 'stalled' });
    await deployer.fixture.setRef('main', 'first');
    expect(await deployer.settle()).toEqual({ dev: 'changed', pp: 'changed' });
  });

  it('without deployers.yaml deploys nothing and says so', async () => {
    const deployer = await deployerOf(template('name: none, files: {deployers.yaml: null}'), 'none');
    expect(await deployer.settle()).toEqual({});
    expect(deployer.board.status).toEqual({
      revision: deployer.fixture.commit('none'),
      environments: {},
      problems: [
        { path: 'deployers.yaml', message: 'missing: no environment is deployed', hint: 'add the file' },
      ],
    });
  });

  it('with a deployers.yaml that is a link says why it is not read', async () => {
    const linked = 'name: linked, files: {deployers.yaml: {symlink: other.yaml}}';
    const deployer = await deployerOf(template(linked), 'linked');
    await deployer.settle();
    expect(deployer.board.status.problems[0]).toMatchObject({
      path: 'deployers.yaml',
      message: expect.stringContaining('symbolic link') as unknown as string,
    });
  });
});

describe('an entry of deployers.yaml', () => {
  it('that is added starts an environment', async () => {
    const only = deployers('only', 'dev: {type: Mock}');
    const deployer = await deployerOf(template(only), 'only');
    await deployer.settle();
    expect([...deployer.loops.keys()]).toEqual(['dev']);
    await deployer.push('first');
    expect(deployer.live('pp')).toEqual({ s1: 'Clean 1' });
  });

  it('that is removed stops one, and nothing else', async () => {
    const deployer = await deployerOf(template(deployers('only', 'dev: {type: Mock}')), 'first');
    await deployer.settle();
    deployer.applied();
    await deployer.push('only');
    expect([...deployer.loops.keys()]).toEqual(['dev']);
    expect(Object.keys(deployer.board.status.environments)).toEqual(['dev']);
    expect(deployer.applied()).toEqual(['dev/s1']);
  });

  it('whose options change gets a new backend', async () => {
    const changed = deployers('changed', 'dev: {type: Mock, fail: [{message: crashes}]}', 'pp: {type: Mock}');
    const deployer = await deployerOf(template(changed), 'first');
    await deployer.settle();
    const before = deployer.loops.get('dev');
    expect(await deployer.push('changed')).toEqual({ pp: 'unchanged', dev: 'changed' });
    expect(deployer.loops.get('dev')).not.toBe(before);
    expect(deployer.status()).toMatchObject({ status: 'Failed', resources: { s2: { message: 'crashes' } } });
  });

  it('may have an interval of its own', async () => {
    const slow = deployers('slow', 'dev: {type: Mock, interval: 30s}', 'pp: {type: Mock}');
    const deployer = await deployerOf(template(slow), 'slow');
    await deployer.settle();
    expect([...deployer.loops.values()].map(({ interval }) => interval)).toEqual([30_000, undefined]);
  });

  it.each([
    [
      'an unknown backend',
      'dev: {type: Nomad}',
      'dev.type: there is no backend "Nomad"; there are Kubernetes, Mock',
      9,
    ],
    ['a misspelt option', 'dev: {type: Mock, dellay: 5}', 'dev.dellay: unknown option', 21],
    ['a bad option', 'dev: {type: Mock, delay: -5}', 'dev.delay: ', 21],
    ['a bad option that all have', 'dev: {type: Mock, paused: ture}', 'dev.paused: ', 21],
    ['a bad interval', 'dev: {type: Mock, interval: often}', 'dev.interval: expected a duration', 21],
    [
      'another branch',
      'dev: {type: Mock, ref: canary}',
      'dev.ref: this version of the deployer deploys no other branch',
      21,
    ],
    ['no type', 'dev: {paused: true}', 'dev.type: expected the name of a backend', 3],
  ])('with a fault is told with its place, and others go on: %s', async (_, entry, message, column) => {
    const deployer = await deployerOf(template(deployers('faulty', entry, 'pp: {type: Mock}')), 'faulty');
    expect(await deployer.settle()).toEqual({ pp: 'changed' });
    expect(deployer.board.status.problems).toEqual([
      expect.objectContaining({
        path: 'deployers.yaml',
        line: 2,
        column,
        message: expect.stringContaining(`deployers.${message}`) as unknown as string,
      }),
    ]);
    expect(Object.keys(deployer.board.status.environments)).toEqual(['pp']);
  });

  it('tells all its faults at once', async () => {
    const entry = 'dev: {type: Mock, ref: canary, interval: often, a: 1, b: 2}';
    const deployer = await deployerOf(template(deployers('faulty', entry)), 'faulty');
    await deployer.settle();
    expect(deployer.board.status.problems.map(({ column }) => column)).toEqual([21, 34, 51, 57]);
  });
});

describe('an environment that runs when its entry gets a fault', () => {
  it.each([
    ['an unknown backend', ['dev: {type: Nomad}', 'pp: {type: Mock}']],
    ['a misspelt option', ['dev: {type: Mock, dellay: 5}', 'pp: {type: Mock}']],
    ['a misspelt pause', ['dev: {type: Mock, paused: ture}', 'pp: {type: Mock}']],
    ['another branch', ['dev: {type: Mock, ref: canary}', 'pp: {type: Mock}']],
    ['nothing but a word', ['dev: Mock', 'pp: {type: Mock}']],
  ])('stays as it is, observed but not changed: %s', async (_, entries) => {
    const deployer = await deployerOf(template(deployers('faulty', ...entries)), 'first');
    await deployer.settle();
    deployer.applied();
    await deployer.push('faulty');
    expect(deployer.applied()).toEqual([]);
    expect(deployer.status()).toMatchObject({
      status: 'Outdated',
      message: 'the entry in deployers.yaml has a problem: nothing is applied',
      revision: deployer.fixture.commit('faulty'),
    });
    expect(deployer.live()).toEqual({ s1: 'Outdated 1', s2: 'Clean 1' });
    expect(deployer.status('pp').status).toBe('Clean');
    expect(deployer.status('pp')).not.toHaveProperty('message');
  });

  it.each([
    ['does not parse', 'deployers: {', 'deployers.yaml'],
    ['has another key', 'deployer: {}', 'deployer: unknown key'],
  ])('stays as it is when the whole file %s', async (_, text, problem) => {
    const broken = `name: broken, files: {deployers.yaml: ${JSON.stringify(text)}, dev/version/s1.yaml: "version: 2"}`;
    const deployer = await deployerOf(template(broken), 'first');
    await deployer.settle();
    deployer.applied();
    await deployer.push('broken');
    expect(deployer.applied()).toEqual([]);
    expect(Object.keys(deployer.board.status.environments)).toEqual(['dev', 'pp']);
    expect(JSON.stringify(deployer.board.status.problems)).toContain(problem);
  });

  it('goes on when the fault is mended, with what it remembers', async () => {
    const faulty = deployers('faulty', 'dev: {type: Mock, dellay: 5}', 'pp: {type: Mock}');
    const mended = deployers('mended', 'dev: {type: Mock}', 'pp: {type: Mock}');
    const deployer = await deployerOf(template(faulty, mended), 'first');
    await deployer.settle();
    await deployer.push('faulty');
    deployer.applied();
    await deployer.push('mended');
    expect(deployer.applied()).toEqual(['dev/s1']);
    expect(deployer.status()).not.toHaveProperty('message');
    expect(deployer.board.status.problems).toEqual([]);
  });
});

describe('a paused environment', () => {
  const paused = deployers('paused', 'dev: {type: Mock, paused: true}', 'pp: {type: Mock}');
  const resumed = deployers('resumed', 'dev: {type: Mock}', 'pp: {type: Mock}');

  it('is observed but not changed, until it goes on', async () => {
    const deployer = await deployerOf(template(paused, resumed), 'first');
    await deployer.settle();
    deployer.applied();
    expect(await deployer.push('paused')).toEqual({ dev: 'unchanged', pp: 'unchanged' });
    expect(deployer.applied()).toEqual([]);
    expect(deployer.status()).toMatchObject({
      status: 'Outdated',
      message: 'paused in deployers.yaml: nothing is applied',
      resources: { s1: { reason: 'OutOfDate', version: '2', liveVersion: '1' } },
    });
    await deployer.push('resumed');
    expect(deployer.applied()).toEqual(['dev/s1']);
    expect(deployer.status().status).toBe('Clean');
  });

  it('never takes a turn with the files of one commit and the entry of another', async () => {
    const deployer = await deployerOf(template(paused), 'first');
    await deployer.settle();
    deployer.applied();
    await deployer.fixture.setRef('main', 'paused');
    await deployer.repo.fetch();
    // The repository has the new head, but the environments have not been told yet.
    expect(await deployer.turn('dev')).toEqual({ kind: 'unchanged', reason: 'a newer commit is on its way' });
    expect(deployer.applied()).toEqual([]);
    expect(deployer.status().revision).toBe(deployer.fixture.commit('first'));
  });
});

describe('the place where Jobs run', () => {
  const options = 'kubeconfig: /nowhere, namespace: dev';
  const cluster = (name: string, more: string) =>
    deployers(name, `dev: {type: Kubernetes, ${options}${more}}`, 'pp: {type: Mock}');

  it.each([
    { commit: 'plain', expected: { type: 'Kubernetes', runJob: expect.any(Function) } },
    {
      commit: 'paused',
      expected: {
        type: 'Kubernetes',
        held: 'paused in deployers.yaml: nothing is applied',
        runJob: expect.any(Function),
      },
    },
    {
      commit: 'faulty',
      expected: {
        type: 'Kubernetes',
        held: 'the entry in deployers.yaml has a problem: nothing is applied',
        runJob: expect.any(Function),
      },
    },
  ])('of an environment that is $commit', async ({ commit, expected }) => {
    const commits = [cluster('plain', ''), cluster('paused', ', paused: true'), cluster('faulty', ', a: 1')];
    const deployer = await deployerOf(template(...commits), 'plain');
    await deployer.follow();
    await deployer.fixture.setRef('main', commit);
    await deployer.follow();
    expect(deployer.environments.jobPlace('dev')).toEqual(expected);
    expect(deployer.environments.jobPlace('pp')).toEqual({ type: 'Mock' });
    expect(deployer.environments.jobPlace('prod')).toBeUndefined();
  });
});

describe('stopping', () => {
  it('lets a turn in flight end without a status', async () => {
    const deployer = await deployerOf(template(), 'first');
    await deployer.follow();
    const turn = deployer.turn('dev');
    await deployer.environments.stop();
    await turn;
    expect(deployer.board.status.environments).toEqual({});
    expect(deployer.loops.size).toBe(0);
  });
});

describe('locks and freezes', () => {
  const two = 'name: two, files: {dev/version/s1.yaml: "version: 2", dev/version/s2.yaml: "version: 2"}';
  const commitWithLocks = (name: string, locks: object | string) => {
    const text = typeof locks === 'string' ? locks : JSON.stringify(locks);
    return `name: ${name}, parent: two, files: {dev/locks.yaml: ${JSON.stringify(text)}}`;
  };
  const withLocks = (locks: object | string) =>
    template(two).concat(`  - {${commitWithLocks('locked', locks)}}\n`);
  /** A fixture's ids are the same each time, so that a template may name them. */
  const firstId = async () => {
    const fixture = await createRepository(template());
    closing.push(() => fixture.remove());
    return fixture.commit('first');
  };

  it('a freeze pins the environment to a commit', async () => {
    const revision = await firstId();
    const deployer = await deployerOf(withLocks({ freeze: { revision } }), 'two');
    await deployer.settle();
    deployer.applied();
    await deployer.push('locked');
    expect(deployer.applied()).toEqual(['dev/s1', 'dev/s2']);
    expect(deployer.live()).toEqual({ s1: 'Clean 1', s2: 'Clean 1' });
    expect(deployer.status()).toMatchObject({ status: 'Clean', frozen: revision, problems: [] });
    await deployer.push('two');
    expect(deployer.live()).toEqual({ s1: 'Clean 2', s2: 'Clean 2' });
    expect(deployer.status()).not.toHaveProperty('frozen');
  });

  it('a freeze at what runs applies nothing, whatever comes after it', async () => {
    const revision = await firstId();
    const deployer = await deployerOf(withLocks({ freeze: { revision } }), 'first');
    await deployer.settle();
    deployer.applied();
    await deployer.push('locked');
    expect(deployer.applied()).toEqual([]);
    expect(deployer.status().status).toBe('Clean');
  });

  it('a freeze of one resource leaves the others to the head', async () => {
    const revision = await firstId();
    const deployer = await deployerOf(withLocks({ resource_freezes: { s1: { revision } } }), 'two');
    await deployer.settle();
    deployer.applied();
    await deployer.push('locked');
    expect(deployer.applied()).toEqual(['dev/s1']);
    expect(deployer.live()).toEqual({ s1: 'Clean 1', s2: 'Clean 2' });
  });

  it('a freeze at a commit that is not there leaves everything as it is', async () => {
    const revision = '1'.repeat(40);
    const deployer = await deployerOf(withLocks({ freeze: { revision } }), 'first');
    await deployer.settle();
    deployer.applied();
    await deployer.push('locked');
    expect(deployer.applied()).toEqual([]);
    expect(deployer.status()).toMatchObject({
      status: 'Failed',
      frozen: revision,
      resources: { s1: { reason: 'Invalid' }, s2: { reason: 'Invalid' } },
      problems: [{ path: 'dev/locks.yaml', message: `freeze: revision ${revision} cannot be read` }],
    });
  });

  it.each([
    ['does not parse', 'freeze: {'],
    ['has a misspelt key', 'freezes: {}'],
    ['freezes at a short id', 'freeze: {revision: abc123}'],
  ])('a lock file that %s ends no freeze: nothing is applied', async (_, text) => {
    const deployer = await deployerOf(withLocks(text), 'first');
    await deployer.settle();
    deployer.applied();
    await deployer.push('locked');
    expect(deployer.applied()).toEqual([]);
    expect(deployer.status()).toMatchObject({
      status: 'Failed',
      message: 'dev/locks.yaml has a problem: nothing is applied, since nobody knows what is frozen',
    });
    expect(deployer.status().problems[0]?.path).toBe('dev/locks.yaml');
    expect(deployer.live()).toEqual({ s1: 'Outdated 1', s2: 'Outdated 1' });
  });

  it('a lock alone stops no deployment', async () => {
    const deployer = await deployerOf(withLocks({ env_lock: { reasons: ['release week'] } }), 'first');
    await deployer.settle();
    await deployer.push('locked');
    expect(deployer.live()).toEqual({ s1: 'Clean 2', s2: 'Clean 2' });
  });
});

describe('many environments', () => {
  const both = deployers('both', 'dev: {type: Mock, interval: 1m}', 'pp: {type: Mock, interval: 1m}');

  it('a turn that takes its time holds up the replacement of its own environment only', async () => {
    const deployer = await deployerOf(template(both), 'first');
    await deployer.settle();
    const [dev, pp] = [deployer.loops.get('dev'), deployer.loops.get('pp')];
    let finish: () => void = () => undefined;
    if (dev !== undefined) dev.idle = new Promise((resolve) => (finish = resolve));
    await deployer.fixture.setRef('main', 'both');
    const following = deployer.follow();
    await until(
      () => Promise.resolve(deployer.loops.get('pp')),
      (loop) => loop !== undefined && loop !== pp,
    );
    expect(deployer.loops.get('dev')).toBe(dev);
    finish();
    await following;
    expect(deployer.loops.get('dev')).not.toBe(dev);
  });

  it('those that nobody means have no problems', async () => {
    const broken = deployers('broken', 'dev: {type: Mock}', 'pp: {type: Mock, interval: never}');
    const deployer = await deployerOf(template(broken), 'broken', new Set(['dev']));
    const head = await deployer.repo.fetch();
    if (head === undefined) throw new Error('there is no commit');
    expect(await deployer.environments.follow(head)).toEqual([]);
    expect([...deployer.loops.keys()]).toEqual(['dev']);
  });
});
