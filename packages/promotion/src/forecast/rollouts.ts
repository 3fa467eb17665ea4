import type { EnvironmentStatus } from '@tribble/api';
import { deployersFile, parseDeployers, type Snapshot } from '@tribble/resource-repo/format';
import type { Facts, Outcomes } from '../facts.ts';
import { EnvironmentRollouts } from './environment-rollouts.ts';

/** A version file that comes or goes in an environment; without an id it goes. */
export type Deployed = { resource: string; version?: string; versionId?: string };

/**
 * What the deployers would report and record while versions move: a rollout takes as long as it usually does in its environment, and ends
 * well. An environment on which nobody reports stays unknown; one that is paused or out of reach stays as it is.
 */
export class Rollouts {
  readonly #environments = new Map<string, EnvironmentRollouts>();

  constructor({ snapshot, statusOf, outcomesOf, now }: Facts) {
    const { deployers } = parseDeployers(snapshot.configuration.get(deployersFile));
    for (const name of snapshot.environments.keys()) {
      const status = statusOf(name);
      if (status === undefined) continue;
      const isPaused = deployers.get(name)?.paused === true;
      const environment = new EnvironmentRollouts(name, { status, outcomes: outcomesOf(name), isPaused });
      environment.catchUp(snapshot, now);
      this.#environments.set(name, environment);
    }
  }

  statusOf(environment: string): EnvironmentStatus | undefined {
    return this.#environments.get(environment)?.status;
  }

  outcomesOf(environment: string): Outcomes | undefined {
    return this.#environments.get(environment)?.outcomes;
  }

  /** What a commit made of an environment. Gives when its rollout is over, where there is one. */
  deploy(
    environment: string,
    deployed: readonly Deployed[],
    snapshot: Snapshot,
    now: Date,
  ): Date | undefined {
    return this.#environments.get(environment)?.deploy(deployed, snapshot, now);
  }

  /** When the next rollout is over. */
  nextEnd(): Date | undefined {
    const ends = [...this.#environments.values()].flatMap((each) => each.nextEnd() ?? []);
    return ends.length === 0 ? undefined : new Date(Math.min(...ends));
  }

  /** When the next rollout of one environment is over. */
  endIn(environment: string): Date | undefined {
    const end = this.#environments.get(environment)?.nextEnd();
    return end === undefined ? undefined : new Date(end);
  }

  /** Ends the rollouts that are over by now. */
  settle(snapshot: Snapshot, now: Date): void {
    for (const environment of this.#environments.values()) environment.settle(snapshot, now);
  }

  /** What is taken for granted of the rollouts that are over in an environment. */
  assumptionOf(environment: string): string | undefined {
    return this.#environments.get(environment)?.assumption;
  }
}
