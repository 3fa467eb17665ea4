import type { EnvironmentStatus, RolloutStatus } from '@tribble/api';
import { Counter, Gauge, type Metrics } from '@tribble/service-kit';
import type { Applied } from './backends/backend.ts';

const statuses: readonly RolloutStatus[] = ['Clean', 'InProgress', 'Outdated', 'Failed'];

/** What is counted of environments. */
export class EnvironmentMetrics {
  readonly #resources: Gauge<'environment' | 'status'>;
  readonly #unreachable: Gauge<'environment'>;
  readonly #changes: Counter<'environment' | 'action'>;
  readonly #drift: Counter<'environment'>;

  constructor({ registry }: Pick<Metrics, 'registry'>) {
    const registers = [registry];
    this.#resources = new Gauge({
      name: 'tribble_environment_resources',
      help: 'Resources of an environment by their rollout status.',
      labelNames: ['environment', 'status'],
      registers,
    });
    this.#unreachable = new Gauge({
      name: 'tribble_environment_unreachable',
      help: '1 while the backend of an environment does not answer.',
      labelNames: ['environment'],
      registers,
    });
    this.#changes = new Counter({
      name: 'tribble_object_changes_total',
      help: 'Objects that were created, changed, replaced and deleted.',
      labelNames: ['environment', 'action'],
      registers,
    });
    this.#drift = new Counter({
      name: 'tribble_drift_healed_total',
      help: 'Objects that were put right after somebody else had changed them.',
      labelNames: ['environment'],
      registers,
    });
  }

  /** Takes over what a turn found and did. */
  observe(environment: string, status: EnvironmentStatus, changes: Applied['changes']): void {
    const found = Object.values(status.resources);
    for (const each of statuses) {
      const count = found.filter((resource) => resource.status === each).length;
      this.#resources.set({ environment, status: each }, count);
    }
    this.#unreachable.set({ environment }, status.unreachableSince === undefined ? 0 : 1);
    for (const { action, drift } of changes) {
      this.#changes.inc({ environment, action });
      if (drift !== undefined) this.#drift.inc({ environment });
    }
  }

  /** An environment is deployed no more. */
  remove(environment: string): void {
    for (const status of statuses) this.#resources.remove({ environment, status });
    this.#unreachable.remove({ environment });
  }
}
