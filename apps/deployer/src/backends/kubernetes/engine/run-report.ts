/** What a run tells of each resource and object. */
import type { Failure } from '../../../core/status.ts';
import { nameOf } from '../objects/identity.ts';
import { type ApplyResult, failureOf } from './apply.ts';
import type { Removed } from '../status/job-end.ts';
import type { Finding } from './findings.ts';
import { isMutation, type ObjectPlan } from './plan-object.ts';
import type { Prepared } from './session.ts';

/** Why drift is left as it is, by object. */
export type Spared = ReadonlyMap<ObjectPlan, string>;

/** The resources of which something was refused: nothing of them is applied. */
export function refusals(plans: readonly ObjectPlan[], { set }: Prepared): Map<string, Failure> {
  const failures = new Map<string, Failure>();
  for (const plan of plans) {
    if (plan.action !== 'refused') continue;
    const { message = 'refused', transient = false } = plan;
    failures.set(plan.desired.resource.name, failureOf(plan, { message, transient }));
  }
  for (const { resource, identity, waiting, message } of set.undeployable) {
    if (waiting) continue;
    failures.set(resource.name, {
      message: `${resource.path}: ${nameOf(identity)}: ${message}`,
      transient: false,
    });
  }
  return failures;
}

/** Everything that was to be changed fails for one reason. */
export function failAll(
  plans: readonly ObjectPlan[],
  refused: ReadonlyMap<string, Failure>,
  message: string,
): Map<string, Failure> {
  const failures = new Map(refused);
  for (const plan of plans.filter(isMutation)) {
    const { name } = plan.desired.resource;
    if (!failures.has(name)) failures.set(name, failureOf(plan, { message, transient: false }));
  }
  return failures;
}

/** What is to be told of each object beside its status. */
export function findingsOf(
  plans: readonly ObjectPlan[],
  spared: Spared,
  { waiting }: ApplyResult,
): Map<string, Finding> {
  const findings = new Map<string, Finding>();
  for (const plan of plans) {
    const { key } = plan.desired;
    const why = spared.get(plan);
    const message = waiting.get(key) ?? (plan.action === 'waiting' ? plan.message : undefined);
    if (why !== undefined) findings.set(key, drifted(plan, why));
    else if (message !== undefined) findings.set(key, { message });
    else if (plan.removed !== undefined) findings.set(key, { removed: toldOfRemoved(plan, plan.removed) });
  }
  return findings;
}

/** With what was applied, not with what git may have by the time that it is told. */
function toldOfRemoved(
  { desired: { resource } }: ObjectPlan,
  { reason, message }: Removed,
): NonNullable<Finding['removed']> {
  const { digest, revision, version } = resource;
  return {
    ...{ reason, digest, revision },
    ...(version !== undefined && { version }),
    ...(reason !== 'Clean' && { message }),
  };
}

function drifted({ desired, fields, live }: ObjectPlan, why: string): Finding {
  const managers = [...new Set(fields.flatMap(({ manager }) => manager ?? []))];
  const by = managers.length > 0 ? ` by ${managers.join(', ')}` : '';
  const what = live === undefined ? 'was deleted' : `was changed${by}`;
  return { message: `${nameOf(desired.identity)} ${what}; ${why}`, drift: fields };
}
