import { type Clock, type Logger, type Random, systemClock } from '@tribble/service-kit';
import { valueAt } from '@tribble/resource-repo/format';
import type { KubernetesClient } from '../api/client.ts';
import type { Discovery } from '../api/discovery.ts';
import type { KubernetesObject } from '../objects/identity.ts';
import { environmentLabel, labelValueOf } from '../objects/marks.ts';
import { identityOf, type ResourceType } from '../objects/resource-type.ts';
import { Announcements, type Listener } from './announcements.ts';
import type { CachedObject } from './cached-object.ts';
import { Claims } from './claims.ts';
import type { ListWatch } from './list-watch.ts';

export type { CachedObject } from './cached-object.ts';

/** How a cluster can be reached. */
export type ClusterState =
  | { kind: 'ok' }
  | { kind: 'unreachable'; since: Date; message: string }
  | { kind: 'forbidden'; types: readonly ForbiddenType[] };

/** A kind that the credentials may not list or watch; in one namespace, or in all. */
export type ForbiddenType = { type: ResourceType; namespace?: string; message: string };

export type ClusterOptions = {
  /** Whether more than the metadata of a kind is needed. */
  needsFullObject: (group: string, kind: string) => boolean;
  clock?: Clock;
  random?: Random;
  log?: Logger;
  /** How long a kind is watched that nobody follows any more, in milliseconds; default one minute. */
  grace?: number;
};

/** One cluster as one user: what is in it of all environments, kept by watches. */
export class Cluster<
  Client extends ListWatch = KubernetesClient,
  Kinds extends Pick<Discovery, 'invalidate'> = Discovery,
> {
  readonly client: Client;
  readonly discovery: Kinds;
  readonly claims: Claims;
  readonly #announcements: Announcements;

  constructor(client: Client, discovery: Kinds, options: ClusterOptions) {
    this.client = client;
    this.discovery = discovery;
    this.#announcements = new Announcements(options.clock ?? systemClock, options.log);
    this.claims = new Claims((environment) => this.#announcements.wake(labelValueOf(environment)));
  }

  /**
   * Says what an environment needs: from then on these kinds are watched, until it says otherwise. Resolves when all of
   * them are known; rejects with a BackendError where one cannot be listed.
   */
  async follow(
    types: readonly ResourceType[],
    namespaces: readonly string[] | 'all',
    who: string,
  ): Promise<void> {
    await Promise.resolve([types, namespaces, who]);
  }

  /** An environment needs nothing any more. */
  unfollow(who: string): void {
    void who;
  }

  /** An object, where it is there and carries the label of an environment. */
  get(type: ResourceType, namespace: string, name: string): CachedObject | undefined {
    void [type, namespace, name];
    return undefined;
  }

  /** All objects that carry this value of the label of environments. */
  *objectsOf(environmentLabelValue: string): Iterable<CachedObject> {
    void environmentLabelValue;
    yield* [];
  }

  /** Takes over what a write answered, so that nobody waits for the watch to tell it. */
  put(type: ResourceType, object: KubernetesObject): void {
    const label = valueAt(object, ['metadata', 'labels', environmentLabel]);
    this.#announcements.changed(new Set([String(label)]), identityOf(type, object, ''));
  }

  /** Takes over that an object is gone. */
  removed(type: ResourceType, namespace: string, name: string, uid: string): void {
    void [type, namespace, name, uid];
  }

  /**
   * Calls the listener soon after objects of an environment changed, once for a burst; also, without an object, when the
   * state of the cluster or a claim on the environment's objects changed.
   */
  subscribe(labelValue: string, listener: Listener): () => void {
    return this.#announcements.subscribe(labelValue, listener);
  }

  state(): ClusterState {
    return { kind: 'ok' };
  }

  /** Ends all watches, and closes the client. */
  close(): void {
    this.#announcements.close();
    this.client.close();
  }
}
