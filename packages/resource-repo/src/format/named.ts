import { z } from 'zod';
import { isValueMap } from './json-pointer.ts';

/** A map of a settings file whose keys are names that people chose. A record would drop the name `__proto__`. */
export function named<T>(entry: z.ZodType<T>, expected: string) {
  return z.preprocess(
    (value) => (isValueMap(value) ? new Map(Object.entries(value)) : value),
    z.map(z.string(), entry, expected),
  );
}
