import { ApiError } from '../api-error.ts';
import { equal, fieldAt, type JsonObject } from '../json.ts';
import { type KubernetesObject } from '../objects.ts';
import { type Registry } from '../registry/registry.ts';
import { type CustomKind } from '../registry/served-kinds.ts';
import { type Target } from '../registry/write.ts';
import { type StoreEvent } from '../store/history.ts';
import { decidedStatus, deletingStatus } from './conditions.ts';
import { customKindsOf } from './custom-kind.ts';
import { cleanupFinalizer, conditionStatus, customResourceDefinitionKind } from './definition-kind.ts';
import { decideNames } from './names.ts';

const manager = 'kube-apiserver';
const kind = customResourceDefinitionKind;

/** How long names, endpoints and clean-up take: clients have to wait for conditions and for endpoints, as they do elsewhere. */
const delayMs = 5;

/**
 * What makes definitions of custom kinds work: accepts their names, serves what they describe, and empties and removes those that
 * are being deleted.
 */
export class CustomResources {
  readonly #registry: Registry;
  readonly #timers = new Map<string, NodeJS.Timeout>();
  #unsubscribe: () => void = () => undefined;

  constructor(registry: Registry) {
    this.#registry = registry;
  }

  start(): void {
    this.#unsubscribe = this.#registry.store.subscribe((event) => {
      this.#notice(event);
    });
  }

  stop(): void {
    this.#unsubscribe();
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
  }

  #notice({ resource, type, object }: StoreEvent): void {
    if (resource === kind.resource) this.#noticeDefinition(type, object);
    else if (type === 'DELETED' && this.#isTerminating(resource)) this.#soon(resource);
  }

  #noticeDefinition(type: StoreEvent['type'], definition: KubernetesObject): void {
    const { name, deletionTimestamp } = definition.metadata;
    const { kinds } = this.#registry;
    if (type === 'DELETED') {
      kinds.serve(name, []);
      // Its names are free now: others may have waited for them.
      for (const other of this.#definitions()) this.#soon(other.metadata.name);
      return;
    }
    const isServed = kinds.ofResource(name) !== undefined;
    if (deletionTimestamp && isServed) kinds.serve(name, customKindsOf(definition));
    this.#soon(name);
  }

  #isTerminating(resource: string): boolean {
    return this.#customKinds().some((custom) => custom.resource === resource && custom.isTerminating);
  }

  #soon(name: string): void {
    this.#later(name, () => {
      this.#reconcile(name);
    });
  }

  #later(key: string, work: () => void): void {
    if (this.#timers.has(key)) return;
    const timer = setTimeout(() => {
      this.#timers.delete(key);
      try {
        work();
      } catch (error) {
        // The object is gone by now: there is nothing left to do. Everything else is a fault of ours.
        if (!(error instanceof ApiError)) throw error;
      }
    }, delayMs);
    this.#timers.set(key, timer);
  }

  #reconcile(name: string): void {
    const definition = this.#registry.get({ kind, namespace: '', name });
    if (definition.metadata.deletionTimestamp) this.#cleanUp(definition);
    else this.#accept(definition);
  }

  /** Accepts the names first; once that is written, the next look serves the endpoints. */
  #accept(definition: KubernetesObject): void {
    const group = fieldAt(definition, 'spec', 'group');
    const { name } = definition.metadata;
    const others = this.#definitions().filter(
      (other) => other.metadata.name !== name && fieldAt(other, 'spec', 'group') === group,
    );
    const decision = decideNames(definition, others);
    const status = decidedStatus(definition, decision, this.#registry.now());
    if (!equal(status, definition['status'])) this.#writeStatus(name, status);
    else if (conditionStatus(definition, 'Established') === 'True') {
      this.#registry.kinds.serve(name, customKindsOf(definition));
    }
  }

  #cleanUp(definition: KubernetesObject): void {
    const { name, finalizers = [] } = definition.metadata;
    if (!finalizers.includes(cleanupFinalizer)) return;
    const [custom] = this.#customKinds().filter(({ resource }) => resource === name);
    if (custom) this.#deleteAll(custom);
    const left = this.#registry.store.list(name).length;
    const status = deletingStatus(definition, left, this.#registry.now());
    if (!equal(status, definition['status'])) this.#writeStatus(name, status);
    if (left > 0) return;
    const remaining = finalizers.filter((finalizer) => finalizer !== cleanupFinalizer);
    this.#registry.update(
      { kind, namespace: '', name },
      (live) => ({ ...live, metadata: { ...live.metadata, finalizers: remaining } }),
      { manager },
    );
  }

  #deleteAll(custom: CustomKind): void {
    for (const { metadata } of this.#registry.store.list(custom.resource)) {
      if (metadata.deletionTimestamp) continue;
      const target: Target = { kind: custom, namespace: metadata.namespace ?? '', name: metadata.name };
      this.#registry.delete(target, {});
    }
  }

  #writeStatus(name: string, status: JsonObject): void {
    this.#registry.update({ kind, namespace: '', name }, (live) => ({ ...live, status }), {
      manager,
      subresource: 'status',
    });
  }

  #definitions(): KubernetesObject[] {
    return this.#registry.store.list(kind.resource);
  }

  #customKinds(): CustomKind[] {
    return this.#registry.kinds.custom;
  }
}
