import { ApiError } from '../api-error.ts';
import { nodeKind, resourceQuotaKind } from '../kinds/core/table.ts';
import { type Kind } from '../kinds/kind.ts';
import { namespaceKind, podKind } from '../kinds/table.ts';
import { controllerOf, type KubernetesObject } from '../objects.ts';
import { type Registry } from '../registry/registry.ts';
import { type Target } from '../registry/write.ts';
import { type StoreEvent } from '../store/history.ts';
import { findResource, targetOf, writeStatus } from './access.ts';
import { collectGarbage } from './controllers/garbage.ts';
import { reconcilePod } from './controllers/pod.ts';
import { controllers, watchers } from './controllers/table.ts';
import { newNode, nodeStatus } from './node.ts';
import { type Delays } from './script.ts';

/** What has to be looked at. */
type Task = { readonly work: 'reconcile' | 'collect'; readonly target: Target };

/** Longest delay that a Node timer takes. */
const longestTimer = 2 ** 31 - 1;

/**
 * The imaginary control plane: turns changes in the store into work for the controllers, and time into another look. The
 * decisions are pure functions; the queue, the timers and the clock are here.
 */
export class Simulation {
  readonly #registry: Registry;
  readonly #delays: Delays;
  readonly #queue = new Map<string, Task>();
  readonly #timers = new Map<string, NodeJS.Timeout>();
  readonly #startedAt = new Map<string, number>();
  #draining: NodeJS.Immediate | undefined;
  #unsubscribe: () => void = () => undefined;

  constructor(registry: Registry, delays: Delays) {
    this.#registry = registry;
    this.#delays = delays;
  }

  start(): void {
    this.#unsubscribe = this.#registry.store.subscribe((event) => {
      this.#notice(event);
    });
    const node = this.#registry.create(nodeKind, '', newNode(), { manager: 'kubelet' });
    const status = nodeStatus(this.#registry.now());
    writeStatus(this.#registry, targetOf(nodeKind, node), status, { by: 'kubelet' });
  }

  stop(): void {
    this.#unsubscribe();
    clearImmediate(this.#draining);
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
    this.#queue.clear();
  }

  #notice({ resource, object, type }: StoreEvent): void {
    const kind = findResource(this.#registry, resource);
    if (!kind) return;
    const { uid = '', namespace, ownerReferences, deletionTimestamp } = object.metadata;
    if (kind === podKind && type === 'ADDED') this.#startedAt.set(uid, this.#registry.now());
    if (type === 'DELETED') this.#noticeRemoval(uid);
    else if (isReconciled(kind)) this.#enqueue({ work: 'reconcile', target: targetOf(kind, object) });
    this.#noticeOwner(object);
    this.#noticeWatchers(kind, object, type);
    if (type !== 'DELETED' && (ownerReferences || deletionTimestamp)) {
      this.#enqueue({ work: 'collect', target: targetOf(kind, object) });
    }
    if (namespace && this.#isTerminating(namespace)) {
      this.#enqueue({ work: 'reconcile', target: { kind: namespaceKind, namespace: '', name: namespace } });
    }
  }

  #noticeRemoval(uid: string): void {
    this.#startedAt.delete(uid);
    for (const { resource, object } of this.#registry.store.dependentsOf(uid)) {
      const kind = findResource(this.#registry, resource);
      if (kind) this.#enqueue({ work: 'collect', target: targetOf(kind, object) });
    }
  }

  /** A change of a dependent concerns its controller, and an owner that waits for its dependents to go. */
  #noticeOwner(object: KubernetesObject): void {
    const controller = controllerOf(object)?.uid;
    for (const { uid } of object.metadata.ownerReferences ?? []) {
      const owner = this.#registry.store.getByUid(uid);
      const kind = findResource(this.#registry, owner?.resource ?? '');
      if (!owner || !kind) continue;
      const target = targetOf(kind, owner.object);
      if (uid === controller && isReconciled(kind)) this.#enqueue({ work: 'reconcile', target });
      if (owner.object.metadata.deletionTimestamp) this.#enqueue({ work: 'collect', target });
    }
  }

  /** Some look at all objects of another kind: budgets at pods, for example. */
  #noticeWatchers(kind: Kind, { metadata }: KubernetesObject, type: StoreEvent['type']): void {
    const counts = kind.namespaced && type !== 'MODIFIED' ? [resourceQuotaKind] : [];
    for (const watcher of [...(watchers.get(kind) ?? []), ...counts]) {
      const namespace = watcher.namespaced ? (metadata.namespace ?? undefined) : '';
      for (const object of this.#registry.store.list(watcher.resource, namespace)) {
        this.#enqueue({ work: 'reconcile', target: targetOf(watcher, object) });
      }
    }
  }

  #isTerminating(namespace: string): boolean {
    const found = this.#registry.store.get(namespaceKind.resource, '', namespace);
    return found?.metadata.deletionTimestamp !== undefined;
  }

  #enqueue(task: Task): void {
    this.#queue.set(keyOf(task), task);
    this.#draining ??= setImmediate(() => {
      this.#drain();
    });
  }

  /** One round: what the round itself brings up waits for the next, so that requests are served in between. */
  #drain(): void {
    this.#draining = undefined;
    const tasks = [...this.#queue.values()];
    this.#queue.clear();
    for (const task of tasks) this.#run(task);
  }

  #run(task: Task): void {
    try {
      if (task.work === 'collect') collectGarbage(this.#registry, task.target);
      else this.#wake(task, this.#reconcile(task.target));
    } catch (error) {
      // The object is gone or its namespace is going: there is nothing left to do. Everything else is a fault of ours.
      if (!(error instanceof ApiError)) throw error;
    }
  }

  #reconcile(target: Target): number | undefined {
    if (target.kind !== podKind) return controllers.get(target.kind)?.(this.#registry, target);
    const uid = this.#registry.get(target).metadata.uid ?? '';
    const startedAt = this.#startedAt.get(uid) ?? this.#registry.now();
    return reconcilePod(this.#registry, target, startedAt, this.#delays);
  }

  #wake(task: Task, at: number | undefined): void {
    const key = keyOf(task);
    clearTimeout(this.#timers.get(key));
    this.#timers.delete(key);
    if (at === undefined) return;
    const delay = Math.min(Math.max(0, at - this.#registry.now()), longestTimer);
    const timer = setTimeout(() => {
      this.#timers.delete(key);
      this.#enqueue(task);
    }, delay);
    this.#timers.set(key, timer);
  }
}

const keyOf = ({ work, target: { kind, namespace, name } }: Task) =>
  `${work} ${kind.resource} ${namespace}/${name}`;

const isReconciled = (kind: Kind) => kind === podKind || controllers.has(kind);
