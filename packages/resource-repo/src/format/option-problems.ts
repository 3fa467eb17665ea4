import type { z } from 'zod';
import { knownKeys } from './known-keys.ts';
import { nearest } from './nearest.ts';

/** A fault in the options of something; `keys` lead from the options to it. */
export type OptionProblem = { message: string; keys: readonly PropertyKey[]; hint?: string };

/** What is wrong with options, by the schema that they must follow. Empty where nothing is. */
export function optionProblems(schema: z.ZodType, options: unknown): OptionProblem[] {
  const result = schema.safeParse(options);
  return result.success ? [] : problemsOf(schema, result.error.issues);
}

/** What a schema found, in the words for people. */
export function problemsOf(schema: z.ZodType, issues: readonly z.core.$ZodIssue[]): OptionProblem[] {
  return issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => unknownKey(schema, issue.path, key));
    const inside = issue.code === 'invalid_union' ? unknownInside(schema, issue) : [];
    return inside.length > 0 ? inside : [{ message: issue.message, keys: issue.path }];
  });
}

/**
 * The keys that no form of a union knows: of a form that is nearly right it is better to say what is wrong with it than
 * which forms there are.
 */
function unknownInside(schema: z.ZodType, union: z.core.$ZodIssueInvalidUnion): OptionProblem[] {
  const found = new Map<string, OptionProblem>();
  for (const issue of union.errors.flat()) {
    const path = [...union.path, ...issue.path];
    if (issue.code === 'invalid_union')
      for (const each of unknownInside(schema, { ...issue, path })) found.set(each.keys.join('\0'), each);
    if (issue.code !== 'unrecognized_keys') continue;
    const known = knownKeys(schema, path);
    for (const key of issue.keys) {
      const unknown = unknownKey(schema, path, key);
      if (!known.includes(key)) found.set(unknown.keys.join('\0'), unknown);
    }
  }
  return [...found.values()];
}

function unknownKey(schema: z.ZodType, path: readonly PropertyKey[], key: string): OptionProblem {
  const known = knownKeys(schema, path).filter((each) => each !== key);
  const near = nearest(key, known);
  const listed = known.length > 0 ? `known keys: ${known.join(', ')}` : 'there are no keys here';
  return {
    message: 'unknown key',
    keys: [...path, key],
    hint: near === undefined ? listed : `did you mean "${near}"?`,
  };
}
