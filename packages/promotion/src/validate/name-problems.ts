import type { Problem } from '@tribble/api';
import type { Precondition, Roles, Snapshot, Transition } from '@tribble/resource-repo/format';
import { didYouMean } from '../gates/option-faults.ts';
import { environmentHint, registeredIn } from './known-names.ts';

/** Names in transitions that nothing bears: environments, and roles of approvals. */
export function nameProblems(snapshot: Snapshot, rules: readonly Transition[], roles: Roles): Problem[] {
  return rules.flatMap((rule) => [
    ...environmentProblems(snapshot, rule),
    ...rule.preconditions.flatMap((precondition) => roleProblems(precondition, roles)),
  ]);
}

function environmentProblems(snapshot: Snapshot, { sources, target, problemAt }: Transition): Problem[] {
  const places: [name: string, keys: (string | number)[]][] = [
    ...sources.map((name, index): [string, (string | number)[]] => [name, ['source', index]]),
    [target, ['target']],
  ];
  return places.flatMap(([name, keys]) => {
    if (snapshot.environments.has(name) || name === registeredIn) return [];
    return [problemAt(keys, `there is no environment "${name}"`, environmentHint(name, snapshot))];
  });
}

/** Whoever is asked for an approval must be somebody: a mail address, or a role that says who bears it. */
function roleProblems({ type, options, problemAt }: Precondition, roles: Roles): Problem[] {
  if (type !== 'Approval') return [];
  return entriesOf(options).flatMap((entry, index) => {
    if (typeof entry !== 'string' || entry.includes('@') || roles.has(entry)) return [];
    const hint = didYouMean(entry, [...roles.keys()]) ?? `add it: \`roles: {${entry}: [ann@example.org]}\``;
    return [problemAt(`"${entry}" is neither a role of \`roles\` nor a mail address`, ['from', index], hint)];
  });
}

function entriesOf(options: unknown): readonly unknown[] {
  if (typeof options !== 'object' || options === null || !('from' in options)) return [];
  return Array.isArray(options.from) ? (options.from as readonly unknown[]) : [];
}
