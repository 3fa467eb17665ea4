import { InvalidArgumentError } from 'commander';

/** A time as an argument. Throws InvalidArgumentError. */
export function timeArgument(text: string): Date {
  const time = new Date(text);
  if (Number.isNaN(time.getTime()))
    throw new InvalidArgumentError('Expected a time such as 2026-12-24T09:00:00Z.');
  return time;
}

const longestForecast = 24 * 366;

/** A number of hours as an argument. Throws InvalidArgumentError. */
export function hoursArgument(text: string): number {
  const hours = Number(text);
  if (text.trim() === '' || !(hours > 0 && hours <= longestForecast))
    throw new InvalidArgumentError(`Expected a number of hours, at most ${longestForecast}.`);
  return hours;
}

/** The address of a service, gathered with those before. Throws InvalidArgumentError. */
export function addressArgument(text: string, before: readonly string[]): readonly string[] {
  if (!/^https?:\/\/./.test(text) || !URL.canParse(text))
    throw new InvalidArgumentError('Expected an address such as http://127.0.0.1:9001.');
  return [...before, text];
}
