import { ApiError, type Cause, forbidden, invalid, notFound } from '../api-error.ts';
import { type Manager, readManagers, writeManagers } from '../fields/managed-fields.ts';
import { equal } from '../json.ts';
import { type Kind, type Subresource } from '../kinds/kind.ts';
import { namespaceKind } from '../kinds/table.ts';
import { type KubernetesObject } from '../objects.ts';
import { refuseOverQuota } from '../simulation/quota.ts';
import { type Store } from '../store/store.ts';
import { type FieldValidation } from './decode.ts';
import { checkMetadata, nextGeneration } from './metadata.ts';
import { isCustom, type ServedKinds } from './served-kinds.ts';

/** Which object a request is about. */
export interface Target {
  readonly kind: Kind;
  /** Empty for kinds without namespaces. */
  readonly namespace: string;
  readonly name: string;
}

/** What every write says besides the object. */
export interface WriteOptions {
  readonly manager: string;
  readonly dryRun?: boolean;
  readonly subresource?: Subresource;
  /** What becomes of unknown fields; absent for writes of our own, which have none. */
  readonly fieldValidation?: FieldValidation;
  /** A patch cannot name another uid; a whole object can, and then is about another object. */
  readonly isPatch?: boolean;
}

/** The sections of an object that a door leaves alone. */
export function ignoredSections(kind: Kind, subresource: Subresource | undefined): string[] {
  if (subresource === 'status') return ['spec'];
  return kind.initialStatus ? ['status'] : [];
}

/** Refuses new content where there is none for it: in a namespace that is missing or going, or of a kind that is going. */
export function requireHome(store: Store, { kind, namespace, name }: Target): void {
  if (isCustom(kind) && kind.isTerminating) {
    throw forbidden(kind, name, 'create not allowed while custom resource definition is terminating');
  }
  if (!kind.namespaced) return;
  const found = store.get(namespaceKind.resource, '', namespace);
  if (!found) throw notFound(namespaceKind, namespace);
  if (!found.metadata.deletionTimestamp) return;
  const why = `unable to create new content in namespace ${namespace} because it is being terminated`;
  const cause: Cause = {
    reason: 'NamespaceTerminating',
    message: `namespace ${namespace} is being terminated`,
    field: 'metadata.namespace',
  };
  throw forbidden(kind, name, why, [cause]);
}

/** Refuses an object that breaks a rule of its kind. */
function refuseInvalid(kind: Kind, object: KubernetesObject, live: KubernetesObject | undefined): void {
  const causes = [...checkMetadata(kind, object, live), ...kind.validate(object, live)];
  if (causes.length > 0) throw invalid(kind, object.metadata.name, causes);
}

/** The managers that a write starts from: those in the body when it names any, else the live ones. `[{}]` resets them. */
export function startingManagers(candidate: KubernetesObject, live: KubernetesObject): Manager[] {
  const given = candidate.metadata.managedFields ?? [];
  if (given.length === 1 && given.every((entry) => Object.keys(entry).length === 0)) return [];
  const usable = given.length > 0 && given.every((entry) => entry.fieldsV1 !== undefined && entry.manager);
  return readManagers(usable ? given : live.metadata.managedFields);
}

/** Finishes the first write of an object: everything after its ownership is known. */
export function storeNew(
  { store, kinds }: { store: Store; kinds: ServedKinds },
  kind: Kind,
  object: KubernetesObject,
  { managers, dryRun = false }: { managers: Manager[]; dryRun?: boolean | undefined },
): KubernetesObject {
  setManagers(object, managers);
  if (kind.generation.length > 0) object.metadata.generation = 1;
  if (kind.initialStatus) object['status'] = { ...kind.initialStatus };
  // Only Go types have a status before anybody has written one.
  if (isCustom(kind) && kind.initialStatus) delete object['status'];
  kind.prepare(object, undefined);
  refuseInvalid(kind, object, undefined);
  if (kind.namespaced) refuseOverQuota(store, kinds.resources, kind, object);
  if (dryRun) return object;
  refuseTooLarge(object);
  return store.put(kind.resource, object);
}

/** Finishes a change of an existing object: everything after its ownership is known. */
export function storeChange(
  store: Store,
  {
    kind,
    live,
    next,
    managers,
  }: { kind: Kind; live: KubernetesObject; next: KubernetesObject; managers: Manager[] },
  { dryRun, subresource }: Pick<WriteOptions, 'dryRun' | 'subresource'>,
): KubernetesObject {
  setManagers(next, managers);
  kind.prepare(next, live);
  refuseInvalid(kind, next, live);
  // A status door changes no generation, not even when the controller writes an annotation through it.
  const generation = subresource === 'status' ? undefined : nextGeneration(kind, live, next);
  if (generation !== undefined) next.metadata.generation = generation;
  if (equal(live, next)) return live;
  if (dryRun) return next;
  if (isFinished(next)) return store.remove(kind.resource, next);
  refuseTooLarge(next);
  return store.put(kind.resource, next);
}

/** Whether nothing holds back the removal of an object that is being deleted. */
function isFinished({ metadata, ...sections }: KubernetesObject): boolean {
  const { deletionTimestamp, deletionGracePeriodSeconds = 0, finalizers = [] } = metadata;
  if (!deletionTimestamp || deletionGracePeriodSeconds > 0 || finalizers.length > 0) return false;
  return sections['kind'] !== namespaceKind.kind;
}

/** Records who owns what; an object of which nobody owns anything says nothing about it. */
function setManagers({ metadata }: KubernetesObject, managers: readonly Manager[]): void {
  const entries = writeManagers(managers);
  if (entries.length > 0) metadata.managedFields = entries;
  else delete metadata.managedFields;
}

const largestObject = 1.5 * 1024 * 1024;

/** What etcd does with an object that is larger than one of its requests. */
function refuseTooLarge(object: KubernetesObject): void {
  if (Buffer.byteLength(JSON.stringify(object)) <= largestObject) return;
  throw new ApiError(500, '', 'etcdserver: request is too large');
}
