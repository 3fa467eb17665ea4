import { distance } from 'fastest-levenshtein';
import type { z } from 'zod';

/** What is wrong with the options of a gate; `keys` lead from the options to the place. */
export type OptionFault = { message: string; keys: readonly PropertyKey[]; hint?: string };

type Named = { type: string; example: string };

/** The faults that a schema finds, in words that name the gate, each with what is probably meant. */
export function optionFaults(
  schema: z.ZodType,
  { issues }: z.ZodError,
  options: unknown,
  { type, example }: Named,
): OptionFault[] {
  const hint = `write it like \`- ${example}\``;
  if (options === undefined || options === null)
    return [{ message: `${type} needs options`, keys: [], hint }];
  return issues.flatMap((issue): OptionFault[] => {
    if (issue.code !== 'unrecognized_keys')
      return [{ message: `${type}: ${issue.message}`, keys: issue.path, hint }];
    const known = issue.path.length === 0 ? keysOf(schema) : [];
    return issue.keys.map((key) => ({
      message: `${type} has no option "${key}"`,
      keys: [...issue.path, key],
      hint: didYouMean(key, known) ?? hint,
    }));
  });
}

/** `did you mean "for"?`, where one of the words is near. */
export function didYouMean(word: string, known: readonly string[]): string | undefined {
  const near = known
    .map((each) => ({ each, far: distance(word.toLowerCase(), each.toLowerCase()) }))
    .filter(({ each, far }) => far <= Math.max(2, Math.floor(each.length / 3)))
    .sort((one, other) => one.far - other.far)[0];
  if (near) return `did you mean "${near.each}"?`;
  return known.length > 0 ? `there are: ${known.join(', ')}` : undefined;
}

/** The keys of an object's schema, be it behind a transformation. */
function keysOf(schema: z.ZodType): string[] {
  const definition = schema.def as { type: string; in?: z.ZodType; innerType?: z.ZodType; shape?: object };
  if (definition.shape) return Object.keys(definition.shape);
  const inner = definition.in ?? definition.innerType;
  return inner ? keysOf(inner) : [];
}
