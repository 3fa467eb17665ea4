/** What becomes of one object: asks the server by a dry run, changes nothing. */
import type { FieldChange, ObjectChange } from '@tribble/api';
import type { Value } from '@tribble/resource-repo/format';
import { BackendError } from '../../backend.ts';
import {
  ApiError,
  isConflictOfFields,
  isNamespaceMissing,
  isInvalid,
  isTypedPatchFault,
} from '../api/api-error.ts';
import { diffObjects } from '../objects/diff.ts';
import type { KubernetesObject } from '../objects/identity.ts';
import { immutableFaults, mayReplace, type Replacement } from '../objects/immutable.ts';
import { fieldManager, isMarkPath, marksOf, type Owner, strangerOf } from '../objects/marks.ts';
import { type TakeOver, takeOverOf, withoutTaken } from '../objects/take-over.ts';
import { ignoredPointers, withIgnored } from '../plan/replicas.ts';
import { type JobEnd, jobEndOf, type Removed, removesItself, statusOfRemoved } from '../status/job-end.ts';
import type { InventoryEntry } from '../plan/inventory.ts';
import type { DesiredObject } from './desired.ts';
import { objectPath } from './live.ts';
import type { PlanContext } from './plan-context.ts';

/** What becomes of a desired object, and all that is needed to do it. */
export type ObjectPlan = {
  desired: DesiredObject;
  action: Exclude<ObjectChange['action'], 'delete'>;
  fields: FieldChange[];
  message?: string;
  /** A refusal that may pass without an edit. */
  transient?: boolean;
  /** A refusal of what is in git: the server would say the same again. */
  isLasting?: boolean;
  /** Where a Job stands that has removed itself, and what it came to where that was seen. */
  removed?: Removed;
  jobEnd?: JobEnd;
  /** Somebody else changed or deleted what was deployed as it is in git now. */
  isDrift?: boolean;
  /** The object as it is sent: with the live values of fields that are left to others. */
  payload: KubernetesObject;
  force: boolean;
  live?: KubernetesObject;
  /** Makes the fields of kubectl ours, before the first apply. */
  takeOver?: Value[];
  /** How the object that is in the way is deleted. */
  replacement?: Replacement & { allowed: true };
};

/** Whether a plan changes something in the cluster. */
export function isMutation({ action }: ObjectPlan): boolean {
  return action === 'create' || action === 'change' || action === 'replace';
}

/** The plan of an object of which the cache alone tells what becomes of it; undefined where the server has to be asked. */
export function planWithoutAsking(
  desired: DesiredObject,
  cached: KubernetesObject,
  { owner, verified, now }: Pick<PlanContext, 'owner' | 'verified' | 'now'>,
): ObjectPlan | undefined {
  const foreign = ownerFault(cached, owner);
  if (foreign !== undefined) return planned(desired, 'refused', { message: foreign, live: cached });
  if (isTerminating(cached)) return terminating(desired, cached);
  return verified.has(desired, cached, now) ? planned(desired, 'unchanged', { live: cached }) : undefined;
}

/** The plan of one object. Throws BackendError where the server does not answer; what it refuses is a plan. */
export async function planObject(
  desired: DesiredObject,
  cached: KubernetesObject | undefined,
  context: PlanContext,
): Promise<ObjectPlan> {
  if (cached === undefined) return planMissing(desired, context);
  const known = planWithoutAsking(desired, cached, context);
  if (known !== undefined) return known;
  if (!context.explain && (await isPlainChange(desired, cached, context))) {
    const result = await dryRun(desired, desired.payload, cached, context);
    return 'refusal' in result
      ? result.refusal
      : planned(desired, 'change', { force: result.force, live: cached });
  }
  // The cache keeps neither the owners of fields nor what kinds without a status hold.
  const live = await context.client.get(objectPath(desired));
  if (live === undefined) return planMissing(desired, context);
  return planExisting(desired, live as KubernetesObject, context);
}

/**
 * Whether git has something new for an object that is ours alone: then it changes for certain, and the server has only to
 * be asked whether it would take it.
 */
async function isPlainChange(
  desired: DesiredObject,
  cached: KubernetesObject,
  context: PlanContext,
): Promise<boolean> {
  const { digest, revision } = marksOf(cached, context.owner);
  const { resource, payload } = desired;
  if (digest === undefined || (digest === resource.digest && revision === resource.revision)) return false;
  return ignoredPointers(payload, cached, await context.autoscalersOf(desired)).length === 0;
}

type Details = Partial<Omit<ObjectPlan, 'desired' | 'action'>>;

function planned(desired: DesiredObject, action: ObjectPlan['action'], details: Details = {}): ObjectPlan {
  return { desired, action, fields: [], payload: desired.payload, force: true, ...details };
}

/** The plan of an object that the server would not even tell of. */
export function refusedPlan(desired: DesiredObject, { message, transient }: ApiError): ObjectPlan {
  return planned(desired, 'refused', { message, transient });
}

async function planMissing(desired: DesiredObject, context: PlanContext): Promise<ObjectPlan> {
  const known = context.inventory?.entries.get(desired.key);
  const wasDeployed = known?.digest === desired.manifestHash;
  if (known !== undefined && wasDeployed && removesItself(desired.payload)) {
    return planRemoved(desired, known, context);
  }
  const result = await dryRun(desired, desired.payload, undefined, context);
  if ('refusal' in result) return result.refusal;
  return planned(desired, 'create', { force: result.force, ...(wasDeployed && { isDrift: true }) });
}

/** A Job that has removed itself stays away, whatever it came to. */
function planRemoved(desired: DesiredObject, { job }: InventoryEntry, context: PlanContext): ObjectPlan {
  const { manifestHash, identity } = desired;
  const departed = context.departed(desired);
  const isOurs = departed !== undefined && marksOf(departed, context.owner).digest !== undefined;
  const seen = isOurs ? jobEndOf(departed, manifestHash) : undefined;
  const jobEnd = seen ?? (job?.digest === manifestHash ? job : undefined);
  const removed = statusOfRemoved(identity, jobEnd);
  const { message } = removed;
  return planned(desired, 'unchanged', { message, removed, ...(jobEnd && { jobEnd }) });
}

async function planExisting(
  desired: DesiredObject,
  live: KubernetesObject,
  context: PlanContext,
): Promise<ObjectPlan> {
  const foreign = ownerFault(live, context.owner);
  if (foreign !== undefined) return planned(desired, 'refused', { message: foreign, live });
  if (isTerminating(live)) return terminating(desired, live);
  const autoscalers = await context.autoscalersOf(desired);
  const ignore = ignoredPointers(desired.payload, live, autoscalers);
  const payload = withIgnored(desired.payload, live, ignore, fieldManager);
  const result = await dryRun(desired, payload, live, context);
  if ('refusal' in result) return result.refusal;
  const takeOver = takeOverOf(live, fieldManager, (manager) => context.isTakenOver(manager));
  const wanted = takeOver === undefined ? result.object : withoutTaken(result.object, payload, takeOver);
  const fields = diffObjects(live, wanted, { ignore, salt: context.salt, ourManager: fieldManager });
  const rest: Details = { fields, live, payload, force: result.force, ...takingOver(takeOver) };
  if (fields.length === 0 && takeOver === undefined) {
    context.verified.add(desired, live, context.now);
    return planned(desired, 'unchanged', rest);
  }
  const marks = marksOf(live, context.owner);
  const { digest, revision } = desired.resource;
  // A mark that is missing is ours to set: objects that an older deployer made have no label.
  const isForeign = fields.some(({ path }) => !isMarkPath(path));
  const isDrift = isForeign && marks.digest === digest && marks.revision === revision;
  return planned(desired, 'change', { ...rest, ...(isDrift && { isDrift }) });
}

/** What was taken over is told, since fields that git does not have go with it. */
function takingOver(takeOver: TakeOver | undefined): Details {
  if (takeOver === undefined) return {};
  const { patch, managers } = takeOver;
  const message = `takes over what ${managers.join(', ')} applied or edited`;
  return { takeOver: patch, ...(managers.length > 0 && { message }) };
}

type DryRun = { object: KubernetesObject; force: boolean } | { refusal: ObjectPlan };

async function dryRun(
  desired: DesiredObject,
  payload: KubernetesObject,
  live: KubernetesObject | undefined,
  context: PlanContext,
): Promise<DryRun> {
  const { takeOver } = context.options;
  const attempt = async (force: boolean): Promise<DryRun> => {
    const options = { fieldManager, force, dryRun: true };
    return { object: await context.client.apply(objectPath(desired), payload, options), force };
  };
  try {
    return await attempt(takeOver === true);
  } catch (error) {
    const conflicts = isConflictOfFields(error) ?? [];
    const mine = conflicts.length > 0 && conflicts.every(({ manager }) => context.isTakenOver(manager));
    if (!mine) return { refusal: refused(desired, live, error, context) };
  }
  try {
    return await attempt(true);
  } catch (error) {
    return { refusal: refused(desired, live, error, context) };
  }
}

/** Why the server would not take an object; an error of the connection is passed on. */
function refused(
  desired: DesiredObject,
  live: KubernetesObject | undefined,
  error: unknown,
  context: PlanContext,
): ObjectPlan {
  if (!(error instanceof BackendError) || !(error instanceof ApiError)) throw error;
  const { message } = error;
  // Who holds a field goes on holding it: only an edit helps.
  const transient = error.transient && isConflictOfFields(error) === undefined;
  const ofLive = live && { live };
  if (isNamespaceMissing(error) && context.isComing(desired.identity.namespace)) {
    return planned(desired, 'waiting', { message: `waits for Namespace ${desired.identity.namespace}` });
  }
  const faults = live && immutableFaults(error);
  if (live === undefined || faults === undefined) {
    const isLasting = !transient && (isInvalid(error) || isTypedPatchFault(error));
    return planned(desired, 'refused', { message, transient, isLasting, ...ofLive });
  }
  const replacement = mayReplace(desired.payload, live, context.options.replace);
  const fields = faults.map(({ field }) => field).join(', ');
  if (replacement.allowed) {
    return planned(desired, 'replace', { message: `${fields} cannot be changed`, replacement, live });
  }
  const said = `${fields === '' ? 'a field' : fields} cannot be changed: ${replacement.reason}; the server says: ${message}`;
  return planned(desired, 'refused', { message: said, transient: false, live });
}

/** Whose object it is, where it is not ours to touch. */
function ownerFault(live: KubernetesObject, owner: Owner): string | undefined {
  const stranger = strangerOf(live, owner);
  return stranger && `belongs to ${stranger}: remove it from one of the two`;
}

function isTerminating(live: KubernetesObject): boolean {
  return live.metadata['deletionTimestamp'] !== undefined;
}

function terminating(desired: DesiredObject, live: KubernetesObject): ObjectPlan {
  return planned(desired, 'waiting', { message: 'is being deleted; it is made anew when it is gone', live });
}
