import type { Failure } from '../../../core/status.ts';
import { nameOf } from '../objects/identity.ts';
import { waveOf } from '../objects/instructions.ts';
import { foundationWave, isBuiltOn, type Planned } from '../plan/order.ts';
import type { Undeployable } from './desired.ts';
import type { ObjectPlan } from './plan-object.ts';

type BarrierContext = {
  /** Whether the live object of a plan has become what it should be. */
  isReady: (plan: ObjectPlan) => boolean;
  /** Why resources could not be applied; it grows while they are. */
  failures: ReadonlyMap<string, Failure>;
};

type Foundation = { planned: Planned; message: string };

/**
 * What keeps objects from being applied. A wave begins when all of the waves before are ready, what cannot be deployed
 * included. Foundations have no such barrier: they hold back what stands on them, and nothing else.
 */
export class Barriers {
  readonly #undeployable: readonly Undeployable[];
  readonly #context: BarrierContext;
  readonly #foundations: Foundation[] = [];
  #wave: number | undefined;
  #members: ObjectPlan[] = [];
  #obstacle: string | undefined;

  constructor(undeployable: readonly Undeployable[], context: BarrierContext) {
    this.#undeployable = undeployable;
    this.#context = context;
  }

  /** A stage of this wave is next. */
  reach(wave: number): void {
    if (wave === this.#wave) return;
    if (this.#wave === foundationWave) this.#foundations.push(...this.#members.flatMap(this.#lateFoundation));
    else this.#obstacle ??= this.#lateMember();
    if (wave !== foundationWave) this.#obstacle ??= this.#undeployableBefore(wave);
    this.#wave = wave;
    this.#members = [];
  }

  /** These objects of the wave that was reached had their turn. */
  leave(members: readonly ObjectPlan[]): void {
    this.#members.push(...members);
  }

  /** Why an object has to wait; undefined where it has not. */
  obstacleOf(plan: ObjectPlan): string | undefined {
    if (this.#obstacle !== undefined) return this.#obstacle;
    if (this.#foundations.length === 0) return undefined;
    const planned = plannedOf(plan);
    return this.#foundations.find((foundation) => isBuiltOn(planned, foundation.planned))?.message;
  }

  readonly #lateFoundation = (plan: ObjectPlan): Foundation[] => {
    const { desired, action } = plan;
    const failure = action === 'unchanged' ? undefined : this.#context.failures.get(desired.resource.name);
    if (failure === undefined && this.#context.isReady(plan)) return [];
    const why = failure === undefined ? '' : `: ${failure.message}`;
    return [{ planned: plannedOf(plan), message: `waits for ${nameOf(desired.identity)}${why}` }];
  };

  #lateMember(): string | undefined {
    const { failures, isReady } = this.#context;
    const late = this.#members.find((plan) => failures.has(plan.desired.resource.name) || !isReady(plan));
    return late && `waits for ${nameOf(late.desired.identity)} of wave ${this.#wave}`;
  }

  #undeployableBefore(wave: number): string | undefined {
    const late = this.#undeployable.find(({ manifest }) => waveOf(manifest) < wave);
    return late && `waits for ${nameOf(late.identity)} of wave ${waveOf(late.manifest)}: ${late.message}`;
  }
}

/** What the order of a plan depends on. */
export function plannedOf({ desired }: ObjectPlan): Planned & { key: string } {
  const { key, identity, payload, resource } = desired;
  return { key, identity, object: payload, resource: resource.name };
}
