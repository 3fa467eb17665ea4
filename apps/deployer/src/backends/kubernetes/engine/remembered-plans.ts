import type { KubernetesObject } from '../objects/identity.ts';
import type { DesiredObject } from './desired.ts';
import type { ObjectPlan } from './plan-object.ts';

/** For so many milliseconds an answer is taken for granted that only an edit of git or of the object is likely to change. */
const goodFor = 60_000;

type Known = { plan: ObjectPlan; payloadHash: string; cached: KubernetesObject | undefined; until: number };

/** Plans that come out the same turn after turn: what is invalid, and drift that is not to be put right. */
export class RememberedPlans {
  readonly #known = new Map<string, Known>();

  /** The plan of an object that is the same as it was then, in git and in the cache. */
  of(desired: DesiredObject, cached: KubernetesObject | undefined, now: Date): ObjectPlan | undefined {
    const known = this.#known.get(desired.key);
    if (known === undefined) return undefined;
    const isSame = known.payloadHash === desired.payloadHash && known.cached === cached;
    if (isSame && now.getTime() < known.until) return { ...known.plan, desired };
    this.#known.delete(desired.key);
    return undefined;
  }

  /** Gives until when it is remembered; undefined for a plan that may be another one in the next turn. */
  add(
    plan: ObjectPlan,
    cached: KubernetesObject | undefined,
    selfHeal: boolean,
    now: Date,
  ): Date | undefined {
    const isIdle = plan.isDrift === true && !selfHeal;
    if (plan.isLasting !== true && !isIdle) return undefined;
    const until = now.getTime() + goodFor;
    const { key, payloadHash } = plan.desired;
    this.#known.set(key, { plan, payloadHash, cached, until });
    return new Date(until);
  }

  /** Whoever puts drift right has to know what it is now. */
  forgetDrift(): void {
    for (const [key, { plan }] of this.#known) if (plan.isDrift === true) this.#known.delete(key);
  }

  /** Forgets everything but these. */
  keep(keys: ReadonlyMap<string, unknown>): void {
    for (const key of this.#known.keys()) if (!keys.has(key)) this.#known.delete(key);
  }
}
