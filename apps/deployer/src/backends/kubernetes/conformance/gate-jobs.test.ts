import { describe, expect, it } from '@jest/globals';
import type { Manifest, ValueMap } from '@tribble/resource-repo/format';
import { until } from '../../backend.contract.ts';
import { conformance, type TestEnvironment } from './conformance.contract.ts';
import { configMap, object } from './manifests.contract.ts';

const suite = conformance();

/** What the containers of the real control plane write (integration-test/control-plane/kwok/container.log). */
const written = 'starting\ncannot reach the database: connection refused\nexiting with code 1\n';

type SmokeOptions = {
  name?: string;
  image?: string;
  spec?: ValueMap;
  annotations?: ValueMap;
  pod?: ValueMap;
};

/** A Job of one container `test`. Its pod succeeds; one whose image is `smoke:crash` fails, in the sandbox by the annotation. */
function smoke({ name = 'smoke', image = 'smoke:1', spec, annotations, pod }: SmokeOptions = {}): Manifest {
  const exitCode = image.endsWith(':crash') ? '1' : '0';
  const scripted = { 'sandbox.tribble.dev/exit-code': exitCode, 'sandbox.tribble.dev/log': written };
  const containers = [{ name: 'test', image: `registry.example.org/${image}` }];
  return object('batch/v1', 'Job', name, {
    spec: {
      template: {
        metadata: { annotations: { ...scripted, ...annotations } },
        spec: { restartPolicy: 'Never', containers, ...pod },
      },
      ...spec,
    },
  });
}

/** No node takes its pod, and the sandbox leaves it alone: it never ends by itself. */
const endless = (options: SmokeOptions = {}) =>
  smoke({
    annotations: { 'sandbox.tribble.dev/manual': 'true' },
    pod: { nodeSelector: { 'tribble.dev/conformance': 'no-such-node' } },
    ...options,
  });

const namesOf = (jobs: readonly Manifest[]) => jobs.map(({ metadata: { name } }) => name).sort();

async function uidsOf(environment: TestEnvironment): Promise<unknown[]> {
  return (await environment.jobs()).map(({ metadata }) => metadata['uid']);
}

describe('the Job of a gate', () => {
  it('succeeds', async () => {
    const dev = await suite.environment();
    const run = await dev.finishedJob(smoke());
    expect(run).toMatchObject({
      name: expect.stringMatching(new RegExp(`^Job ${dev.namespace}/smoke-[0-9a-f]{12}$`)),
      state: 'succeeded',
    });
    const [startedAt, finishedAt] = [new Date(run.startedAt ?? ''), new Date(run.finishedAt ?? '')];
    expect(finishedAt.getTime()).toBeGreaterThanOrEqual(startedAt.getTime());
  });

  it('fails, and tells how and what it wrote', async () => {
    const dev = await suite.environment();
    const run = await dev.finishedJob(smoke({ image: 'smoke:crash' }));
    expect(run).toMatchObject({ state: 'failed', log: written.trimEnd() });
    expect(run.message).toMatch(/reached the specified backoff limit; container test ended with exit code 1/);
    expect((await dev.jobs())[0]).toMatchObject({ spec: { backoffLimit: 0 } });
  });

  it('tells while it runs what is in its way', async () => {
    const dev = await suite.environment();
    const run = await until(
      () => dev.runJob(smoke({ image: 'smoke:broken' })),
      ({ message = '' }) => /ImagePull/.test(message),
    );
    expect(run.state).toBe('running');
    expect(run.message).toContain('registry.example.org/smoke:broken');
  });

  it('fails at its deadline, which is the timeout where it has none', async () => {
    const dev = await suite.environment();
    const run = await dev.finishedJob(endless(), { timeout: 1 });
    expect(run).toMatchObject({ state: 'failed' });
    expect(run.message).toMatch(/longer than specified deadline/);
    await dev.runJob(endless({ name: 'own', spec: { activeDeadlineSeconds: 77 } }), { timeout: 1 });
    const own = (await dev.jobs()).find(({ metadata: { name } }) => name.startsWith('own-'));
    expect(own).toMatchObject({ spec: { activeDeadlineSeconds: 77 } });
  });

  it('has its variables', async () => {
    const dev = await suite.environment();
    await dev.runJob(smoke({ image: 'smoke:${version}' }), { variables: { version: '1.10' } });
    const [job] = await dev.jobs();
    expect(JSON.stringify(job)).toContain('registry.example.org/smoke:1.10');
  });

  it('runs once for the same content, however often and by whomever it is asked for, and again for other', async () => {
    const dev = await suite.environment();
    const names = (await Promise.all([1, 2, 3, 4].map(() => dev.runJob(smoke())))).map(({ name }) => name);
    expect(new Set(names).size).toBe(1);
    await dev.finishedJob(smoke());
    const before = await uidsOf(dev);
    await dev.restart();
    expect(await dev.runJob(smoke())).toMatchObject({ name: names[0], state: 'succeeded' });
    expect(await uidsOf(dev)).toEqual(before);
    await dev.finishedJob(smoke({ image: 'smoke:2' }));
    expect(await uidsOf(dev)).toHaveLength(2);
  });

  it('runs again for another change, even where the manifest uses none of its variables', async () => {
    const dev = await suite.environment();
    const first = await dev.finishedJob(smoke(), { variables: { change: 'a', version: '1' } });
    const second = await dev.finishedJob(smoke(), { variables: { change: 'b', version: '2' } });
    expect(second.name).not.toBe(first.name);
    expect(await uidsOf(dev)).toHaveLength(2);
    expect(await dev.runJob(smoke(), { variables: { version: '1', change: 'a' } })).toEqual(first);
  });

  it('is not made while as many of its manifest run as may at once', async () => {
    const dev = await suite.environment();
    // Names of their own are no way around it, and neither is asking for all at once.
    const manifest = endless({ name: 'smoke-${change}' });
    const ask = (change: number) => dev.runJob(manifest, { variables: { change: String(change) } });
    const asked = await Promise.allSettled(Array.from({ length: 12 }, (_, change) => ask(change)));
    const refused = asked.flatMap((each) => (each.status === 'rejected' ? [String(each.reason)] : []));
    const message = `10 Jobs of tests/smoke.yaml run for ${dev.name} already: this one is made when one of them has ended`;
    expect(refused).toEqual([`BusyError: ${message}`, `BusyError: ${message}`]);
    const jobs = await dev.jobs();
    expect(jobs).toHaveLength(10);
    // What runs is still told of, and makes room when it is gone.
    const [first] = jobs;
    if (first === undefined) throw new Error('there is no Job');
    const made = asked.findIndex(({ status }) => status === 'fulfilled');
    expect(await ask(made)).toMatchObject({ state: 'running' });
    await dev.delete(first);
    expect(await until(() => ask(20).catch(() => undefined), Boolean)).toMatchObject({ state: 'running' });
  });

  it('runs again where somebody deleted it', async () => {
    const dev = await suite.environment();
    await dev.finishedJob(smoke());
    const [before] = await dev.jobs();
    if (before === undefined) throw new Error('there is no Job');
    await dev.delete(before);
    await dev.finishedJob(smoke());
    expect(await uidsOf(dev)).not.toContain(before.metadata['uid']);
  });

  it('leaves a Job alone that somebody else made under its name', async () => {
    const dev = await suite.environment();
    const { name } = await dev.runJob(endless());
    const [ours] = await dev.jobs();
    if (ours === undefined) throw new Error('there is no Job');
    await dev.delete(ours);
    const theirs = endless({ name: ours.metadata.name });
    const made = await until(
      () => dev.create(theirs).catch(() => undefined),
      (created) => created !== undefined,
    );
    const run = await dev.runJob(endless());
    expect(run).toMatchObject({ name, state: 'failed' });
    expect(run.message).toMatch(/is there already, and is not the Job of this gate/);
    expect((await dev.live(theirs)).metadata['uid']).toBe(made?.metadata['uid']);
  });

  it('is another one for another environment in the same namespace', async () => {
    const dev = await suite.environment();
    const other = await suite.environment({ namespace: dev.namespace });
    const names = [(await dev.runJob(smoke())).name, (await other.runJob(smoke())).name];
    expect(new Set(names).size).toBe(2);
  });

  it('is nothing of the environment: neither in its status nor in its inventory, and never pruned', async () => {
    const dev = await suite.environment();
    await dev.deploy({ web: configMap('web'), gone: configMap('gone') });
    await dev.finishedJob(smoke());
    const before = await uidsOf(dev);
    const { status } = await dev.deploy({ web: configMap('web') });
    expect(JSON.stringify(status)).not.toContain('smoke');
    expect(await dev.inventory()).toEqual(['ConfigMap web']);
    // An inventory that is made anew looks for all that bears the marks of the environment.
    await dev.delete(object('v1', 'ConfigMap', `tribble-inventory-${dev.name}`));
    await dev.restart();
    await dev.deploy({ web: configMap('web') });
    expect(await dev.inventory()).toEqual(['ConfigMap web']);
    await dev.deploy({ next: configMap('next') });
    expect(dev.applied.filter((line) => line.startsWith('delete'))).toEqual([
      'delete ConfigMap gone',
      'delete ConfigMap web',
    ]);
    expect(await uidsOf(dev)).toEqual(before);
  });

  it.each([
    {
      name: 'a field that there is not',
      manifest: smoke({ spec: { activeDeadlineSecond: 3 } }),
      expected: /^tests\/smoke\.yaml: the cluster refuses it: .*activeDeadlineSecond/,
    },
    {
      name: 'a value that is none',
      manifest: smoke({ pod: { restartPolicy: 'Always' } }),
      expected: /^tests\/smoke\.yaml: the cluster refuses it: .*restartPolicy/,
    },
  ])('that the cluster refuses is told with its file: $name', async ({ manifest, expected }) => {
    const dev = await suite.environment();
    await expect(dev.runJob(manifest)).rejects.toThrow(expected);
    expect(await dev.jobs()).toEqual([]);
  });

  it('is made as the user that the environment names, with no other rights', async () => {
    const namespace = await suite.namespace();
    const account = `system:serviceaccount:${namespace}:nobody`;
    suite.place.authorize(({ user }) => (user === account ? '' : undefined));
    const dev = await suite.environment({ namespace, options: { as: account } });
    await expect(dev.runJob(smoke())).rejects.toMatchObject({
      name: 'ApiError',
      transient: false,
      message: expect.stringMatching(/User "system:serviceaccount:.*:nobody" cannot \w+ resource "jobs"/),
    });
    expect(await dev.jobs()).toEqual([]);
  });

  it('goes when newer ones have taken its place, unless somebody asks for it', async () => {
    let minutes = 0;
    const dev = await suite.environment({ now: () => new Date(Date.now() + minutes * 60_000) });
    const theirs = await dev.create(smoke({ name: 'smoke-by-hand' }));
    const image = (version: number) => smoke({ image: `smoke:${version}` });
    for (const version of [1, 2, 3, 4, 5, 6, 7, 8]) await dev.finishedJob(image(version));
    expect(await dev.jobs()).toHaveLength(9);
    minutes = 11;
    const { name } = await dev.finishedJob(image(8));
    // Of Jobs that were made within one second nobody knows which is the newest.
    const left = await until(
      async () => namesOf(await dev.jobs()),
      (names) => names.length <= 7,
    );
    expect(left.length).toBeGreaterThanOrEqual(6);
    expect(left).toContain(name.replace(/^.*\//, ''));
    expect(left).toContain(theirs.metadata.name);
  });
});
