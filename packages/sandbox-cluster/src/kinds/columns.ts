import { fieldAt, numberOf, objectOf, textOf } from '../json.ts';
import { type KubernetesObject } from '../objects.ts';
import { type Column } from './kind.ts';

/** One column of `kubectl get`. */
export const column = (
  name: string,
  value: Column['value'],
  type: 'string' | 'integer' = 'string',
): Column => ({ name, type, value });

/** A column that shows only with `-o wide`. */
export const wide = (name: string, value: Column['value']): Column => ({ name, value, priority: 1 });

/** A column that shows a text of the object. */
export const textColumn = (name: string, ...path: string[]): Column =>
  column(name, (object) => textOf(fieldAt(object, ...path)));

/** A column that shows a number of the object. */
export const numberColumn = (name: string, ...path: string[]): Column =>
  column(name, (object) => numberOf(fieldAt(object, ...path)), 'integer');

/** A map as kubectl shows labels. */
export function labelsText(object: KubernetesObject, ...path: string[]): string {
  const labels = Object.entries(objectOf(fieldAt(object, ...path)));
  return labels.map(([key, value]) => `${key}=${textOf(value)}`).join(',') || '<none>';
}

/** Shows the name of the object. */
export const nameColumn = column('Name', ({ metadata }) => metadata.name);
/** Shows the time since the object was created. */
export const ageColumn = column('Age', ({ metadata }, now) => since(metadata.creationTimestamp, now));

/** The time since a timestamp, as kubectl shows it. */
export function since(time: string | undefined, now: number): string {
  const then = Date.parse(time ?? '');
  return Number.isNaN(then) ? '<unknown>' : humanDuration(now - then);
}

/** A duration as kubectl shows ages: two units at most, coarser the longer it is. */
export function humanDuration(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  const days = Math.floor(hours / 24);
  const two = (big: number, bigUnit: string, small: number, smallUnit: string) =>
    `${big}${bigUnit}${small ? `${small}${smallUnit}` : ''}`;
  if (seconds < 120) return `${seconds}s`;
  if (minutes < 10) return two(minutes, 'm', seconds % 60, 's');
  if (hours < 3) return `${minutes}m`;
  if (hours < 8) return two(hours, 'h', minutes % 60, 'm');
  if (hours < 48) return `${hours}h`;
  if (days < 8) return two(days, 'd', hours % 24, 'h');
  if (days < 365 * 2) return `${days}d`;
  return two(Math.floor(days / 365), 'y', days % 365, 'd');
}
