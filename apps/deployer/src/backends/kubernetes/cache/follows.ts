import { apiVersionOf, type ResourceType } from '../objects/resource-type.ts';

/** The namespaces that are of interest. */
export type Namespaces = ReadonlySet<string> | 'all';

/** A kind that somebody needs, and where: in some namespaces, or in all, or both by different wishes. */
export type Wanted = { type: ResourceType; names: ReadonlySet<string>; isEverywhere: boolean };

type Follow = { types: ReadonlyMap<string, ResourceType>; namespaces: Namespaces };

/** The key of a kind in one version: the same object looks different in another one. */
export function typeKeyOf(type: ResourceType): string {
  return `${apiVersionOf(type)} ${type.kind}`;
}

/** Which environment needs which kinds in which namespaces. */
export class Follows {
  readonly #follows = new Map<string, Follow>();

  /** Says what somebody needs; whether that differs from before. */
  set(who: string, types: readonly ResourceType[], namespaces: Namespaces): boolean {
    const follow = { types: new Map(types.map((type) => [typeKeyOf(type), type])), namespaces };
    const before = this.#follows.get(who);
    this.#follows.set(who, follow);
    return before === undefined || !isSame(before, follow);
  }

  delete(who: string): void {
    this.#follows.delete(who);
  }

  /** What all of them need together, by the key of the kind. */
  wanted(): Map<string, Wanted> {
    const wanted = new Map<string, Wanted>();
    for (const { types, namespaces } of this.#follows.values()) {
      for (const [key, type] of types) {
        const { names, isEverywhere } = wanted.get(key) ?? { names: [], isEverywhere: false };
        wanted.set(key, {
          type,
          names: new Set([...names, ...(namespaces === 'all' ? [] : namespaces)]),
          isEverywhere: isEverywhere || namespaces === 'all',
        });
      }
    }
    return wanted;
  }
}

function isSame(one: Follow, other: Follow): boolean {
  const areSame = (left: Namespaces, right: Namespaces) =>
    left === 'all' || right === 'all' ? left === right : hasSameKeys(left, right);
  return hasSameKeys(one.types, other.types) && areSame(one.namespaces, other.namespaces);
}

type Keys = { size: number; has(key: string): boolean; keys(): Iterable<string> };

function hasSameKeys(one: Keys, other: Keys): boolean {
  return one.size === other.size && [...one.keys()].every((key) => other.has(key));
}
