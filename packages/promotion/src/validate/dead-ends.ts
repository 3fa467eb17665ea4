import type { Problem } from '@tribble/api';
import { problem, type Snapshot, type Transition, transitionsFile } from '@tribble/resource-repo/format';
import { indexOf } from '../environment-index.ts';
import { registeredIn } from './known-names.ts';

/** Environments that wait for versions which can never come. */
export function deadEnds(snapshot: Snapshot, rules: readonly Transition[]): Problem[] {
  const fed = fedEnvironments(snapshot, rules);
  return [...snapshot.environments.keys()].flatMap((name) => {
    if (fed.has(name) || indexOf(snapshot, name).bases.size === 0) return [];
    const leading = rules.filter(({ target }) => target === name).flatMap(({ sources }) => sources);
    const why =
      leading.length === 0
        ? 'no transition leads to it'
        : `the transitions to it come from ${[...new Set(leading)].join(', ')}, where versions never come to`;
    const hint = `add a transition with \`target: ${name}\` to ${transitionsFile}, or register versions in ${name}`;
    return [
      problem(`${name}/base`, `nothing reaches ${name}: it has no versions, and ${why}`, undefined, hint),
    ];
  });
}

/** The environments that have versions, or to which transitions may bring some. What does not exist has a problem of its own. */
function fedEnvironments(snapshot: Snapshot, rules: readonly Transition[]): ReadonlySet<string> {
  const fed = new Set([registeredIn]);
  for (const name of snapshot.environments.keys())
    if (indexOf(snapshot, name).versions.size > 0) fed.add(name);
  const mayHaveVersions = (name: string) => fed.has(name) || !snapshot.environments.has(name);
  for (let before = -1; before < fed.size;) {
    before = fed.size;
    for (const { sources, needs, target } of rules) {
      const isFed = needs === 'all' ? sources.every(mayHaveVersions) : sources.some(mayHaveVersions);
      if (isFed) fed.add(target);
    }
  }
  return fed;
}
