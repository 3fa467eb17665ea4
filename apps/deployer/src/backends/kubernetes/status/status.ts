/**
 * Where a live object stands, by the rules of kstatus (docs of sigs.k8s.io/cli-utils) and a few on top of them where
 * kstatus leaves people in the dark. Pure: the time comes in, and a verdict changes only with the object, or at the time
 * that it names itself.
 */
import { groupOf, type KubernetesObject } from '../objects/identity.ts';
import { judgeConditions, judgeGeneration, judgeStandardConditions } from './conditions.ts';
import { judgeFreshness } from './freshness.ts';
import { textAt } from './live-fields.ts';
import { ruleFor } from './rules.ts';
import { judgeTermination } from './termination.ts';
import { current, type Facts, type Verdict } from './verdict.ts';

export type { Facts, ObjectStatus, Verdict } from './verdict.ts';

/** The status of an object that is there, whatever it holds. The first check that has an opinion decides. */
export function statusOfObject(object: KubernetesObject, facts: Facts): Verdict {
  const group = groupOf(textAt(object, 'apiVersion'));
  const kind = textAt(object, 'kind');
  return (
    judgeTermination(object, group) ??
    judgeGeneration(object) ??
    judgeStandardConditions(object) ??
    ruleFor(group, kind)?.judge(object, facts) ??
    judgeConditions(object) ??
    judgeFreshness(object, group, facts) ??
    current()
  );
}
