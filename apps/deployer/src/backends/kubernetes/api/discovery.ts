import { isNativeError } from 'node:util/types';
import { BackendError } from '../../backend.ts';
import { apiVersionOf, type ResourceType } from '../objects/resource-type.ts';
import { askRoots, type DiscoveryClient, isWhole, kindsOf, type Roots } from './discover.ts';
import { type Kinds, nameOfGroup } from './discovery-document.ts';

export type DiscoveryOptions = {
  /** After how many milliseconds the kinds are asked for again; default 10 minutes. */
  maxAge?: number;
  now?: () => Date;
};

/** So often a server is asked at most, in milliseconds, whatever is unknown. */
const shortestInterval = 2_000;

const everyGroup = 'every group';

type Index = Kinds & {
  exact: ReadonlyMap<string, ResourceType>;
  preferred: ReadonlyMap<string, ResourceType>;
};

/**
 * The kinds of a cluster, by the API server's own list. It is asked for again after `invalidate`, when it is old, and where
 * a kind is unknown: for that at most once in two seconds, so what is still unknown then may be known a little later.
 */
export class Discovery {
  readonly #client: DiscoveryClient;
  readonly #maxAge: number;
  readonly #now: () => Date;
  #index: Index | undefined;
  #roots: Roots | undefined;
  #asked = -Infinity;
  #isInvalid = true;
  #fault: Error | undefined;
  #refreshing: Promise<void> | undefined;

  constructor(client: DiscoveryClient, { maxAge = 600_000, now = () => new Date() }: DiscoveryOptions = {}) {
    this.#client = client;
    this.#maxAge = maxAge;
    this.#now = now;
  }

  /** The kind as it is served in that version; undefined where the cluster has none. */
  resolve(apiVersion: string, kind: string): Promise<ResourceType | undefined> {
    return this.#find(({ exact }) => exact.get(`${apiVersion} ${kind}`));
  }

  /** The kind in the version that the server prefers; undefined where the cluster has none. */
  resolveAny(group: string, kind: string): Promise<ResourceType | undefined> {
    return this.#find(({ preferred }) => preferred.get(`${group} ${kind}`));
  }

  /** All kinds that are known, each in the version that the server prefers. */
  async all(): Promise<ResourceType[]> {
    return (await this.#find(({ preferred }) => [...preferred.values()])) ?? [];
  }

  /** False where a group could not be asked: what belongs to it is unknown then, and nothing may be pruned. */
  isComplete(): boolean {
    return this.incomplete().length === 0;
  }

  /** The groups that could not be asked. */
  incomplete(): readonly string[] {
    if (this.#index === undefined || this.#fault !== undefined) return [everyGroup];
    return this.#index.incomplete;
  }

  /** Has the kinds asked for again at the next use: a CustomResourceDefinition changed. */
  invalidate(): void {
    this.#isInvalid = true;
    // Nothing is guessed here: it did change, so the shortest interval does not hold.
    this.#asked = Math.min(this.#asked, this.#now().getTime() - shortestInterval);
  }

  async #find<Found>(look: (index: Index) => Found | undefined): Promise<Found | undefined> {
    const isOld = this.#now().getTime() - this.#asked >= this.#maxAge;
    const isDue = (this.#isInvalid || isOld) && this.#mayAsk();
    if (isDue) await this.#refresh();
    let found = this.#index && look(this.#index);
    if (found === undefined && !isDue && this.#mayAsk()) {
      await this.#refresh();
      found = this.#index && look(this.#index);
    }
    // What was known goes on being known; of the rest nobody can say that it does not exist.
    if (found === undefined && this.#fault !== undefined) throw this.#fault;
    return found;
  }

  #mayAsk(): boolean {
    if (this.#refreshing !== undefined || this.#index === undefined) return true;
    return this.#now().getTime() - this.#asked >= shortestInterval;
  }

  #refresh(): Promise<void> {
    this.#refreshing ??= this.#ask().finally(() => {
      this.#refreshing = undefined;
    });
    return this.#refreshing;
  }

  async #ask(): Promise<void> {
    this.#isInvalid = false;
    try {
      const roots = await askRoots(this.#client);
      const isSame = roots.core === this.#roots?.core && roots.groups === this.#roots.groups;
      if (!isSame || !isWhole(roots)) {
        this.#index = indexOf(withLastKnown(await kindsOf(this.#client, roots), this.#index));
      }
      this.#roots = roots;
      this.#fault = undefined;
    } catch (error) {
      this.#isInvalid = true;
      this.#fault = isNativeError(error) ? error : new BackendError(String(error), true);
    }
    this.#asked = this.#now().getTime();
  }
}

/** A group whose server is down has the kinds that it had. */
function withLastKnown(kinds: Kinds, before: Kinds | undefined): Kinds {
  const listed = new Set(kinds.types.map(({ group }) => group));
  const lost = before?.types.filter(
    ({ group }) => !listed.has(group) && kinds.incomplete.includes(nameOfGroup(group)),
  );
  return lost === undefined ? kinds : { ...kinds, types: [...kinds.types, ...lost] };
}

function indexOf(kinds: Kinds): Index {
  const exact = new Map<string, ResourceType>();
  const preferred = new Map<string, ResourceType>();
  for (const type of kinds.types) {
    const key = `${apiVersionOf(type)} ${type.kind}`;
    const other = exact.get(key);
    // Some kinds have two names in paths, one of which only creates.
    if (other === undefined || (!other.verbs.includes('get') && type.verbs.includes('get')))
      exact.set(key, type);
  }
  for (const type of exact.values()) {
    const key = `${type.group} ${type.kind}`;
    if (!preferred.has(key)) preferred.set(key, type);
  }
  return { ...kinds, exact, preferred };
}
