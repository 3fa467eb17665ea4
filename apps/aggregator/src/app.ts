import type { AggregatorOperations } from '@tribble/api';
import { aggregatorSpec } from '@tribble/api/specs';
import { readinessOf, type ResourceRepo } from '@tribble/resource-repo';
import { createApp, type EventStream, type Logger, type Metrics } from '@tribble/service-kit';
import { approve } from './approving.ts';
import { deploy } from './deploy.ts';
import type { LiveState } from './live-state.ts';
import { lock, unlock } from './locking.ts';
import { passOn } from './pass-on.ts';
import { pause, resume } from './pausing.ts';
import { registerVersion } from './register-version.ts';
import { commitsOf } from './request-context.ts';
import type { Transitioner } from './transitioner-client.ts';
import { Versions } from './versions.ts';

type Parts = {
  repo: ResourceRepo;
  live: LiveState;
  events: EventStream;
  transitioner: Transitioner;
  now: () => Date;
  log: Logger;
  metrics: Metrics;
  staticFiles?: string | undefined;
};

/** The aggregator's side of HTTP: each operation of its API, the UI, and what every service answers. */
export function aggregatorApp({ repo, live, events, transitioner, now, log, metrics, staticFiles }: Parts) {
  const versions = new Versions(repo);
  // A commit of our own is shown at once, without waiting for the next look at the repository.
  const commits = commitsOf({ repo, log, committed: () => live.refresh() });
  return createApp<AggregatorOperations>({
    name: 'aggregator',
    spec: aggregatorSpec,
    log,
    metrics,
    staticFiles,
    ready: () => readinessOf(repo),
    handlers: {
      getState: () => ({ status: 200, body: live.state }),
      getEvents: events.handle,
      registerVersion: registerVersion(commits, versions),
      deploy: deploy(commits, versions, now),
      lock: lock(commits, now),
      unlock: unlock(commits),
      pause: pause(commits, now),
      resume: resume(commits),
      approve: approve(commits, transitioner, now),
      ...passOn(transitioner),
    },
  });
}
