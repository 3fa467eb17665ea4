import { apiVersionOf, type ResourceType } from '../objects/resource-type.ts';

/** The namespaces that are of interest. */
export type Namespaces = ReadonlySet<string> | 'all';

/** A kind that somebody needs, and where: in some namespaces, or in all, or both by different wishes. */
export type Wanted = { type: ResourceType; names: ReadonlySet<string>; isEverywhere: boolean };

type Follow = { types: readonly ResourceType[]; namespaces: Namespaces };

/** The key of a kind in one version: the same object looks different in another one. */
export function typeKeyOf(type: ResourceType): string {
  return `${apiVersionOf(type)} ${type.kind}`;
}

/** Which environment needs which kinds in which namespaces. */
export class Follows {
  readonly #follows = new Map<string, Follow>();

  /** Says what somebody needs. */
  set(who: string, types: readonly ResourceType[], namespaces: Namespaces): void {
    this.#follows.set(who, { types, namespaces });
  }

  delete(who: string): void {
    this.#follows.delete(who);
  }

  /** What all of them need together, by the key of the kind. */
  wanted(): Map<string, Wanted> {
    const wanted = new Map<string, { type: ResourceType; names: Set<string>; isEverywhere: boolean }>();
    for (const { types, namespaces } of this.#follows.values()) {
      for (const type of types) {
        const key = typeKeyOf(type);
        const { names, isEverywhere } = wanted.get(key) ?? { names: new Set<string>(), isEverywhere: false };
        if (namespaces !== 'all') for (const name of namespaces) names.add(name);
        wanted.set(key, { type, names, isEverywhere: isEverywhere || namespaces === 'all' });
      }
    }
    return wanted;
  }
}
