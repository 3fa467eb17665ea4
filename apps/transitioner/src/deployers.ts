import type { DeployerStatus, EnvironmentStatus } from '@tribble/api';
import { type Logger, subscribe } from '@tribble/service-kit';

export type Deployers = {
  /** What a deployer that can be reached reports of an environment; of several the first in the configuration. */
  statusOf: (environment: string) => EnvironmentStatus | undefined;
  /** The address of the deployer whose report that is. */
  urlOf: (environment: string) => string | undefined;
  close: () => void;
};

/** Follows the status streams of the deployers. One that cannot be reached reports nothing: what it said may be old. */
export function watchDeployers(
  urls: readonly string[],
  { log, changed }: { log: Logger; changed: () => void },
): Deployers {
  const statuses = new Map<string, DeployerStatus>();
  const reachable = new Set<string>();
  const subscriptions = urls.map((url) =>
    subscribe(`${url}/api/events`, {
      events: ['status'],
      onEvent: (_type, data) => {
        statuses.set(url, data as DeployerStatus);
        changed();
      },
      onState: (state, message) => {
        if (state === 'open') reachable.add(url);
        else log.warn({ url, message }, 'deployer is not reachable');
        if (state === 'lost' && !reachable.delete(url)) return;
        // A stream that is resumed sends only what is new, so the last report counts again.
        changed();
      },
    }),
  );
  const urlOf = (environment: string) =>
    urls.find((url) => reachable.has(url) && reportOf(statuses.get(url), environment) !== undefined);
  return {
    statusOf: (environment) => reportOf(statuses.get(urlOf(environment) ?? ''), environment),
    urlOf,
    close: () => subscriptions.forEach((subscription) => subscription.close()),
  };
}

/** An environment may have a name such as `constructor`, which every object has. */
function reportOf(status: DeployerStatus | undefined, environment: string): EnvironmentStatus | undefined {
  if (status === undefined || !Object.hasOwn(status.environments, environment)) return undefined;
  return status.environments[environment];
}
