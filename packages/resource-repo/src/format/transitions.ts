import type { Problem } from '@tribble/api';
import { z } from 'zod';
import { duration } from './duration.ts';
import type { RepositoryFile } from './file.ts';
import { isEnvironmentName, isTransitionName } from './layout.ts';
import { named } from './named.ts';
import { byPosition, problem } from './problem.ts';
import { parseRoles, type Roles } from './roles.ts';
import { check, parseSettings, type Settings } from './schema.ts';

/** A rule that mirrors the versions of one environment, or of several, to another. */
export type Transition = {
  /** At least one. */
  sources: readonly string[];
  /** Of several sources: whether a version must be in all of them, and pass in all, or in any. */
  needs: 'all' | 'any';
  target: string;
  /** Cron: not before these times. */
  schedule?: string;
  /** IANA time zone of the schedule; UTC where it is absent. */
  timezone?: string;
  preconditions: readonly Precondition[];
  /** Globs over resource names; all resources where `include` is absent. */
  include?: readonly string[];
  exclude: readonly string[];
  /** Globs; the resources that match one of them move together or not at all. */
  together: readonly string[];
  perResource: boolean;
  propagateDeletes: boolean;
  unlockAfter: boolean;
  /** Milliseconds after a move within which a failed rollout is rolled back; absent where nothing is. */
  rollbackWithin?: number;
  /** A problem of this transition, at the place that the keys lead to, or the deepest part of it that exists. */
  problemAt: (keys: readonly PropertyKey[], message: string, hint?: string) => Problem;
};

/** A gate by its type, with its own options as they stand in the file. */
export type Precondition = {
  type: string;
  options: unknown;
  /** A problem of this gate; `keys` lead from its options to the fault. */
  problemAt: (message: string, keys?: readonly PropertyKey[], hint?: string) => Problem;
};

/** A transition in its place; `transition` is absent where it has problems, and then it moves nothing. */
export type TransitionEntry = { name: string; transition?: Transition; problems: readonly Problem[] };

const environment = z
  .string('expected the name of an environment')
  .refine(isEnvironmentName, 'cannot be the name of an environment');
const globs = z.array(z.string('expected a glob'), 'expected a list of globs');
const text = z.string('expected text');
const flag = z.boolean('expected true or false').default(false);
const gateShape =
  'expected the name of a gate, or one gate with its options, for example `- Soak: {for: 30m}`';
const oneGate = named(z.unknown(), gateShape).refine(({ size }) => size === 1, gateShape);
const precondition = z.union([z.string(), oneGate], gateShape);
const sourcesShape = 'expected the name of an environment, or a list of them';
const rollbackShape = 'expected `rollback`, or a time with it: `{rollback: {within: 15m}}`';
const defaultRollbackWithin = 10 * 60_000;
const transition = z.strictObject(
  {
    source: z.union([environment, z.array(environment, sourcesShape).min(1, sourcesShape)], sourcesShape),
    sources: z.enum(['all', 'any'], 'expected `all` or `any`').optional(),
    target: environment,
    schedule: text.optional(),
    timezone: text.optional(),
    preconditions: z.array(precondition, 'expected a list').nullish(),
    resources: z
      .strictObject({ include: globs.optional(), exclude: globs.optional() }, 'expected {include, exclude}')
      .nullish(),
    together: globs.nullish(),
    perResource: flag,
    propagateDeletes: flag,
    unlockAfter: flag,
    onFailure: z
      .union(
        [
          z.literal('rollback').transform(() => defaultRollbackWithin),
          z
            .strictObject({ rollback: z.strictObject({ within: duration }) })
            .transform(({ rollback }) => rollback.within),
        ],
        rollbackShape,
      )
      .nullish(),
  },
  'expected {source: …, target: …}',
);
const transitionsSchema = z.strictObject(
  {
    transitions: named(z.unknown(), 'expected a map of transitions').nullish(),
    roles: z.unknown().optional(),
  },
  'expected a map',
);

export type Transitions = { transitions: TransitionEntry[]; roles: Roles; problems: Problem[] };

const none = (problems: Problem[]): Transitions => ({ transitions: [], roles: new Map(), problems });

/** Reads transitions.yaml in its order, which is the priority. Where the file as a whole is bad there is no transition. */
export function parseTransitions(file: RepositoryFile | undefined): Transitions {
  if (file === undefined) return none([]);
  const settings = parseSettings(file);
  if ('problems' in settings) return none(settings.problems);
  const envelope = check(transitionsSchema, settings.value, settings);
  if ('problems' in envelope) return none(envelope.problems);
  const { roles, problems } = parseRoles(envelope.value.roles, settings);
  const transitions = [...(envelope.value.transitions ?? [])]
    .map(([name, entry]) => ({ name, entry, at: settings.positionAt(['transitions', name]) }))
    // Because an object puts keys that look like numbers first.
    .sort((left, right) => byPosition(left.at, right.at))
    .map(({ name, entry }) => parseTransition(name, entry, settings));
  return { transitions, roles, problems: [...problems, ...transitions.flatMap((each) => each.problems)] };
}

function parseTransition(name: string, entry: unknown, settings: Settings): TransitionEntry {
  const keys = ['transitions', name];
  const problemAt: Transition['problemAt'] = (path, message, hint) => {
    const place = [...keys, ...path];
    return problem(
      settings.path,
      `${place.map(String).join('.')}: ${message}`,
      settings.positionAt(place),
      hint,
    );
  };
  if (!isTransitionName(name)) {
    const hint = 'use at most 100 characters on one line, with single blanks between words';
    return { name, problems: [problemAt([], 'cannot be the name of a transition', hint)] };
  }
  const checked = check(transition, entry, settings, keys);
  if ('problems' in checked) return { name, problems: checked.problems };
  const fault = sourceFault(checked.value);
  if (fault) return { name, problems: [problemAt(...fault)] };
  return { name, transition: transitionOf(checked.value, problemAt), problems: [] };
}

type Checked = z.output<typeof transition>;

function sourceFault({ source, sources, target }: Checked): [keys: string[], message: string] | undefined {
  const list = [source].flat();
  if (list.includes(target)) return [['target'], 'is the source too'];
  if (new Set(list).size < list.length) return [['source'], 'names an environment twice'];
  if (list.length > 1 && sources === undefined) {
    return [
      ['source'],
      'has several: say whether a version must be in all of them or in any, for example `sources: all`',
    ];
  }
  return undefined;
}

function transitionOf(checked: Checked, problemAt: Transition['problemAt']): Transition {
  const { source, sources, schedule, timezone, preconditions, resources, together, onFailure, ...rest } =
    checked;
  return {
    ...rest,
    sources: [source].flat(),
    needs: sources ?? 'all',
    ...(schedule !== undefined && { schedule }),
    ...(timezone !== undefined && { timezone }),
    ...(resources?.include && { include: resources.include }),
    exclude: resources?.exclude ?? [],
    together: together ?? [],
    preconditions: (preconditions ?? []).map((item, index) => preconditionOf(item, index, problemAt)),
    ...(typeof onFailure === 'number' && { rollbackWithin: onFailure }),
    problemAt,
  };
}

function preconditionOf(
  item: z.output<typeof precondition>,
  index: number,
  problemAt: Transition['problemAt'],
): Precondition {
  const place = ['preconditions', index];
  if (typeof item === 'string')
    return {
      type: item,
      options: undefined,
      problemAt: (message, _keys, hint) => problemAt(place, message, hint),
    };
  const [[type, options] = ['', undefined]] = [...item];
  return {
    type,
    options,
    problemAt: (message, keys = [], hint) => problemAt([...place, type, ...keys], message, hint),
  };
}
