import type { AggregatorOperations, Freshness } from '@tribble/api';
import { aggregatorSpec } from '@tribble/api/specs';
import { openResourceRepo, type ResourceRepo, serviceRepoOptions } from '@tribble/resource-repo';
import {
  createApp,
  createEventStream,
  createMetrics,
  type EventStream,
  listen,
  type Metrics,
  type ServiceContext,
  startLoop,
  systemClock,
} from '@tribble/service-kit';
import type { AggregatorConfig } from './config.ts';
import { emptyState } from './core/state.ts';
import { deploy } from './deploy.ts';
import { FileProblems } from './file-problems.ts';
import { followRepository } from './follow-repository.ts';
import { LiveState } from './live-state.ts';
import { lock, unlock } from './locking.ts';
import type { Commits } from './request-context.ts';
import { registerVersion } from './register-version.ts';
import { Reports } from './reports.ts';
import { Versions } from './versions.ts';

/** Builds the aggregator from its parts, in order; what is started last is stopped first. */
export async function startAggregator(context: ServiceContext<AggregatorConfig>): Promise<void> {
  const { config, log, onStop } = context;
  const now = () => systemClock.now();
  const metrics = createMetrics();
  const repo = await openResourceRepo(serviceRepoOptions('aggregator', config, now));
  onStop('resource repository', () => repo.close());

  const [transitionerUrl = ''] = config.transitioner_url;
  const reports: Reports = new Reports({
    deployerUrls: config.deployer_url,
    transitionerUrl,
    log,
    now,
    changed: () => live.refresh(),
  });
  onStop('reports', () => reports.close());
  const waiting: Freshness = { state: 'waiting', since: now().toISOString() };
  const initial = emptyState({ repository: waiting, deployer: waiting, transitioner: waiting });
  const events: EventStream = createEventStream({ snapshot: () => ({ type: 'snapshot', data: live.state }) });
  const changed = (patch: unknown) => events.send({ type: 'patch', data: patch });
  const live = new LiveState({ repo, reports, problems: new FileProblems(), now, changed }, initial);

  const turn = () => followRepository(repo, live);
  const loop = startLoop({ name: 'repository', turn, interval: config.poll_interval, log, metrics });
  onStop('repository', () => loop.stop());

  await serveApi(context, { metrics, repo, live, events, now });
}

type Parts = {
  metrics: Metrics;
  repo: ResourceRepo;
  live: LiveState;
  events: EventStream;
  now: () => Date;
};

async function serveApi(
  { config, log, onStop }: ServiceContext<AggregatorConfig>,
  parts: Parts,
): Promise<void> {
  const { metrics, repo, live, events, now } = parts;
  const versions = new Versions(repo);
  const commits: Commits = {
    // A commit of our own is shown at once, without waiting for the next look at the repository.
    commit: async (decide) => {
      const committed = await repo.commit(decide);
      live.refresh();
      return committed;
    },
  };
  const app = createApp<AggregatorOperations>({
    name: 'aggregator',
    spec: aggregatorSpec,
    log,
    metrics,
    staticFiles: config.ui_path,
    ready: () =>
      repo.head
        ? { ready: true }
        : { ready: false, reason: 'no head of the resource repository was read yet' },
    handlers: {
      getState: () => ({ status: 200, body: live.state }),
      getEvents: events.handle,
      registerVersion: registerVersion(commits, versions),
      deploy: deploy(commits, versions, now),
      lock: lock(commits, now),
      unlock: unlock(commits, now),
    },
  });
  const server = await listen(app, { host: config.api_host, port: config.api_port, log });
  onStop('http server', () => server.close());
  onStop('event streams', () => events.close());
}
