import { nearest, optionProblems } from '@tribble/resource-repo/format';
import type { z } from 'zod';

/** What is wrong with the options of a gate; `keys` lead from the options to the place. */
export type OptionFault = { message: string; keys: readonly PropertyKey[]; hint?: string };

type Named = { type: string; example: string };

/** The faults that a schema finds, in words that name the gate, each with what is probably meant. */
export function optionFaults(schema: z.ZodType, options: unknown, { type, example }: Named): OptionFault[] {
  const usual = `write it like \`- ${example}\``;
  if (options === undefined || options === null)
    return [{ message: `${type} needs options`, keys: [], hint: usual }];
  const problems = optionProblems(schema, options);
  const unknown = problems.filter(({ message }) => message === unknownKey);
  // What is missing because it is misspelt is told once: by the word that stands there.
  const others = problems.filter(
    ({ message, keys }) => message !== unknownKey && !unknown.some(({ hint }) => hint === meaning(keys[0])),
  );
  return [...unknown, ...others].map(({ message, keys, hint = usual }) => {
    const text =
      message === unknownKey ? `${type} has no option "${String(keys.at(-1))}"` : `${type}: ${message}`;
    return { message: text, keys, hint };
  });
}

/** In the words of `optionProblems`. */
const unknownKey = 'unknown key';
const meaning = (key: PropertyKey | undefined) => `did you mean "${String(key)}"?`;

/** `did you mean "for"?`, where one of the words is near. */
export function didYouMean(word: string, known: readonly string[]): string | undefined {
  const near = nearest(word, known);
  if (near !== undefined) return `did you mean "${near}"?`;
  return known.length > 0 ? `there are: ${known.join(', ')}` : undefined;
}
