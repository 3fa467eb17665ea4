import type { Problem } from '@tribble/api';
import type { Snapshot, Transition, TransitionEntry } from '@tribble/resource-repo/format';
import { indexOf } from './environment-index.ts';
import { faultsOf } from './faults.ts';
import type { Gates } from './gates/index.ts';
import { remember } from './remember.ts';
import { scopedNames } from './scope.ts';

/** A transition whose form is right. */
type Rule = { name: string; transition: Transition };

/** More than this of anything in one message helps nobody. */
const shown = 3;

/** By transition: what is wrong with it, alone or together with others, so that it must not move anything. */
export function pipelineFaults(
  snapshot: Snapshot,
  entries: readonly TransitionEntry[],
  gates: Gates,
): Map<string, Problem[]> {
  const rules = entries.flatMap(({ name, transition }) => (transition ? [{ name, transition }] : []));
  const next = nextEnvironments(rules);
  const overlaps = overlapFaults(rules, snapshot);
  return new Map(
    rules.map(({ name, transition }) => [
      name,
      [...ownFaults(gates)(transition), ...circleFaults(transition, next), ...(overlaps.get(name) ?? [])],
    ]),
  );
}

/** Worked out once for each content of the file. */
const ownFaults = remember((gates: Gates) =>
  remember((transition: Transition) => faultsOf(transition, gates)),
);

/** Where versions go from each environment. */
function nextEnvironments(rules: readonly Rule[]): Map<string, Set<string>> {
  const next = new Map<string, Set<string>>();
  for (const { transition } of rules)
    for (const source of transition.sources)
      next.set(source, (next.get(source) ?? new Set()).add(transition.target));
  return next;
}

/** Versions that go round in a circle never come to rest. */
function circleFaults(transition: Transition, next: ReadonlyMap<string, ReadonlySet<string>>): Problem[] {
  const way = wayBetween(transition.target, transition.sources, next);
  if (way === undefined) return [];
  const circle = [...way, transition.target].join(' -> ');
  const hint = 'take one of these transitions away';
  return [transition.problemAt(['target'], `goes round in a circle: ${circle}`, hint)];
}

/** The shortest way along transitions from an environment to one of others; undefined where there is none. */
function wayBetween(
  from: string,
  to: readonly string[],
  next: ReadonlyMap<string, ReadonlySet<string>>,
): string[] | undefined {
  const before = new Map<string, string | undefined>([[from, undefined]]);
  // A map goes on with what is added to it meanwhile.
  for (const [environment] of before) {
    if (to.includes(environment)) return wayBack(environment, before);
    for (const target of next.get(environment) ?? [])
      if (!before.has(target)) before.set(target, environment);
  }
  return undefined;
}

function wayBack(end: string, before: ReadonlyMap<string, string | undefined>): string[] {
  const way: string[] = [];
  for (let at: string | undefined = end; at !== undefined; at = before.get(at)) way.unshift(at);
  return way;
}

/** Two transitions that both move a resource into one environment would take turns for ever: by name, one fault for each. */
function overlapFaults(rules: readonly Rule[], snapshot: Snapshot): Map<string, Problem[]> {
  const faults = new Map<string, Problem[]>();
  const targets = new Set(rules.map(({ transition }) => transition.target));
  for (const target of targets) {
    const group = rules.filter(({ transition }) => transition.target === target);
    if (group.length < 2) continue;
    const overlaps = overlapsIn(group, snapshot);
    for (const { name, transition } of group) {
      const found = overlaps.get(name);
      if (found) faults.set(name, [overlapFault(transition, found)]);
    }
  }
  return faults;
}

/** With which others a transition shares which resources; no resources where nothing tells them apart. */
type Overlap = { others: Set<string>; resources: Set<string> };

function overlapsIn(group: readonly Rule[], snapshot: Snapshot): Map<string, Overlap> {
  const overlaps = new Map<string, Overlap>();
  const meet = (names: readonly string[], resource?: string) => {
    for (const name of names) {
      const overlap = overlaps.get(name) ?? { others: new Set(), resources: new Set() };
      overlaps.set(name, overlap);
      for (const other of names.slice(0, shown + 2)) if (other !== name) overlap.others.add(other);
      if (resource !== undefined) overlap.resources.add(resource);
    }
  };
  for (const [resource, names] of ownersIn(group, snapshot)) if (names.length > 1) meet(names, resource);
  const whole = group.filter(
    ({ transition }) => transition.include === undefined && transition.exclude.length === 0,
  );
  if (whole.length > 1) meet(whole.map(({ name }) => name));
  return overlaps;
}

/** Which transitions move each resource of the target: one without a base cannot be moved. */
function ownersIn(group: readonly Rule[], snapshot: Snapshot): Map<string, string[]> {
  const { bases } = indexOf(snapshot, group[0]?.transition.target ?? '');
  const owners = new Map<string, string[]>();
  for (const { name, transition } of group) {
    for (const resource of scopedNames(transition)(bases)) {
      const known = owners.get(resource);
      if (known) known.push(name);
      else owners.set(resource, [name]);
    }
  }
  return owners;
}

function overlapFault(transition: Transition, { others, resources }: Overlap): Problem {
  const what = resources.size === 0 ? 'every resource' : fewOf(resources);
  const hint =
    'give each its own `resources`, or make them one with several sources: `source: [a, b]`, `sources: any`';
  const message = `${fewOf(others)} ${others.size === 1 ? 'moves' : 'move'} ${what} to ${transition.target} too`;
  return transition.problemAt(['target'], message, hint);
}

function fewOf(names: ReadonlySet<string>): string {
  const sorted = [...names].sort();
  return sorted.length > shown ? `${sorted.slice(0, shown).join(', ')} and others` : sorted.join(', ');
}
