import type { Freshness } from '@tribble/api';
import { openResourceRepo, serviceRepoOptions } from '@tribble/resource-repo';
import {
  createEventStream,
  createMetrics,
  type EventStream,
  serveApi,
  type ServiceContext,
  startLoop,
  systemClock,
} from '@tribble/service-kit';
import { aggregatorApp } from './app.ts';
import type { AggregatorConfig } from './config.ts';
import { emptyState } from './core/state.ts';
import { FileProblems } from './file-problems.ts';
import { followRepository } from './follow-repository.ts';
import { LiveState } from './live-state.ts';
import { Reports } from './reports.ts';
import { transitionerAt } from './transitioner-client.ts';

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

  const transitioner = transitionerAt(transitionerUrl);
  const app = aggregatorApp({
    repo,
    live,
    events,
    transitioner,
    now,
    log,
    metrics,
    staticFiles: config.ui_path,
  });
  await serveApi(context, app, events);
}
