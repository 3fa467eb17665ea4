import type { z } from 'zod';
import { faultsOf } from './faults.ts';
import { readSource, type Source } from './source.ts';

/** Everything that is wrong with a configuration, one fault a line. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(faults.join('\n'));
    this.faults = faults;
  }
}

export type ConfigSource = {
  /** A YAML file. */
  file?: string | undefined;
  /** Overrides any top-level field by the variable of the same name in upper case; YAML too. */
  environment: Readonly<Record<string, string | undefined>>;
};

/** Reads and checks a configuration. Throws ConfigError with all faults at once. */
export function loadConfig<Shape extends z.core.$ZodShape>(
  schema: z.ZodObject<Shape, z.core.$strict>,
  { file, environment }: ConfigSource,
): z.output<z.ZodObject<Shape, z.core.$strict>> {
  const fields = Object.keys(schema.shape);
  const source = readSource({ file, environment, fields });
  if (source.faults.length > 0) throw new ConfigError(source.faults);
  const first = schema.safeParse(source.values, { reportInput: true });
  const result = first.success ? first : schema.safeParse(withTexts(source, first.error.issues));
  if (result.success) return result.data;
  throw new ConfigError(result.error.issues.flatMap((issue) => faultsOf(issue, source, fields)));
}

/** The values again, but with the scalar's own text where a string is wanted: `1.10` is no number here. */
function withTexts(source: Source, issues: readonly z.core.$ZodIssue[]): Record<string, unknown> {
  const values = structuredClone(source.values);
  for (const issue of issues) {
    if (issue.code !== 'invalid_type' || issue.expected !== 'string') continue;
    const text = source.textOf(issue.path);
    if (text) setAt(values, issue.path, text);
  }
  return values;
}

function setAt(values: object, [key, ...inner]: readonly PropertyKey[], text: string): void {
  if (key === undefined) return;
  const child: unknown = Reflect.get(values, key);
  if (inner.length === 0) Reflect.set(values, key, text);
  else if (typeof child === 'object' && child !== null) setAt(child, inner, text);
}
