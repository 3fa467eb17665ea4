/** The plan of a whole environment: asks the server what it would do with everything that is not known to be right. */
import type { ObjectChange } from '@tribble/api';
import type { Plan, PlanSettings } from '../../backend.ts';
import { keyOf, type KubernetesObject } from '../objects/identity.ts';
import { changeOf } from './apply.ts';
import { Autoscalers } from './autoscalers.ts';
import { type DesiredObject, identityFields, type Undeployable } from './desired.ts';
import { EnvironmentRun } from './environment-run.ts';
import { inParallel, Patience } from './in-parallel.ts';
import { liveObjects } from './live.ts';
import { isAwaited } from './namespace.ts';
import { type Orphan, orphansOf } from './orphans.ts';
import { type ObjectPlan, planObject, planWithoutAsking, refusedPlan } from './plan-object.ts';
import type { PlanContext } from './plan-context.ts';
import { pruneDecision } from './prune-decision.ts';
import type { Prepared, Session } from './session.ts';

/** Plans an environment. Throws BackendError where the server does not answer. */
export async function planEnvironment(
  session: Session,
  prepared: Prepared,
  settings: PlanSettings,
): Promise<Plan> {
  const { set, inventory } = prepared;
  const { cluster } = session;
  session.verified.keep(set.objects);
  session.healing.keep(set.objects);
  session.rememberedPlans.keep(set.objects);
  const plans = await planObjects(session, prepared, settings);
  const orphans = await orphansOf(inventory, set.objects, {
    client: cluster.client,
    discovery: cluster.discovery,
    cluster,
  });
  return {
    changes: [
      ...namespaceChange(session, plans),
      ...plans.map(changeOf),
      ...set.undeployable.map(changeOfUndeployable),
      ...orphanChanges(session, prepared, settings, orphans),
    ],
    apply: () => new EnvironmentRun({ session, prepared, settings, plans, orphans }).apply(),
  };
}

/** The plans of all objects; where nobody reads every field of them, those that would come out as they did. */
async function planObjects(
  session: Session,
  prepared: Prepared,
  { explain = false, selfHeal }: PlanSettings,
): Promise<ObjectPlan[]> {
  const { cluster, rememberedPlans, context } = session;
  const objects = [...prepared.set.objects.values()];
  const now = context.now();
  if (selfHeal) rememberedPlans.forgetDrift();
  const cached = new Map(
    objects.map((each) => [
      each,
      cluster.get(each.type, each.identity.namespace, each.identity.name)?.object,
    ]),
  );
  const known = (each: DesiredObject) =>
    explain ? undefined : rememberedPlans.of(each, cached.get(each), now);
  return inOrder(objects, known, async (open) => {
    const plans = await askFor(session, prepared, open, explain);
    for (const plan of plans) {
      const until = explain ? undefined : rememberedPlans.add(plan, cached.get(plan.desired), selfHeal, now);
      if (until !== undefined) session.recheckAt(until);
    }
    return plans;
  });
}

async function askFor(
  session: Session,
  { set, inventory }: Prepared,
  open: readonly DesiredObject[],
  explain: boolean,
): Promise<ObjectPlan[]> {
  const { cluster, context, options, verified, salt, isTakenOver } = session;
  const { client, discovery } = cluster;
  const owner = { environment: context.environment, namespace: session.namespace };
  const objects = [...set.objects.values()];
  const { live, refused } = await liveObjects(cluster, client, open);
  const autoscalers = new Autoscalers(client, discovery, objects);
  const coming = comingNamespaces(objects);
  if (options.createNamespace) coming.add(session.namespace);
  const planContext = {
    ...{ client, owner, options, inventory, verified, explain, salt, isTakenOver },
    now: context.now(),
    autoscalersOf: (object: DesiredObject) => autoscalers.of(object),
    departed: ({ identity }: DesiredObject) => cluster.departed(identity),
    isComing: (namespace: string) => coming.has(namespace),
  };
  const patience: Patience = new Patience();
  const ask = async (object: DesiredObject): Promise<ObjectPlan> => {
    try {
      const unreadable = refused.get(object.key);
      if (unreadable !== undefined) throw unreadable;
      return await planObject(object, live.get(object.key), planContext);
    } catch (error) {
      patience.check(error);
      return refusedPlan(object, error);
    }
  };
  return inOrder(
    open,
    (object) => knownPlan(object, live, planContext),
    (rest) => inParallel(rest, ask),
  );
}

function knownPlan(
  object: DesiredObject,
  live: ReadonlyMap<string, KubernetesObject>,
  context: PlanContext,
): ObjectPlan | undefined {
  const cached = live.get(object.key);
  return cached && planWithoutAsking(object, cached, context);
}

/** What is known at once, and what has to be asked for, in the order of the items: mostly nothing has to be asked for. */
async function inOrder<Item, Result>(
  items: readonly Item[],
  known: (item: Item) => Result | undefined,
  ask: (items: readonly Item[]) => Promise<Result[]>,
): Promise<Result[]> {
  const results = items.map(known);
  const open = items.filter((_, index) => results[index] === undefined);
  const asked = (await ask(open)).values();
  return results.flatMap((result) => result ?? asked.next().value ?? []);
}

/** The namespaces that the environment itself makes. */
function comingNamespaces(objects: readonly DesiredObject[]): Set<string> {
  const namespaces = objects.filter(({ identity }) => identity.kind === 'Namespace' && identity.group === '');
  return new Set(namespaces.map(({ identity }) => identity.name));
}

/** The namespace of the environment, where it is about to be made: what is in it can only be planned then. */
function namespaceChange(
  { options, namespace: name }: Session,
  plans: readonly ObjectPlan[],
): ObjectChange[] {
  if (!options.createNamespace || !isAwaited(name, plans)) return [];
  return [{ action: 'create', apiVersion: 'v1', kind: 'Namespace', name, fields: [] }];
}

function changeOfUndeployable({
  resource,
  manifest,
  identity,
  waiting,
  message,
}: Undeployable): ObjectChange {
  return {
    action: waiting ? 'waiting' : 'refused',
    resource: resource.name,
    apiVersion: manifest.apiVersion,
    ...identityFields(identity),
    message,
    fields: [],
  };
}

/** What would be pruned, had everything in git been applied. */
function orphanChanges(
  session: Session,
  prepared: Prepared,
  settings: PlanSettings,
  orphans: readonly Orphan[],
): ObjectChange[] {
  const turn = { orphans, isApplied: true, uids: new Set<string>() };
  const plan = pruneDecision(session, prepared, settings, turn);
  const change = (action: ObjectChange['action'], message?: string) => ({ action, message });
  const held = plan.held && change('waiting', plan.held.message);
  return [
    ...plan.delete.map((identity) => ({ identity, ...change('delete') })),
    ...(plan.held?.objects ?? []).map((identity) => ({ identity, ...(held ?? change('delete')) })),
    ...plan.keep.map(({ identity, why }) => ({ identity, ...change('unchanged', why) })),
    ...plan.abandon.map(({ identity, why }) => ({ identity, ...change('unchanged', why) })),
  ].map(({ identity, action, message }) => {
    const entry = prepared.inventory.entries.get(keyOf(identity));
    return {
      action,
      ...(entry && { resource: entry.resource, apiVersion: entry.apiVersion }),
      ...identityFields(identity),
      ...(message !== undefined && { message }),
      fields: [],
    };
  });
}
