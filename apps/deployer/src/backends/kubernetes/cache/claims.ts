type Listener = (environment: string) => void;

/**
 * Which environments declare which objects of one cluster, so that two which declare the same one both hear of it, also where
 * they are different users there.
 */
export class Claims {
  readonly #listeners = new Set<Listener>();
  readonly #keysOf = new Map<string, ReadonlySet<string>>();
  readonly #claimants = new Map<string, Set<string>>();

  /** Calls the listener once for every other environment that a change of claims concerns, until the answer is called. */
  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Says which objects an environment declares now, by their keys; none when it goes. */
  set(environment: string, keys: ReadonlySet<string>): void {
    const before = this.#keysOf.get(environment) ?? new Set<string>();
    const concerned = new Set<string>();
    for (const key of before) {
      if (!keys.has(key)) this.#withdraw(environment, key, concerned);
    }
    for (const key of keys) {
      if (!before.has(key)) this.#claim(environment, key, concerned);
    }
    if (keys.size > 0) this.#keysOf.set(environment, new Set(keys));
    else this.#keysOf.delete(environment);
    for (const other of concerned) for (const listener of this.#listeners) listener(other);
  }

  /** The other environments that declare an object, in order of their names. */
  others(environment: string, key: string): string[] {
    const claimants = this.#claimants.get(key);
    // Asked of every object in every turn, and mostly there is nobody else.
    if (claimants === undefined || (claimants.size === 1 && claimants.has(environment))) return [];
    return [...claimants].filter((claimant) => claimant !== environment).sort();
  }

  #claim(environment: string, key: string, concerned: Set<string>): void {
    const claimants = this.#claimants.get(key) ?? new Set<string>();
    for (const other of claimants) concerned.add(other);
    this.#claimants.set(key, claimants.add(environment));
  }

  #withdraw(environment: string, key: string, concerned: Set<string>): void {
    const claimants = this.#claimants.get(key) ?? new Set<string>();
    claimants.delete(environment);
    if (claimants.size === 0) this.#claimants.delete(key);
    for (const other of claimants) concerned.add(other);
  }
}
