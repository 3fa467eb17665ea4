/**
 * From a commit in a git repository to objects in the cluster, through the deployer's own parts: fetch, snapshot, history,
 * render cache, environment loop, status.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EnvironmentStatus } from '@tribble/api';
import { createRepository, type Fixture } from '@tribble/git-fixture';
import { openResourceRepo } from '@tribble/resource-repo';
import Table from 'cli-table3';
import { type Cost, measured, quantile } from './measure.ts';
import type { Namespaces } from './namespaces.ts';
import type { BenchOptions } from './options.ts';
import { milliseconds, type Verdict } from './report.ts';
import { changedApp, changeName, repositoryTemplate } from './repository-template.ts';
import { RunningDeployer } from './running-deployer.ts';

/** One change: until it is applied, and in milliseconds until its rollout is over. */
type Push = Cost & { clean: number };
export type RepositoryMeasurement = { first: Push; pushes: Push[] };

const changes = 50;
const megabyte = 2 ** 20;

/** Deploys a repository, then changes one app after the other. */
export async function measureRepository(
  { kubeconfig, context, apps }: BenchOptions,
  namespaces: Namespaces,
  say: (line: string) => void,
): Promise<RepositoryMeasurement> {
  const place = {
    ...(kubeconfig !== undefined && { kubeconfig }),
    ...(context !== undefined && { context }),
  };
  const namespace = await namespaces.create('repository');
  const fixture = await createRepository(repositoryTemplate({ ...place, namespace, apps, changes }));
  const directory = await mkdtemp(join(tmpdir(), 'tribble-bench-'));
  const committer = { name: 'Tribble deployer', email: 'deployer@tribble.invalid' };
  const repo = await openResourceRepo({ url: fixture.path, directory, committer, now: () => new Date() });
  const running = new RunningDeployer(repo);
  try {
    const first = await untilDeployed(running, (status) => isAllAt(status, fixture.commit('first')));
    say(`first apply: ${milliseconds(first.wall)}`);
    const pushes: Push[] = [];
    for (let change = 0; change < changes; change += 1)
      pushes.push(await pushed(running, fixture, change, apps));
    return { first, pushes };
  } finally {
    await running.stop();
    await repo.close();
    await fixture.remove();
    await rm(directory, { recursive: true, force: true });
  }
}

async function pushed(
  running: RunningDeployer,
  fixture: Fixture,
  change: number,
  apps: number,
): Promise<Push> {
  await running.rest();
  const commit = fixture.commit(changeName(change));
  const app = changedApp(change, apps);
  // The time of the push itself is the pusher's.
  await fixture.setRef('main', commit);
  return untilDeployed(running, ({ resources }) => resources[app]?.liveRevision === commit);
}

async function untilDeployed(
  running: RunningDeployer,
  isApplied: (status: EnvironmentStatus) => boolean,
): Promise<Push> {
  const begun = performance.now();
  const { cost } = await measured(async () => {
    running.trigger();
    await running.status(isApplied);
  });
  await running.status((status) => isApplied(status) && status.status === 'Clean');
  return { ...cost, clean: performance.now() - begun };
}

function isAllAt({ resources }: EnvironmentStatus, commit: string): boolean {
  const all = Object.values(resources);
  return all.length > 0 && all.every(({ liveRevision }) => liveRevision === commit);
}

export function repositoryTable({ first, pushes }: RepositoryMeasurement): string {
  const head = ['scenario', 'applied', 'Clean', 'CPU', 'peak memory'];
  const table = new Table({ head, style: { head: [], border: [] } });
  const row = ({ wall, clean, cpu, peakMemory }: Push) => [
    ...[wall, clean, cpu].map(milliseconds),
    `${(peakMemory / megabyte).toFixed(0)} MiB`,
  ];
  table.push(['first apply', ...row(first)]);
  for (const share of [0.5, 0.99]) {
    const at = (read: (push: Push) => number) => quantile(pushes.map(read), share);
    const figures: Push = {
      wall: at(({ wall }) => wall),
      clean: at(({ clean }) => clean),
      cpu: at(({ cpu }) => cpu),
      peakMemory: at(({ peakMemory }) => peakMemory),
    };
    table.push([`one app changed, p${share * 100} of ${pushes.length}`, ...row(figures)]);
  }
  return table.toString();
}

export function repositoryVerdicts({ pushes }: RepositoryMeasurement): Verdict[] {
  const walls = pushes.map(({ wall }) => wall);
  const verdict = (what: string, share: number, bar: number): Verdict => {
    const value = quantile(walls, share);
    return { target: `push to applied, ${what}`, measured: milliseconds(value), isMet: value < bar };
  };
  return [verdict('median below 300 ms', 0.5, 300), verdict('p99 below 1 s', 0.99, 1_000)];
}
