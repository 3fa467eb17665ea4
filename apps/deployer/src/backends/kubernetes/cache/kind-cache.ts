import { valueAt } from '@tribble/resource-repo/format';
import type { KubernetesObject } from '../objects/identity.ts';
import { environmentLabel } from '../objects/marks.ts';
import { pathOf, type ResourceType } from '../objects/resource-type.ts';
import { keptOf } from './cached-object.ts';
import type { UnseenType } from './cluster-state.ts';
import type { Namespaces, Wanted } from './follows.ts';
import { Reflector, type ReflectorContext, type Stopped } from './reflector.ts';
import { type Change, ObjectStore } from './store.ts';

type KindOptions = {
  type: ResourceType;
  metadataOnly: boolean;
  changed: (change: Change) => void;
  /** Called when objects became known after that had failed, and when they cannot be known any more. */
  settled: (stopped?: Stopped) => void;
};

/** A part of a kind that is watched for itself: one namespace, or all of them. */
type Scope = { store: ObjectStore; reflector: Reflector; refused?: Stopped | undefined };

/** After so many milliseconds it is tried again whether a right was granted. */
const forbiddenRetry = 30_000;

const everywhere = '';

/** The objects of one kind: by one watch of all namespaces where that is allowed, otherwise by one for each namespace. */
export class KindCache {
  readonly type: ResourceType;
  readonly #context: ReflectorContext;
  readonly #options: KindOptions;
  readonly #scopes = new Map<string, Scope>();
  #wanted: Pick<Wanted, 'names' | 'isEverywhere'> = { names: new Set(), isEverywhere: false };

  constructor(context: ReflectorContext, options: KindOptions) {
    this.type = options.type;
    this.#context = context;
    this.#options = options;
  }

  /** Says where the kind is needed. Where the watch has stopped by itself, it is tried again. */
  follow(wanted: Pick<Wanted, 'names' | 'isEverywhere'>): void {
    this.#wanted = wanted;
    if (!this.#isSplit() || wanted.isEverywhere) this.#open(everywhere);
    this.#openNamespaces();
  }

  /** Resolves when the objects in these namespaces are known; rejects where they cannot be. */
  async ready(namespaces: Namespaces): Promise<void> {
    if (namespaces === 'all' || !this.#isSplit()) {
      try {
        return await this.#readyIn(everywhere);
      } catch (error) {
        if (namespaces === 'all' || !this.#isSplit()) throw error;
      }
    }
    await Promise.all([...namespaces].map((namespace) => this.#readyIn(namespace)));
  }

  get(namespace: string, name: string): KubernetesObject | undefined {
    const own = this.#scopes.get(namespace)?.store.get(namespace, name);
    return own ?? this.#scopes.get(everywhere)?.store.get(namespace, name);
  }

  *values(): Iterable<KubernetesObject> {
    for (const { store } of this.#scopes.values()) yield* store.values();
  }

  /** Takes over what a write answered. Without the label it is none of ours any more. */
  put(written: KubernetesObject): void {
    const object = keptOf(this.type, written, this.#options.metadataOnly);
    const isOurs = valueAt(object, ['metadata', 'labels', environmentLabel]) !== undefined;
    const store = this.#storeFor(object.metadata['namespace']);
    this.#announce(isOurs ? store?.write(object) : store?.writeOff(object));
  }

  /** Takes over that an object was deleted. */
  removed(namespace: string, name: string, uid: string): void {
    this.#announce(this.#storeFor(namespace)?.erase(namespace, name, uid));
  }

  /** Where it may not be watched, although it is needed there. */
  forbidden(): UnseenType[] {
    const { names, isEverywhere } = this.#wanted;
    const needed = this.#isSplit() ? [...names, ...(isEverywhere ? [everywhere] : [])] : [everywhere];
    return needed.flatMap((namespace) => {
      const refused = this.#scopes.get(namespace)?.refused;
      if (refused === undefined) return [];
      return [{ type: this.type, ...(namespace && { namespace }), message: refused.error.message }];
    });
  }

  /** Where it could not be listed yet for a reason that may pass: nobody knows what is there. */
  unlisted(): UnseenType[] {
    return [...this.#scopes].flatMap(([namespace, { reflector }]) => {
      const failure = reflector.failure();
      if (failure === undefined) return [];
      return [{ type: this.type, ...(namespace && { namespace }), message: failure.message }];
    });
  }

  stop(): void {
    for (const { reflector } of this.#scopes.values()) reflector.stop();
    this.#scopes.clear();
  }

  /** Whether all namespaces at once may not be watched, but each of them might. */
  #isSplit(): boolean {
    return this.type.namespaced && this.#scopes.get(everywhere)?.refused !== undefined;
  }

  #readyIn(namespace: string): Promise<void> {
    return this.#scopes.get(namespace)?.reflector.ready() ?? Promise.resolve();
  }

  #openNamespaces(): void {
    const needed = this.#isSplit() ? this.#wanted.names : new Set<string>();
    for (const namespace of needed) this.#open(namespace);
    for (const [namespace, { reflector }] of this.#scopes) {
      if (namespace === everywhere || needed.has(namespace)) continue;
      reflector.stop();
      this.#scopes.delete(namespace);
    }
  }

  #open(namespace: string): void {
    const before = this.#scopes.get(namespace);
    const stopped = before?.reflector.stopped();
    if (before !== undefined && (stopped === undefined || !this.#isDue(stopped))) return;
    const store = before?.store ?? new ObjectStore(this.#handedOver(namespace));
    const scope: Scope = { store, refused: before?.refused, reflector: this.#reflector(namespace, store) };
    this.#scopes.set(namespace, scope);
    scope.reflector.start();
  }

  #isDue({ reason, at }: Stopped): boolean {
    return reason !== 'forbidden' || this.#context.clock.now().getTime() - at.getTime() >= forbiddenRetry;
  }

  /** What is known of a namespace from the time when all could be watched at once. */
  #handedOver(namespace: string): KubernetesObject[] {
    const known = [...(this.#scopes.get(everywhere)?.store.values() ?? [])];
    return known.filter(({ metadata }) => metadata['namespace'] === namespace);
  }

  #reflector(namespace: string, store: ObjectStore): Reflector {
    return new Reflector(this.#context, {
      type: this.type,
      path: pathOf(this.type, namespace),
      selection: { labelSelector: environmentLabel, metadataOnly: this.#options.metadataOnly },
      store,
      changed: (change) => this.#announce(change),
      settled: (isAwaited) => this.#settled(namespace, isAwaited),
    });
  }

  #settled(namespace: string, isAwaited: boolean): void {
    const scope = this.#scopes.get(namespace);
    if (scope === undefined) return;
    const stopped = scope.reflector.stopped();
    const refusedBefore = scope.refused;
    scope.refused = stopped?.reason === 'forbidden' ? stopped : undefined;
    if (stopped?.reason === 'not-served') for (const change of scope.store.clear()) this.#announce(change);
    if (namespace === everywhere) this.#openNamespaces();
    const isSplitting = namespace === everywhere && this.#isSplit();
    if (isSplitting) scope.store.clear();
    const isNews = scope.refused === undefined ? !isAwaited || refusedBefore !== undefined : !refusedBefore;
    if (isNews && (!isSplitting || this.#wanted.isEverywhere)) this.#options.settled(stopped);
  }

  #storeFor(namespace: unknown): ObjectStore | undefined {
    const own = typeof namespace === 'string' ? this.#scopes.get(namespace) : undefined;
    return (own ?? (this.#isSplit() ? undefined : this.#scopes.get(everywhere)))?.store;
  }

  #announce(change: Change | undefined): void {
    if (change !== undefined) this.#options.changed(change);
  }
}
