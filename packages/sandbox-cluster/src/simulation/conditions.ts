import { type JsonObject, objectsOf } from '../json.ts';
import { timestamp } from '../objects.ts';

/** One condition of a status. */
export type Condition = {
  type: string;
  status: 'True' | 'False' | 'Unknown';
  reason: string;
  message: string;
  lastTransitionTime: string;
  lastUpdateTime: string;
};

/** What a condition shall say. */
export type Verdict = Pick<Condition, 'type' | 'status' | 'reason' | 'message'>;

/** The condition of a type in a status. */
export function conditionOf(status: JsonObject, type: string): Condition | undefined {
  return objectsOf(status['conditions']).find((condition) => condition['type'] === type) as
    Condition | undefined;
}

/**
 * The condition after a verdict. It keeps its times when status and reason stay, unless `progressed` says that something
 * moved; the transition time changes only with the status.
 */
export function judged(
  before: Condition | undefined,
  verdict: Verdict,
  now: number,
  progressed = false,
): Condition {
  const time = timestamp(now);
  if (!before || before.status !== verdict.status) {
    return { ...verdict, lastUpdateTime: time, lastTransitionTime: time };
  }
  const moved = progressed || before.reason !== verdict.reason;
  return {
    ...verdict,
    lastUpdateTime: moved ? time : before.lastUpdateTime,
    lastTransitionTime: before.lastTransitionTime,
  };
}
