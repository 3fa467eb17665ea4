import { type Identity, keyOf, type KubernetesObject } from '../objects/identity.ts';

/** So many objects are remembered; the oldest are forgotten first. */
const mostRemembered = 1_000;

/** How Jobs were when they went: one that removes itself when it has finished is often gone before anybody looks. */
export class Departed {
  readonly #objects = new Map<string, KubernetesObject>();

  /** Takes note of what became of an object: there is no `after` where it is gone. */
  note(identity: Identity, before: KubernetesObject | undefined, after: KubernetesObject | undefined): void {
    if (identity.kind !== 'Job' || identity.group !== 'batch') return;
    const key = keyOf(identity);
    this.#objects.delete(key);
    if (after !== undefined || before === undefined) return;
    this.#objects.set(key, before);
    const [oldest] = this.#objects.keys();
    if (this.#objects.size > mostRemembered && oldest !== undefined) this.#objects.delete(oldest);
  }

  get(identity: Identity): KubernetesObject | undefined {
    return this.#objects.get(keyOf(identity));
  }
}
