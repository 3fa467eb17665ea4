import type { TransitionEntry } from '@tribble/resource-repo/format';

/**
 * The environments in the order in which versions flow: a source before its targets, else by the order of their names.
 * Environments of a circle come where their first one does.
 */
export function flowOrder(environments: Iterable<string>, transitions: readonly TransitionEntry[]): string[] {
  const names = new Set(environments);
  const sources = new Map<string, string[]>();
  for (const { transition } of transitions) {
    if (transition === undefined) continue;
    names.add(transition.source).add(transition.target);
    sources.set(transition.target, [...(sources.get(transition.target) ?? []), transition.source]);
  }
  const isPart = (name: string) =>
    sources.has(name) || [...sources.values()].some((list) => list.includes(name));
  const sorted = [...names].sort();
  const order = new Set<string>();
  const visiting = new Set<string>();
  const visit = (name: string) => {
    if (order.has(name) || visiting.has(name)) return;
    visiting.add(name);
    for (const source of (sources.get(name) ?? []).toSorted()) visit(source);
    order.add(name);
  };
  for (const name of [...sorted.filter(isPart), ...sorted.filter((each) => !isPart(each))]) visit(name);
  return [...order];
}
