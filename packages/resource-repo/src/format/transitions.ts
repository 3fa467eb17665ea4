import type { Problem } from '@tribble/api';
import { z } from 'zod';
import type { RepositoryFile } from './file.ts';
import { isEnvironmentName } from './layout.ts';
import { check, parseSettings, type Settings } from './schema.ts';

/** A rule that mirrors the versions of one environment to another. */
export type Transition = {
  source: string;
  target: string;
  /** Cron: not before these times. */
  schedule?: string;
  timezone?: string;
  preconditions: readonly Precondition[];
  /** Globs over resource names; all resources where `include` is absent. */
  include?: readonly string[];
  exclude: readonly string[];
  perResource: boolean;
  propagateDeletes: boolean;
  unlockAfter: boolean;
};

/** A gate by its type, with its own options as they stand in the file. */
export type Precondition = { type: string; options: unknown; problemAt(message: string): Problem };

/** A transition in its place; `transition` is absent where it has problems, and then it moves nothing. */
export type TransitionEntry = { name: string; transition?: Transition; problems: readonly Problem[] };

const environment = z
  .string('expected the name of an environment')
  .refine(isEnvironmentName, 'cannot be the name of an environment');
const globs = z.array(z.string(), 'expected a list of globs');
const gateShape =
  'expected the name of a gate, or one gate with its options, for example `- Soak: {for: 30m}`';
const oneGate = z.record(z.string(), z.unknown()).refine((map) => Object.keys(map).length === 1, gateShape);
const precondition = z.union([z.string(), oneGate], gateShape);
const transition = z.strictObject(
  {
    source: environment,
    target: environment,
    schedule: z.string().optional(),
    timezone: z.string().optional(),
    preconditions: z.array(precondition, 'expected a list').nullish(),
    resources: z.strictObject({ include: globs.optional(), exclude: globs.optional() }).nullish(),
    perResource: z.boolean().default(false),
    propagateDeletes: z.boolean().default(false),
    unlockAfter: z.boolean().default(false),
  },
  'expected {source: …, target: …}',
);
const transitionsSchema = z.strictObject({
  transitions: z.record(z.string(), z.unknown(), 'expected a map of transitions').nullish(),
});

/** Reads transitions.yaml in its order, which is the priority. Where the file as a whole is bad there is no transition. */
export function parseTransitions(file: RepositoryFile | undefined): {
  transitions: TransitionEntry[];
  problems: Problem[];
} {
  if (file === undefined) return { transitions: [], problems: [] };
  const settings = parseSettings(file);
  if ('problems' in settings) return { transitions: [], problems: settings.problems };
  const envelope = check(transitionsSchema, settings.value, settings);
  if ('problems' in envelope) return { transitions: [], problems: envelope.problems };
  const lineOf = (name: string) => settings.positionAt(['transitions', name])?.line ?? 0;
  // By place in the file, because an object puts keys that look like numbers first.
  const names = Object.keys(envelope.value.transitions ?? {}).sort(
    (left, right) => lineOf(left) - lineOf(right),
  );
  const transitions = names.map((name) =>
    parseTransition(name, envelope.value.transitions?.[name], settings),
  );
  return { transitions, problems: transitions.flatMap(({ problems }) => problems) };
}

function parseTransition(name: string, entry: unknown, settings: Settings): TransitionEntry {
  const keys = ['transitions', name];
  const checked = check(transition, entry, settings, keys);
  if ('problems' in checked) return { name, problems: checked.problems };
  const { resources, preconditions, schedule, timezone, ...rest } = checked.value;
  const problemAt = (path: PropertyKey[], message: string): Problem => {
    const text = `${[...keys, ...path].map(String).join('.')}: ${message}`;
    return { path: settings.path, ...settings.positionAt([...keys, ...path]), message: text };
  };
  if (rest.source === rest.target) return { name, problems: [problemAt(['target'], 'is the source too')] };
  const parsed: Transition = {
    ...rest,
    ...(schedule !== undefined && { schedule }),
    ...(timezone !== undefined && { timezone }),
    ...(resources?.include && { include: resources.include }),
    exclude: resources?.exclude ?? [],
    preconditions: (preconditions ?? []).map((item, index) => {
      const [type, options] =
        typeof item === 'string' ? [item, undefined] : (Object.entries(item)[0] ?? ['', undefined]);
      return { type, options, problemAt: (message) => problemAt(['preconditions', index], message) };
    }),
  };
  return { name, transition: parsed, problems: [] };
}
