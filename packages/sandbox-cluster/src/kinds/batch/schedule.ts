import { type Cause } from '../../api-error.ts';
import { invalidValue, required } from '../causes.ts';

/** The five fields of a schedule, with the values that they take. */
const fields = [
  { from: 0, to: 59, names: '' },
  { from: 0, to: 23, names: '' },
  { from: 1, to: 31, names: '' },
  { from: 1, to: 12, names: 'jan feb mar apr may jun jul aug sep oct nov dec' },
  { from: 0, to: 6, names: 'sun mon tue wed thu fri sat' },
] as const;

const words = ['@yearly', '@annually', '@monthly', '@weekly', '@daily', '@midnight', '@hourly'];

/** What is wrong with a cron schedule, if anything. */
export function checkSchedule(field: string, schedule: string): Cause[] {
  if (!schedule.trim()) return [required(field)];
  if (/\bTZ=/.test(schedule)) {
    return [
      invalidValue(field, schedule, 'cannot use TZ or CRON_TZ in schedule, use timeZone field instead'),
    ];
  }
  const says = faultOf(schedule);
  return says ? [invalidValue(field, schedule, says)] : [];
}

function faultOf(schedule: string): string | undefined {
  if (schedule.startsWith('@every ')) {
    return /^@every (\d+(\.\d+)?(ns|us|ms|s|m|h))+$/.test(schedule)
      ? undefined
      : `failed to parse duration ${schedule}: time: invalid duration ${JSON.stringify(schedule.slice(7))}`;
  }
  if (schedule.startsWith('@')) {
    return words.includes(schedule) ? undefined : `unrecognized descriptor: ${schedule}`;
  }
  const parts = schedule.trim().split(/\s+/);
  if (parts.length !== fields.length) {
    return `expected exactly 5 fields, found ${parts.length}: [${parts.join(' ')}]`;
  }
  return parts
    .flatMap((part, index) => part.split(',').map((range) => rangeFault(range, fields[index] ?? fields[0])))
    .find((fault) => fault !== undefined);
}

function rangeFault(range: string, { from, to, names }: (typeof fields)[number]): string | undefined {
  const [span = '', step, ...more] = range.split('/');
  if (more.length > 0) return `too many slashes: ${range}`;
  if (step !== undefined && !/^\d+$/.test(step)) return `failed to parse int from ${step}: ${step}`;
  if (Number(step ?? 1) === 0) return `step of range should be a positive number: ${range}`;
  if (span === '*' || span === '?') return undefined;
  const bounds = span.split('-');
  if (bounds.length > 2) return `too many hyphens: ${range}`;
  const numbers = bounds.map((bound) => {
    const index = names.split(' ').indexOf(bound.toLowerCase());
    return bound && index >= 0 && names ? index + from : Number(bound || Number.NaN);
  });
  const [start = Number.NaN, end = start] = numbers;
  const wrong = numbers.findIndex((number) => !Number.isInteger(number));
  if (wrong >= 0) return `failed to parse int from ${bounds[wrong] ?? ''}: ${bounds[wrong] ?? ''}`;
  if (start < from) return `beginning of range (${start}) below minimum (${from}): ${range}`;
  if (end > to) return `end of range (${end}) above maximum (${to}): ${range}`;
  return start > end ? `beginning of range (${start}) beyond end of range (${end}): ${range}` : undefined;
}
