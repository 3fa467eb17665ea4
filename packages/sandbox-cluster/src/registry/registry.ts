import { randomBytes, randomUUID } from 'node:crypto';
import { alreadyExists, ApiError, badRequest, invalid, notFound } from '../api-error.ts';
import { applyConfiguration } from '../fields/apply.ts';
import { ownable } from '../fields/fields-of.ts';
import { readManagers, trackUpdate, type Writer } from '../fields/managed-fields.ts';
import { clone, type JsonObject, objectOf, withoutNulls } from '../json.ts';
import { required } from '../kinds/causes.ts';
import { type Kind } from '../kinds/kind.ts';
import { namespaceKind } from '../kinds/table.ts';
import { type KubernetesObject, type ObjectMeta, timestamp } from '../objects.ts';
import { type Store } from '../store/store.ts';
import { deleteObject, type DeleteOptions, type Deletion } from './delete.ts';
import { immutableUid, protectedMetadata, refuseStale, withIdentity } from './metadata.ts';
import {
  ignoredSections,
  requireNamespace,
  startingManagers,
  storeChange,
  storeNew,
  type Target,
  type WriteOptions,
} from './write.ts';

/** The rules of the API over the store: what HTTP requests and the simulated controllers both go through. */
export class Registry {
  readonly store: Store;
  readonly now: () => number;

  constructor(store: Store, now: () => number) {
    this.store = store;
    this.now = now;
  }

  /** The object, or 404. */
  get({ kind, namespace, name }: Target): KubernetesObject {
    const object = this.store.get(kind.resource, namespace, name);
    if (!object) throw notFound(kind, name);
    return object;
  }

  /** Creates an object from the body of a POST. */
  create(kind: Kind, namespace: string, body: JsonObject, options: WriteOptions): KubernetesObject {
    const object = withIdentity(kind, namespace, '', withoutNulls(body));
    if (object.metadata.resourceVersion) {
      throw badRequest('resourceVersion should not be set on objects to be created');
    }
    if (!object.metadata.name && object.metadata.generateName) {
      object.metadata.name = object.metadata.generateName + randomSuffix();
    }
    const { name } = object.metadata;
    requireNamespace(this.store, { kind, namespace, name });
    if (this.store.get(kind.resource, namespace, name)) throw alreadyExists(kind, name);
    this.#stampNew(object);
    kind.refuseUndecodable(object, 400);
    kind.defaults(object);
    const writer = this.#writer(kind, options);
    const managers = trackUpdate([], undefined, ownable(object, ignoredSections(kind, undefined)), writer);
    return storeNew(this.store, kind, object, managers, options.dryRun);
  }

  /** Changes an existing object: `change` gets the live one and returns the wanted one, which may be unchecked JSON. */
  update(
    target: Target,
    change: (live: KubernetesObject) => JsonObject,
    options: WriteOptions,
  ): KubernetesObject {
    const { kind, namespace, name } = target;
    const live = this.get(target);
    const wanted = withIdentity(kind, namespace, name, withoutNulls(change(live)));
    refuseStale(kind, live, wanted.metadata);
    const next = throughDoor(kind, live, wanted, options.subresource);
    kind.refuseUndecodable(next, 400);
    kind.defaults(next);
    const ignored = ignoredSections(kind, options.subresource);
    const writer = this.#writer(kind, options);
    const managers = trackUpdate(
      startingManagers(wanted, live),
      ownable(live, ignored),
      ownable(next, ignored),
      writer,
    );
    return storeChange(this.store, { kind, live, next, managers }, options);
  }

  /** Server-side apply. Creates the object when it does not exist. */
  apply(
    target: Target,
    body: JsonObject,
    options: WriteOptions & { force: boolean },
  ): { object: KubernetesObject; created: boolean } {
    const { kind, namespace, name } = target;
    const config = withIdentity(kind, namespace, name, withoutNulls(body));
    refuseUnappliable(kind, config);
    const live = this.store.get(kind.resource, namespace, name);
    if (!live && options.subresource) throw notFound(kind, name);
    if (!live) requireNamespace(this.store, target);
    if (live && config.metadata.uid && config.metadata.uid !== live.metadata.uid) {
      throw invalid(kind, name, [immutableUid(config.metadata.uid)]);
    }
    if (live) refuseStale(kind, live, config.metadata);
    const ignored = ignoredSections(kind, options.subresource);
    const { merged, managers } = applyConfiguration({
      live: live ? ownable(live, ignored) : {},
      config: ownable(config, ignored),
      managers: readManagers(live?.metadata.managedFields),
      writer: this.#writer(kind, options),
      force: options.force,
      title: `${namespace && `${namespace}/`}${name}; ${kind.apiVersion}, Kind=${kind.kind}`,
    });
    const next = recombine(config, live, merged, ignored);
    if (!live) this.#stampNew(next);
    kind.refuseUndecodable(next, 500);
    kind.defaults(next);
    const object = live
      ? storeChange(this.store, { kind, live, next, managers }, options)
      : storeNew(this.store, kind, next, managers, options.dryRun);
    return { object, created: !live };
  }

  /** Deletes an object, or marks it as being deleted. */
  delete(target: Target, options: DeleteOptions): Deletion {
    return deleteObject(this.store, target.kind, this.get(target), options, this.now());
  }

  /** Takes the finalizer of an empty namespace away, which removes it. */
  finalizeNamespace(name: string): void {
    const namespace = this.get({ kind: namespaceKind, namespace: '', name });
    this.store.remove(namespaceKind.resource, namespace);
  }

  #writer(kind: Kind, { manager, subresource }: WriteOptions): Writer {
    return { name: manager, apiVersion: kind.apiVersion, subresource, time: timestamp(this.now()) };
  }

  #stampNew({ metadata }: KubernetesObject): void {
    for (const field of [
      'managedFields',
      'deletionTimestamp',
      'deletionGracePeriodSeconds',
      'generation',
    ] as const) {
      delete metadata[field];
    }
    Object.assign(metadata, { uid: randomUUID(), creationTimestamp: timestamp(this.now()) });
  }
}

/** A suffix for generated names, without vowels so that no word appears. */
export function randomSuffix(): string {
  const alphabet = 'bcdfghjklmnpqrstvwxz2456789';
  return [...randomBytes(5)].map((byte) => alphabet[byte % alphabet.length]).join('');
}

/** What a write through this door makes of the live object. */
function throughDoor(
  kind: Kind,
  live: KubernetesObject,
  wanted: KubernetesObject,
  subresource: WriteOptions['subresource'],
): KubernetesObject {
  const { managedFields: _managedFields, ...metadata } = protectedMetadata(wanted.metadata, live.metadata);
  if (subresource === 'status') return clone({ ...live, metadata, status: wanted['status'] ?? {} });
  const { status: _status, ...sections } = wanted;
  if (!kind.initialStatus) return { ...wanted, metadata };
  const status = live['status'];
  return { ...sections, metadata, ...(status !== undefined && { status }) };
}

function recombine(
  config: KubernetesObject,
  live: KubernetesObject | undefined,
  merged: JsonObject,
  ignored: readonly string[],
): KubernetesObject {
  const { apiVersion, kind, metadata } = config;
  const base: ObjectMeta = live ? { ...identity(live.metadata), name: metadata.name } : identity(metadata);
  const kept = ignored.flatMap((section): [string, JsonObject][] =>
    live?.[section] === undefined ? [] : [[section, objectOf(live[section])]],
  );
  const { metadata: owned, ...sections } = clone(merged);
  return {
    ...Object.fromEntries(kept),
    ...sections,
    apiVersion,
    kind,
    metadata: { ...base, ...objectOf(owned) },
  };
}

/** The metadata without what managers can own. */
function identity(metadata: ObjectMeta): ObjectMeta {
  const {
    labels: _l,
    annotations: _a,
    finalizers: _f,
    ownerReferences: _o,
    managedFields: _m,
    ...rest
  } = metadata;
  return rest;
}

function refuseUnappliable(kind: Kind, { metadata }: KubernetesObject): void {
  if (metadata.managedFields?.length)
    throw new ApiError(400, 'BadRequest', 'metadata.managedFields must be nil');
  if (!metadata.name) throw invalid(kind, '', [required('metadata.name', 'name is required')]);
}
