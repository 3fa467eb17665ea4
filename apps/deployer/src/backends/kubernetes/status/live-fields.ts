/** Fields of a live object, read without trust: what has the wrong type is taken as missing. */
import { isValueMap, type Value, valueAt, type ValueMap } from '@tribble/resource-repo/format';
import { shortened } from './shortened.ts';

/** A condition of a status. */
export type Condition = {
  type: string;
  status: string;
  reason: string;
  message: string;
  observedGeneration?: number;
};

/** The number at a dotted path: `status.readyReplicas`. */
export function numberAt(object: Value, path: string): number | undefined {
  const value = valueAt(object, path.split('.'));
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** The number at a dotted path; the API leaves zeros out. */
export function countAt(object: Value, path: string, fallback = 0): number {
  return numberAt(object, path) ?? fallback;
}

/** The text at a dotted path; empty where there is none. */
export function textAt(object: Value, path: string): string {
  const value = valueAt(object, path.split('.'));
  return typeof value === 'string' ? value : '';
}

/** The maps of a list at a dotted path. */
export function mapsAt(object: Value, path: string): ValueMap[] {
  const value = valueAt(object, path.split('.'));
  return Array.isArray(value) ? value.filter(isValueMap) : [];
}

/** The time at a dotted path. */
export function timeAt(object: Value, path: string): Date | undefined {
  const time = new Date(textAt(object, path));
  return Number.isNaN(time.getTime()) ? undefined : time;
}

/** The conditions of an object, in their order. */
export function conditionsOf(object: Value): Condition[] {
  return mapsAt(object, 'status.conditions').map((condition) => {
    const observedGeneration = numberAt(condition, 'observedGeneration');
    return {
      type: textAt(condition, 'type'),
      status: textAt(condition, 'status'),
      reason: textAt(condition, 'reason'),
      message: shortened(textAt(condition, 'message').trim()),
      ...(observedGeneration !== undefined && { observedGeneration }),
    };
  });
}

/** The condition of a type. */
export function conditionOf(object: Value, type: string): Condition | undefined {
  return conditionsOf(object).find((condition) => condition.type === type);
}

/** A sentence, and the object's own words for it where it has any. */
export function because(sentence: string, condition: Condition | undefined): string {
  const words = condition?.message.replace(/\.$/, '') || condition?.reason;
  return words ? `${sentence}: ${words}` : sentence;
}
