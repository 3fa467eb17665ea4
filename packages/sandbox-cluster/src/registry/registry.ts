import { randomBytes, randomUUID } from 'node:crypto';
import { alreadyExists, ApiError, conflict, invalid, notFound } from '../api-error.ts';
import { applyConfiguration } from '../fields/apply.ts';
import { ownable } from '../fields/fields-of.ts';
import { readManagers, trackUpdate, type Writer } from '../fields/managed-fields.ts';
import { type JsonObject, textOf, withoutNulls } from '../json.ts';
import { required } from '../kinds/causes.ts';
import { type Kind } from '../kinds/kind.ts';
import { namespaceKind } from '../kinds/table.ts';
import { type KubernetesObject, timestamp } from '../objects.ts';
import { type Store } from '../store/store.ts';
import { recombine, throughDoor } from './combine.ts';
import { applyTitle, decoded, groupVersionKind, refuseUnconvertible } from './decode.ts';
import { deleteObject, type DeleteOptions, type Deletion } from './delete.ts';
import { immutableUid, inVersionOf, refuseStale, withIdentity } from './metadata.ts';
import { ServedKinds, typeOfKind } from './served-kinds.ts';
import {
  ignoredSections,
  requireHome,
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
  readonly kinds = new ServedKinds();

  constructor(store: Store, now: () => number) {
    this.store = store;
    this.now = now;
  }

  /** The object, or 404. */
  get({ kind, namespace, name }: Target): KubernetesObject {
    const object = this.#find({ kind, namespace, name });
    if (!object) throw notFound(kind, name);
    return object;
  }

  /** Creates an object from the body of a POST. */
  create(kind: Kind, namespace: string, body: JsonObject, options: WriteOptions): KubernetesObject {
    const given = withIdentity(kind, namespace, '', withoutNulls(body));
    if (given.metadata.resourceVersion) {
      throw new ApiError(500, '', 'resourceVersion should not be set on objects to be created');
    }
    const object = decoded(kind, given, options.fieldValidation);
    if (!object.metadata.name && object.metadata.generateName) {
      object.metadata.name = object.metadata.generateName + randomSuffix();
    }
    const { name } = object.metadata;
    requireHome(this.store, { kind, namespace, name });
    if (this.#find({ kind, namespace, name })) throw alreadyExists(kind, name);
    this.#stampNew(object);
    kind.refuseUndecodable(object, 400);
    kind.defaults(object);
    const fields = ownable(object, ignoredSections(kind, undefined));
    const managers = trackUpdate([], undefined, fields, {
      type: typeOfKind(kind),
      writer: this.#writer(kind, options),
    });
    return storeNew(this, kind, object, { managers, dryRun: options.dryRun });
  }

  /** Changes an existing object: `change` gets the live one and returns the wanted one, which may be unchecked JSON. */
  update(
    target: Target,
    change: (live: KubernetesObject) => JsonObject,
    options: WriteOptions,
  ): KubernetesObject {
    const { kind, namespace, name } = target;
    const live = this.get(target);
    const given = withIdentity(kind, namespace, name, withoutNulls(change(live)));
    refuseStale(kind, live, given.metadata, options.isPatch);
    const wanted = decoded(kind, given, options.fieldValidation);
    const next = throughDoor(kind, live, wanted, options.subresource);
    kind.refuseUndecodable(next, 400);
    kind.defaults(next);
    const ignored = ignoredSections(kind, options.subresource);
    const managers = trackUpdate(
      startingManagers(wanted, live),
      ownable(live, ignored),
      ownable(next, ignored),
      { type: typeOfKind(kind), writer: this.#writer(kind, options) },
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
    refuseOtherType(kind, body);
    const config = withIdentity(kind, namespace, name, withoutNulls(body));
    refuseUnappliable(kind, config);
    const live = this.#find(target);
    if (live) refuseChangedIdentity(kind, live, config);
    else this.#requireCreatable(target, config, options);
    const ignored = ignoredSections(kind, options.subresource);
    const title = applyTitle(kind, body, name);
    const { merged, managers } = applyConfiguration({
      type: typeOfKind(kind),
      live: live ? ownable(live, ignored) : {},
      config: ownable(config, ignored),
      managers: readManagers(live?.metadata.managedFields),
      writer: this.#writer(kind, options),
      force: options.force,
      title,
    });
    const next = recombine(config, live, merged, ignored);
    if (!live) this.#stampNew(next);
    refuseUnconvertible(kind, next, title);
    kind.refuseUndecodable(next, 500);
    kind.defaults(next);
    const object = live
      ? storeChange(this.store, { kind, live, next, managers }, options)
      : storeNew(this, kind, next, { managers, dryRun: options.dryRun });
    return { object, created: !live };
  }

  /** Deletes an object, or marks it as being deleted. */
  delete(target: Target, options: DeleteOptions): Deletion {
    return deleteObject(this.store, target.kind, this.get(target), options, this.now());
  }

  /** Removes a namespace that is being deleted, unless something is left in it or somebody's finalizer holds it. */
  finalizeNamespace(name: string): void {
    const namespace = this.get({ kind: namespaceKind, namespace: '', name });
    const isEmpty = this.kinds.all.every(
      (kind) => !kind.namespaced || this.store.list(kind.resource, name).length === 0,
    );
    const isHeld = (namespace.metadata.finalizers ?? []).length > 0;
    if (isEmpty && !isHeld) this.store.remove(namespaceKind.resource, namespace);
  }

  /** The object in the version of the kind, whatever version it was written in: conversion changes nothing else. */
  #find({ kind, namespace, name }: Target): KubernetesObject | undefined {
    const object = this.store.get(kind.resource, namespace, name);
    return object && inVersionOf(kind, object);
  }

  #requireCreatable(target: Target, { metadata }: KubernetesObject, options: WriteOptions): void {
    const { kind, name } = target;
    if (options.subresource) throw notFound(kind, name);
    requireHome(this.store, target);
    if (!metadata.uid) return;
    const why = `uid mismatch: the provided object specified uid ${metadata.uid}, and no existing object was found`;
    throw conflict(kind, name, why);
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

function refuseOtherType(kind: Kind, body: JsonObject): void {
  const apiVersion = textOf(body['apiVersion']);
  const name = textOf(body['kind']);
  if (apiVersion === kind.apiVersion && name === kind.kind) return;
  const [version = '', group = ''] = apiVersion.split('/').reverse();
  const message = `invalid object type: ${groupVersionKind(group, version, name)}`;
  throw new ApiError(400, 'BadRequest', message);
}

function refuseUnappliable(kind: Kind, { metadata }: KubernetesObject): void {
  if (metadata.managedFields?.length)
    throw new ApiError(400, 'BadRequest', 'metadata.managedFields must be nil');
  if (!metadata.name) throw invalid(kind, '', [required('metadata.name', 'name is required')]);
}

function refuseChangedIdentity(kind: Kind, live: KubernetesObject, { metadata }: KubernetesObject): void {
  if (metadata.uid && metadata.uid !== live.metadata.uid) {
    throw invalid(kind, metadata.name, [immutableUid(metadata.uid)]);
  }
  refuseStale(kind, live, metadata);
}
