/** What there is of every object of an environment, out of the cache. */
import type { LiveObject } from '../../../core/live.ts';
import type { Observation } from '../../backend.ts';
import type { Cluster } from '../cache/cluster.ts';
import { type KubernetesObject, nameOf } from '../objects/identity.ts';
import { marksOf, type Owner } from '../objects/marks.ts';
import { type Facts, statusOfObject, type Verdict } from '../status/status.ts';
import type { CauseReader } from './causes.ts';
import { type DesiredObject, type DesiredSet, identityFields, type Undeployable } from './desired.ts';
import type { Finding, Findings } from './findings.ts';
import type { Healing } from './healing.ts';
import type { RememberedCauses } from './remembered-causes.ts';
import type { StorageClasses } from './storage-classes.ts';
import type { Verified } from './verified.ts';
import type { WaitingPause } from './waiting-pause.ts';

export type ObserveContext = {
  owner: Owner;
  cluster: Pick<Cluster, 'get'>;
  causes: CauseReader;
  /** The causes that were found before, of objects that have not changed since. */
  remembered: RememberedCauses;
  waiting: WaitingPause;
  storageClasses: StorageClasses;
  verified: Pick<Verified, 'lastAt'>;
  healing: Healing;
  findings: Findings;
  now: Date;
  /** Why the cluster does not show an object, where its kind may not be watched. */
  unseen: (desired: DesiredObject) => string | undefined;
  /** Has the environment looked at again at that time. */
  recheckAt: (time: Date) => void;
};

/** How long a rollout goes on before it is asked why it does, in milliseconds. */
const causePause = 1_500;

/** How many workloads are asked in one turn why they are not ready. */
const mostAsked = 20;

/** The live objects of each resource, one for every object that it should have. */
export async function observe(set: DesiredSet, context: ObserveContext): Promise<Observation['resources']> {
  const judged = [...set.objects.values()].map((desired) => ({ desired, ...judge(desired, context) }));
  const unexplained = judged.filter((each) => isToExplain(each, context));
  const isKnown = ({ live }: Judged) => live !== undefined && context.remembered.isFresh(live, context.now);
  const asked = unexplained.filter((each) => !isKnown(each)).slice(0, mostAsked);
  const pending = [...unexplained.filter(isKnown), ...asked];
  const causes = new Map(
    await Promise.all(pending.map(async (each) => [each, await explain(each, context)] as const)),
  );
  const resources = new Map<string, LiveObject[]>();
  const add = (resource: string, object: LiveObject) => {
    const objects = resources.get(resource);
    if (objects === undefined) resources.set(resource, [object]);
    else objects.push(object);
  };
  for (const each of judged) {
    add(each.desired.resource.name, liveObject({ ...each, ...causes.get(each) }, context));
  }
  for (const each of set.undeployable) add(each.resource.name, undeployed(each));
  for (const { verdict } of judged)
    if (verdict?.recheckAt !== undefined) context.recheckAt(verdict.recheckAt);
  recheckWaiting(set, judged, context);
  return resources;
}

/** Nothing tells that a kind is served now: what waits for one is asked after again, less and less often while nothing changes. */
function recheckWaiting(
  { undeployable }: DesiredSet,
  judged: readonly (Judged & { desired: DesiredObject })[],
  { waiting, recheckAt, now }: ObserveContext,
): void {
  const late = undeployable.filter((each) => each.waiting);
  if (late.length === 0) return;
  const definitions = judged.filter(({ desired }) => desired.identity.kind === 'CustomResourceDefinition');
  const state = [
    ...late.map(({ identity, resource }) => `${nameOf(identity)} ${resource.digest}`),
    ...definitions.map(({ desired, live }) => `${desired.payloadHash} ${versionOf(live)}`),
  ];
  recheckAt(waiting.nextAt(state.join('\n'), now));
}

function versionOf(live: KubernetesObject | undefined): string {
  const version = live?.metadata['resourceVersion'];
  return typeof version === 'string' ? version : '';
}

type Judged = { live?: KubernetesObject; verdict?: Verdict };
type Explained = Judged & { desired: DesiredObject; causes?: readonly string[] };

/** The live object and where it stands, from the cache alone. */
export function judge(
  { type, identity }: DesiredObject,
  { cluster, now }: Pick<ObserveContext, 'cluster' | 'now'>,
): Judged {
  const cached = cluster.get(type, identity.namespace, identity.name);
  if (cached === undefined) return {};
  return { live: cached.object, verdict: verdictOf(cached.object, factsOf(type, now)) };
}

type Remembered = { verdict: Verdict; hasStatus: Facts['hasStatus'] };
/** The cache has another object as soon as one changes, so that an object at rest is judged once. */
const lasting = new WeakMap<KubernetesObject, Remembered>();

function verdictOf(object: KubernetesObject, facts: Facts): Verdict {
  const known = lasting.get(object);
  if (known !== undefined && known.hasStatus === facts.hasStatus) return known.verdict;
  const verdict = statusOfObject(object, facts);
  // Those that name a time may change by themselves.
  if (verdict.recheckAt === undefined) lasting.set(object, { verdict, hasStatus: facts.hasStatus });
  return verdict;
}

function factsOf({ hasStatus }: DesiredObject['type'], now: Date): Facts {
  return { now, ...(hasStatus !== undefined && { hasStatus }) };
}

function isPending({ verdict }: Judged): boolean {
  return verdict?.status === 'InProgress' || verdict?.status === 'Failed';
}

/** A rollout that has just begun has no trouble yet, and hundreds may begin at once. */
function isToExplain(judged: Judged & { desired: DesiredObject }, context: ObserveContext): boolean {
  if (!isPending(judged)) return false;
  const appliedAt = context.verified.lastAt(judged.desired.key);
  if (judged.verdict?.status === 'Failed' || appliedAt === undefined) return true;
  const askAt = new Date(appliedAt.getTime() + causePause);
  if (askAt <= context.now) return true;
  context.recheckAt(askAt);
  return false;
}

/** Asks for what the object itself does not tell. */
async function explain(
  { desired, live }: Explained,
  { causes, remembered, storageClasses, now, recheckAt }: ObserveContext,
): Promise<Pick<Explained, 'verdict' | 'causes'>> {
  if (live === undefined) return {};
  const storageClass = await storageClasses.of(live);
  const facts = { ...factsOf(desired.type, now), ...(storageClass && { storageClass }) };
  const verdict = statusOfObject(live, facts);
  if (!isPending({ verdict })) return { verdict };
  const found = await remembered.of(live, now, () => causes.causesOf(live));
  recheckAt(found.askAt);
  return { verdict, causes: found.causes };
}

type Told = { live: KubernetesObject; verdict: Verdict; told: LiveObject };
/** What was told of objects of which nothing is to be told but what they are; most of them are the same in every turn. */
const lastTold = new WeakMap<DesiredObject, Told>();

function liveObject({ desired, live, verdict, causes = [] }: Explained, context: ObserveContext): LiveObject {
  const finding = context.findings.of(desired.key);
  const healed = context.healing.lastOf(desired.key);
  const isPlain = finding === undefined && healed === undefined && causes.length === 0;
  const last = isPlain ? lastTold.get(desired) : undefined;
  if (last !== undefined && last.live === live && last.verdict === verdict) return last.told;
  const found = {
    ...identityFields(desired.identity),
    ...(healed && { healed }),
    ...(finding?.drift && { drift: finding.drift }),
  };
  if (live === undefined || verdict === undefined) {
    const hidden = context.unseen(desired);
    return { ...found, ...(hidden === undefined ? missing(finding) : unseen(hidden)) };
  }
  const told = { ...found, ...toldOf({ desired, live, verdict, causes }, finding, context) };
  if (isPlain) lastTold.set(desired, { live, verdict, told });
  return told;
}

/** What is to be told of an object that is there. */
function toldOf(
  { desired: { identity }, live, verdict, causes }: Required<Explained>,
  finding: Finding | undefined,
  { owner }: Pick<ObserveContext, 'owner'>,
): Pick<LiveObject, 'reason' | 'message' | 'digest' | 'revision' | 'version'> {
  const said = [verdict.message, causes.join('; ')].filter(Boolean).join(': ');
  const message = said === '' ? finding?.message : `${identity.kind} ${identity.name} ${said}`;
  const isDrifted = finding?.drift !== undefined && verdict.reason === 'Clean';
  return {
    ...marksOf(live, owner),
    reason: isDrifted ? 'Drifted' : verdict.reason,
    ...(message !== undefined && { message }),
  };
}

/** Nobody can tell what is not shown. */
const unseen = (message: string): Pick<LiveObject, 'reason' | 'message'> => ({
  reason: 'Unreachable',
  message,
});

/** An object that is not there. */
function missing(
  finding: Finding | undefined,
): Pick<LiveObject, 'reason' | 'message' | 'digest' | 'revision' | 'version'> {
  if (finding?.removed !== undefined) return finding.removed;
  const message = finding?.message;
  return {
    reason: finding?.drift === undefined ? 'NotDeployed' : 'Drifted',
    ...(message !== undefined && { message }),
  };
}

function undeployed({ identity, waiting, message }: Undeployable): LiveObject {
  return {
    ...identityFields(identity),
    reason: waiting ? 'Waiting' : 'Failed',
    message: `${nameOf(identity)}: ${message}`,
  };
}
