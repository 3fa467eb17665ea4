import { isResourceName } from '@tribble/resource-repo/format';
import { z } from 'zod';

export type DependsOnOptions = {
  /** The version that each resource needs; `*` is any. */
  resources: ReadonlyMap<string, string>;
  clean: boolean;
};

const shape = 'expected a map of resources to versions, for example {payments/db: "1.4.0"}';

/** By hand, because a resource may be called `__proto__`, which no schema of a record lets through. */
const resources = z
  .custom<object>((value) => typeof value === 'object' && value !== null && !Array.isArray(value), shape)
  .transform((map, context): ReadonlyMap<string, string> => {
    const wanted = new Map<string, string>();
    const fault = (path: string[], message: string) =>
      context.addIssue({ code: 'custom', path, message, input: map });
    for (const [name, version] of Object.entries(map) as [string, unknown][]) {
      if (!isResourceName(name)) fault([name], 'is no name of a resource');
      else if (typeof version !== 'string' || version.trim() === '')
        fault([name], 'expected a version in quotes, for example "1.4.0", or "*" for any');
      else wanted.set(name, version.trim());
    }
    if (wanted.size === 0 && context.issues.length === 0) fault([], 'expected at least one resource');
    return wanted;
  });

export const options: z.ZodType<DependsOnOptions> = z.strictObject(
  { resources, clean: z.boolean('expected true or false').default(true) },
  'expected {resources: {…}}',
);
