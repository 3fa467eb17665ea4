import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { createRepository, type Fixture } from '@tribble/git-fixture';
import { createJsonnet, type Evaluation, type Jsonnet } from '@tribble/jsonnet';
import { testEvaluatorFolder } from '@tribble/jsonnet/testing';
import { openResourceRepo, type ResourceRepo } from '@tribble/resource-repo';
import { RenderCaches } from './core/render-caches.ts';
import { JsonnetEvaluations } from './jsonnet-evaluations.ts';
import { readDesired } from './read-desired.ts';

const manifest = (name: string, body: string) =>
  `{apiVersion: 'v1', kind: 'ConfigMap', metadata: {name: '${name}'}, data: ${body}}`;

const specimen = `
commits:
  - name: first
    files:
      lib/team.libsonnet: ${JSON.stringify("{team: importstr 'team.txt'}")}
      lib/team.txt: blue
      dev/base/api.jsonnet: ${JSON.stringify(`local v = std.extVar('version');\n${manifest('api', "(import 'team.libsonnet') + {tag: v.version, note: 'is $version'}")}`)}
      dev/version/api.yaml: "version: 1.10"
      dev/deployable/whole.jsonnet: ${JSON.stringify(`[${manifest('whole', "{version: '' + std.extVar('version')}")}]`)}
      dev/deployable/bad.jsonnet: ${JSON.stringify("{\n  a: import '../../../outside.libsonnet'\n}")}
      pp/version/x.yaml: "version: 1"
  - name: second
    files:
      lib/team.txt: red
  - name: third
    files:
      pp/version/x.yaml: "version: 2"
  - name: fourth
    files:
      dev/deployable/whole.jsonnet: ${JSON.stringify(manifest('whole', "{version: 'changed'}"))}
`;

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

/** A repository of which `main` moves on from commit to commit. */
async function open(): Promise<{ fixture: Fixture; repo: ResourceRepo }> {
  const fixture = await createRepository(specimen);
  closing.push(() => fixture.remove());
  const directory = await mkdtemp(join(tmpdir(), 'deployer-'));
  const committer = { name: 'Test', email: 'test@example.org' };
  const repo = await openResourceRepo({ url: fixture.path, directory, committer, now: () => new Date(0) });
  closing.push(() => repo.close());
  return { fixture, repo };
}

async function render(
  { fixture, repo }: { fixture: Fixture; repo: ResourceRepo },
  commit: string,
  evaluations: JsonnetEvaluations,
) {
  await fixture.setRef('main', fixture.commit(commit));
  const head = await repo.fetch();
  if (head === undefined) throw new Error('no head');
  const desired = await readDesired(head, 'dev', repo, new RenderCaches(), evaluations);
  if (desired === 'superseded') throw new Error('superseded');
  return desired.rendered;
}

/** Counts what it evaluates, and gives what it is told to. */
function countingJsonnet(answer: (path: string) => Evaluation): Jsonnet & { evaluated: string[] } {
  const evaluated: string[] = [];
  return {
    evaluated,
    missing: () => undefined,
    evaluate: ({ path }) => {
      evaluated.push(path);
      return Promise.resolve(answer(path));
    },
    close: () => Promise.resolve(),
  };
}

const api = 'dev/base/api.jsonnet';
const whole = 'dev/deployable/whole.jsonnet';
const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x' } };

describe('what is evaluated again', () => {
  it('is what a commit changed, imports included', async () => {
    const world = await open();
    const jsonnet = countingJsonnet(() => ({ value: object }));
    const evaluations = new JsonnetEvaluations(jsonnet, () => new Date(0));
    const after = async (commit: string) => {
      jsonnet.evaluated.length = 0;
      await render(world, commit, evaluations);
      return jsonnet.evaluated;
    };
    expect(await after('first')).toEqual([api, whole]);
    expect(await after('first')).toEqual([]);
    expect(await after('second')).toEqual([api]);
    expect(await after('third')).toEqual([]);
    expect(await after('fourth')).toEqual([whole]);
  });

  it('is, a minute later, what may come to something else', async () => {
    const world = await open();
    let time = 0;
    const problems = [{ path: whole, message: 'not installed' }];
    const jsonnet = countingJsonnet((path) =>
      path === whole ? { problems, mayChange: true } : { value: object },
    );
    const evaluations = new JsonnetEvaluations(jsonnet, () => new Date(time));
    const rendered = await render(world, 'first', evaluations);
    expect(rendered.invalid.get('whole')).toEqual(problems);
    time = 59_999;
    await render(world, 'first', evaluations);
    expect(jsonnet.evaluated).toEqual([api, whole]);
    time = 60_000;
    await render(world, 'first', evaluations);
    expect(jsonnet.evaluated).toEqual([api, whole, whole]);
  });
});

const evaluatorFolder = testEvaluatorFolder();
const withEvaluator = evaluatorFolder === undefined ? describe.skip : describe;

withEvaluator('jsonnet from git to what should run', () => {
  const evaluations = () => {
    const jsonnet = createJsonnet(evaluatorFolder === undefined ? {} : { evaluatorFolder });
    closing.push(() => jsonnet.close());
    return new JsonnetEvaluations(jsonnet, () => new Date(0));
  };

  it('renders bases with their version and whole manifests, and leaves out what is outside', async () => {
    const world = await open();
    const { resources, problems } = await render(world, 'first', evaluations());
    const data = { team: 'blue', tag: '1.10', note: 'is 1.10' };
    expect(resources.get('api')?.objects).toMatchObject([{ data }]);
    expect(resources.get('whole')?.objects).toMatchObject([{ data: { version: 'null' } }]);
    expect(problems).toEqual([
      {
        ...{ path: 'dev/deployable/bad.jsonnet', line: 2, column: 6 },
        message: 'import of "../../../outside.libsonnet": leads out of the repository',
      },
    ]);
  });

  it('is as new as the newest import, and stays as it was where it is frozen', async () => {
    const world = await open();
    const kept = evaluations();
    await render(world, 'first', kept);
    const second = await render(world, 'second', kept);
    expect(second.resources.get('api')).toMatchObject({
      revision: world.fixture.commit('second'),
      objects: [{ data: { team: 'red' } }],
    });
    expect(second.resources.get('whole')?.revision).toBe(world.fixture.commit('first'));
    await freeze(world.repo, world.fixture.commit('first'));
    const head = await world.repo.fetch();
    const desired = head && (await readDesired(head, 'dev', world.repo, new RenderCaches(), kept));
    const frozen = desired === 'superseded' ? undefined : desired?.rendered.resources.get('api');
    expect(frozen?.objects).toMatchObject([{ data: { team: 'blue' } }]);
  });
});

async function freeze(repo: ResourceRepo, revision: string): Promise<void> {
  const locks = `resource_freezes:\n  api: {revision: ${revision}, reason: test, by: Ann, at: "2026-11-21T12:00:00Z"}\n`;
  await repo.commit(() => ({
    files: new Map([['dev/locks.yaml', locks]]),
    message: { subject: 'Freeze', trailers: [] },
    author: { name: 'Ann', email: 'ann@example.org' },
  }));
}
