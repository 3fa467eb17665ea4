import { duration } from '@tribble/resource-repo/format';
import { z } from 'zod';
import type { OptionFault } from './option-faults.ts';
import { variableNames } from './question-variables.ts';

const second = 1_000;

/** How often to ask, or how long to wait for an answer. */
export const atLeastASecond = duration.refine((length) => length >= second, 'expected at least 1s');

const headerName = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const headerValue = /^[^\r\n\0]*$/;

/** Headers of a request. `${NAME}` in a value is an environment variable of the transitioner. */
export const headers = z
  .record(
    z.string().regex(headerName, 'is no name of a header'),
    z.string('expected text').regex(headerValue, 'expected one line'),
  )
  .default({});

/** Headers that say where a request goes or where it ends, which is not theirs to say. */
const reserved = [
  'host',
  'connection',
  'content-length',
  'expect',
  'keep-alive',
  'transfer-encoding',
  'upgrade',
];

/** What is wrong with headers of the right shape. */
export function headerFaults(given: Readonly<Record<string, string>>): OptionFault[] {
  return Object.entries(given).flatMap(([name, value]): OptionFault[] => {
    const keys = ['headers', name];
    if (reserved.includes(name.toLowerCase()))
      return [{ message: 'is set by the transitioner itself', keys }];
    const variable = variableNames.find((each) => value.includes(`\${${each}}`));
    if (variable === undefined) return [];
    const message = `\${${variable}} cannot stand in a header, which takes environment variables only`;
    return [{ message, keys, hint: 'put it into the address or the body' }];
  });
}
