import type { Problem } from '@tribble/api';
import type { Roles, Snapshot, Transition } from '@tribble/resource-repo/format';
import { environmentHint, registeredIn } from './known-names.ts';
import { approverProblems } from './role-problems.ts';

/** Names in transitions that nothing bears: environments, and roles of approvals where they are known. */
export function nameProblems(
  snapshot: Snapshot,
  rules: readonly Transition[],
  roles: Roles | undefined,
): Problem[] {
  return rules.flatMap((rule) => [
    ...environmentProblems(snapshot, rule),
    ...(roles ? rule.preconditions.flatMap((precondition) => approverProblems(precondition, roles)) : []),
  ]);
}

function environmentProblems(snapshot: Snapshot, { sources, target, problemAt }: Transition): Problem[] {
  const places: [name: string, keys: (string | number)[]][] = [
    ...sources.map((name, index): [string, (string | number)[]] => [
      name,
      // A single one is most likely written without a list.
      sources.length === 1 ? ['source'] : ['source', index],
    ]),
    [target, ['target']],
  ];
  return places.flatMap(([name, keys]) => {
    if (snapshot.environments.has(name) || name === registeredIn) return [];
    return [problemAt(keys, `there is no environment "${name}"`, environmentHint(name, snapshot))];
  });
}
