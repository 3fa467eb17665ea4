import type { KubernetesObject } from '../objects/identity.ts';

/** In milliseconds: what had no cause yet may have one soon; one that is known mostly stays. */
const firstPauses = { unknown: 250, known: 5_000 };
const longestPause = 60_000;

type Answer = { causes: readonly string[]; askAt: Date; times: number };

/**
 * Why workloads are not well, as it was found out. The cache has another object as soon as a workload changes; while it has the
 * same one, pods and events are asked less and less often.
 */
export class RememberedCauses {
  readonly #answers = new WeakMap<KubernetesObject, Answer>();

  /** Whether nobody has to be asked about an object now. */
  isFresh(workload: KubernetesObject, now: Date): boolean {
    const known = this.#answers.get(workload);
    return known !== undefined && known.askAt > now;
  }

  /** The causes, and when they are worth asking for again. */
  async of(
    workload: KubernetesObject,
    now: Date,
    ask: () => Promise<readonly string[]>,
  ): Promise<Pick<Answer, 'causes' | 'askAt'>> {
    const known = this.#answers.get(workload);
    if (known !== undefined && known.askAt > now) return known;
    const causes = await ask();
    // A cause that has just appeared is news: from there on it counts anew.
    const isSame = known !== undefined && known.causes.length > 0 === causes.length > 0;
    const times = isSame ? known.times + 1 : 0;
    const pause = (causes.length > 0 ? firstPauses.known : firstPauses.unknown) * 2 ** times;
    const answer = { causes, askAt: new Date(now.getTime() + Math.min(pause, longestPause)), times };
    this.#answers.set(workload, answer);
    return answer;
  }
}
