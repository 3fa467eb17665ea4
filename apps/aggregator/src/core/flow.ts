import type { TransitionEntry } from '@tribble/resource-repo/format';

/**
 * The environments in the order in which versions flow: a source before its targets, else by the order of their names,
 * those without a transition last. Environments of a circle come where their first one does.
 */
export function flowOrder(environments: Iterable<string>, transitions: readonly TransitionEntry[]): string[] {
  const names = new Set(environments);
  const sources = new Map<string, string[]>();
  for (const { transition } of transitions) {
    if (transition === undefined) continue;
    names.add(transition.target);
    for (const source of transition.sources) names.add(source);
    sources.set(transition.target, [...(sources.get(transition.target) ?? []), ...transition.sources]);
  }
  const parts = new Set([...sources.keys(), ...[...sources.values()].flat()]);
  const sorted = [...names].sort();
  const order = new Set<string>();
  const visiting = new Set<string>();
  const visit = (name: string) => {
    if (order.has(name) || visiting.has(name)) return;
    visiting.add(name);
    for (const source of (sources.get(name) ?? []).toSorted()) visit(source);
    order.add(name);
  };
  for (const name of sorted) if (parts.has(name)) visit(name);
  for (const name of sorted) visit(name);
  return [...order];
}
