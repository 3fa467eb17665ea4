import type { Problem } from '@tribble/api';
import type { Snapshot, Transition, TransitionEntry } from '@tribble/resource-repo/format';
import { indexOf } from './environment-index.ts';
import { faultsOf } from './faults.ts';
import type { Gates } from './gates/index.ts';
import { matcherOf } from './globs.ts';
import { remember } from './remember.ts';

/** A transition whose form is right. */
type Rule = { name: string; transition: Transition };

/** By transition: what is wrong with it, alone or together with others, so that it must not move anything. */
export function pipelineFaults(
  snapshot: Snapshot,
  entries: readonly TransitionEntry[],
  gates: Gates,
): Map<string, Problem[]> {
  const rules = entries.flatMap(({ name, transition }) => (transition ? [{ name, transition }] : []));
  return new Map(
    rules.map((rule) => [
      rule.name,
      [
        ...ownFaults(gates)(rule.transition),
        ...circleFaults(rule, rules),
        ...overlapFaults(rule, rules, snapshot),
      ],
    ]),
  );
}

/** Worked out once for each content of the file. */
const ownFaults = remember((gates: Gates) =>
  remember((transition: Transition) => faultsOf(transition, gates)),
);

/** Versions that go round in a circle never come to rest. */
function circleFaults({ transition }: Rule, rules: readonly Rule[]): Problem[] {
  const way = wayBetween(transition.target, transition.sources, rules);
  if (way === undefined) return [];
  const circle = [...way, transition.target].join(' -> ');
  const hint = 'take one of these transitions away';
  return [transition.problemAt(['target'], `goes round in a circle: ${circle}`, hint)];
}

/** A way along transitions from an environment to one of others; undefined where there is none. */
function wayBetween(from: string, to: readonly string[], rules: readonly Rule[]): string[] | undefined {
  const waiting = [[from]];
  const seen = new Set([from]);
  for (let way = waiting.shift(); way; way = waiting.shift()) {
    const last = way.at(-1) ?? '';
    if (to.includes(last)) return way;
    for (const { transition } of rules) {
      if (!transition.sources.includes(last) || seen.has(transition.target)) continue;
      seen.add(transition.target);
      waiting.push([...way, transition.target]);
    }
  }
  return undefined;
}

/** Two transitions that both move a resource into one environment would take turns for ever. */
function overlapFaults(rule: Rule, rules: readonly Rule[], snapshot: Snapshot): Problem[] {
  return rules.flatMap((other) => {
    if (other === rule || other.transition.target !== rule.transition.target) return [];
    const both = overlapOf(rule.transition, other.transition, snapshot);
    if (both === undefined) return [];
    const what = both === '' ? 'every resource' : both;
    const hint =
      'give each its own `resources`, or make them one with several sources: `source: [a, b]`, `sources: any`';
    return [
      rule.transition.problemAt(
        ['target'],
        `${other.name} moves ${what} to ${rule.transition.target} too`,
        hint,
      ),
    ];
  });
}

/** A resource that both transitions move; empty where nothing tells them apart; undefined where there is none. */
function overlapOf(one: Transition, other: Transition, snapshot: Snapshot): string | undefined {
  const bothOf = overlapIn(one)(other);
  const sources = new Set([...one.sources, ...other.sources]);
  const both = new Set(bothOf(indexOf(snapshot, one.target).bases));
  for (const source of sources) for (const name of bothOf(indexOf(snapshot, source).versions)) both.add(name);
  const names = [...both].sort();
  if (names.length > 0)
    return names.length > 3 ? `${names.slice(0, 3).join(', ')} and others` : names.join(', ');
  const isWhole = ({ include, exclude }: Transition) => include === undefined && exclude.length === 0;
  return isWhole(one) && isWhole(other) ? '' : undefined;
}

/** Which names both transitions move: worked out once for each content of an environment. */
const overlapIn = remember((one: Transition) =>
  remember((other: Transition) => {
    const [isInOne, isInOther] = [scopeOf(one), scopeOf(other)];
    return remember((names: Pick<ReadonlySet<string>, 'keys'>) =>
      [...names.keys()].filter((name) => isInOne(name) && isInOther(name)),
    );
  }),
);

function scopeOf({ include, exclude }: Transition): (name: string) => boolean {
  const isIncluded = include === undefined ? () => true : safeMatcher(include);
  const isExcluded = safeMatcher(exclude);
  return (name) => isIncluded(name) && !isExcluded(name);
}

/** A glob that is no glob is a fault of its own, and matches nothing here. */
function safeMatcher(globs: readonly string[]): (name: string) => boolean {
  try {
    return matcherOf(globs);
  } catch {
    return () => false;
  }
}
