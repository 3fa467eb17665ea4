import { valueAt } from '@tribble/resource-repo/format';
import { type Cancel, type Clock, type Logger, type Random, systemClock } from '@tribble/service-kit';
import { BackendError } from '../../backend.ts';
import type { KubernetesClient } from '../api/client.ts';
import type { Discovery } from '../api/discovery.ts';
import { type Identity, keyOf, type KubernetesObject } from '../objects/identity.ts';
import { environmentLabel, labelValueOf } from '../objects/marks.ts';
import { identityOf, type ResourceType } from '../objects/resource-type.ts';
import { Announcements, type Listener } from './announcements.ts';
import type { CachedObject } from './cached-object.ts';
import { Claims } from './claims.ts';
import type { ClusterState, UnseenType } from './cluster-state.ts';
import { combined } from './combined-error.ts';
import { Departed } from './departed.ts';
import { Follows, typeKeyOf } from './follows.ts';
import { Health } from './health.ts';
import { KindCache } from './kind-cache.ts';
import type { ListWatch } from './list-watch.ts';
import type { ReflectorContext, Stopped } from './reflector.ts';
import type { Change } from './store.ts';

type ClusterOptions = {
  /** Whether more than the metadata of a kind is needed. */
  needsFullObject: (group: string, kind: string) => boolean;
  /** Those of the server, where it is reached as other users, too. */
  claims?: Claims;
  clock?: Clock;
  random?: Random;
  log?: Logger;
  /** How long a kind is watched that nobody follows any more, in milliseconds; default one minute. */
  grace?: number;
};

/** A kind that is watched; `leaving` where nobody needs it any more. */
type Watched = { cache: KindCache; metadataOnly: boolean; leaving?: Cancel | undefined };

/** One cluster as one user: what is in it of all environments, kept by watches that they share. */
export class Cluster<
  Client extends ListWatch = KubernetesClient,
  Kinds extends Pick<Discovery, 'invalidate'> = Discovery,
> {
  readonly client: Client;
  readonly discovery: Kinds;
  readonly claims: Claims;
  readonly #options: ClusterOptions;
  readonly #context: ReflectorContext;
  readonly #announcements: Announcements;
  readonly #unsubscribe: () => void;
  readonly #follows = new Follows();
  readonly #departed = new Departed();
  readonly #kinds = new Map<string, Watched>();
  #isClosed = false;

  constructor(client: Client, discovery: Kinds, options: ClusterOptions) {
    const { clock = systemClock, random = Math.random, log } = options;
    this.client = client;
    this.discovery = discovery;
    this.#options = options;
    this.#announcements = new Announcements(clock, log);
    this.claims = options.claims ?? new Claims();
    this.#unsubscribe = this.claims.subscribe((who) => this.#announcements.wake(labelValueOf(who)));
    const changed = () => this.#announcements.wake();
    const health = new Health({ probe: () => client.get('/version'), clock, random, log, changed });
    this.#context = { client, health, clock, random, log };
  }

  /**
   * Says what an environment needs: from then on these kinds are watched, until it says otherwise. Resolves when all of
   * them are known; rejects with a BackendError where one cannot be listed, without waiting for another try.
   */
  async follow(
    types: readonly ResourceType[],
    namespaces: readonly string[] | 'all',
    who: string,
  ): Promise<void> {
    if (this.#isClosed) throw new BackendError('the connection to the cluster is closed', true);
    const where = namespaces === 'all' ? namespaces : new Set(namespaces);
    this.#follows.set(who, types, where);
    this.#watchWanted();
    const caches = types.flatMap((type) => this.#kinds.get(typeKeyOf(type))?.cache ?? []);
    const failures = await Promise.all(caches.map((cache) => cache.ready(where).then(() => [], errorsOf)));
    const error = combined(failures.flat());
    if (error !== undefined) throw error;
  }

  /** An environment needs nothing any more. */
  unfollow(who: string): void {
    this.#follows.delete(who);
    if (!this.#isClosed) this.#watchWanted();
  }

  /** An object, where it is there and carries the label of environments. */
  get(type: ResourceType, namespace: string, name: string): CachedObject | undefined {
    const watched = this.#kinds.get(typeKeyOf(type));
    const object = watched?.cache.get(type.namespaced ? namespace : '', name);
    if (watched === undefined || object === undefined) return undefined;
    return { type: watched.cache.type, object, complete: !watched.metadataOnly };
  }

  /** How a Job was when it went, where that was seen and none of its name came since. */
  departed(identity: Identity): KubernetesObject | undefined {
    return this.#departed.get(identity);
  }

  /** All objects that carry this value of the label of environments; each once, even if it is followed in two versions. */
  *objectsOf(environmentLabelValue: string): Iterable<CachedObject> {
    const seen = new Set<string>();
    for (const { cache, metadataOnly } of this.#kinds.values()) {
      for (const object of cache.values()) {
        const key = keyOf(identityOf(cache.type, object, ''));
        if (labelOf(object) !== environmentLabelValue || seen.has(key)) continue;
        seen.add(key);
        yield { type: cache.type, object, complete: !metadataOnly };
      }
    }
  }

  /** Takes over what a write answered, so that nobody waits for the watch to tell it. */
  put(type: ResourceType, object: KubernetesObject): void {
    this.#kinds.get(typeKeyOf(type))?.cache.put(object);
  }

  /** Takes over that the object of this uid is gone. */
  removed(type: ResourceType, namespace: string, name: string, uid: string): void {
    this.#kinds.get(typeKeyOf(type))?.cache.removed(type.namespaced ? namespace : '', name, uid);
  }

  /**
   * Calls the listener soon after objects of an environment changed, once for a burst; without an object where the state
   * of the cluster or a claim on the environment's objects changed. The answer ends it.
   */
  subscribe(labelValue: string, listener: Listener): () => void {
    return this.#announcements.subscribe(labelValue, listener);
  }

  state(): ClusterState {
    const outage = this.#context.health.outage();
    if (outage !== undefined) return { kind: 'unreachable', ...outage };
    const types = [...this.#kinds.values()].flatMap(({ cache }) => cache.forbidden());
    return types.length > 0 ? { kind: 'forbidden', types } : { kind: 'ok' };
  }

  /** The kinds that could not be listed yet for a reason that may pass, while others can. */
  unlisted(): UnseenType[] {
    return [...this.#kinds.values()].flatMap(({ cache }) => cache.unlisted());
  }

  /** Whether the cluster itself answers: one small request. */
  answers(): Promise<boolean> {
    return this.#context.health.check();
  }

  /** Ends all watches at once, and closes the client. */
  close(): void {
    this.#isClosed = true;
    this.#unsubscribe();
    for (const key of [...this.#kinds.keys()]) this.#stop(key);
    this.#context.health.close();
    this.#announcements.close();
    this.client.close();
  }

  #watchWanted(): void {
    const wanted = this.#follows.wanted();
    for (const [key, { type, ...where }] of wanted) {
      const watched = this.#kinds.get(key) ?? this.#watched(type);
      this.#kinds.set(key, watched);
      watched.leaving?.();
      watched.leaving = undefined;
      watched.cache.follow(where);
    }
    const { grace = 60_000 } = this.#options;
    for (const [key, watched] of this.#kinds) {
      if (wanted.has(key)) continue;
      watched.leaving ??= this.#context.clock.after(grace, () => this.#stop(key));
    }
  }

  #watched(type: ResourceType): Watched {
    const metadataOnly = !this.#options.needsFullObject(type.group, type.kind);
    const changed = (change: Change) => this.#changed(type, change);
    const settled = (stopped?: Stopped) => this.#settled(stopped);
    return { cache: new KindCache(this.#context, { type, metadataOnly, changed, settled }), metadataOnly };
  }

  #stop(key: string): void {
    const watched = this.#kinds.get(key);
    this.#kinds.delete(key);
    watched?.leaving?.();
    watched?.cache.stop();
  }

  #changed(type: ResourceType, { before, after }: Change): void {
    const object = after ?? before;
    if (object === undefined) return;
    const { group, kind } = type;
    if (group === 'apiextensions.k8s.io' && kind === 'CustomResourceDefinition') this.discovery.invalidate();
    const labels = [before, after].flatMap((each) => (each && labelOf(each)) ?? []);
    const identity: Identity = identityOf(type, object, '');
    this.#departed.note(identity, before, after);
    this.#announcements.changed(new Set(labels), identity);
  }

  #settled(stopped: Stopped | undefined): void {
    if (stopped?.reason === 'not-served') this.discovery.invalidate();
    this.#announcements.wake();
  }
}

/** The environment that an object is labelled with. */
function labelOf(object: KubernetesObject): string | undefined {
  const label = valueAt(object, ['metadata', 'labels', environmentLabel]);
  return typeof label === 'string' ? label : undefined;
}

function errorsOf(error: unknown): Error[] {
  return [error instanceof Error ? error : new Error(String(error))];
}
