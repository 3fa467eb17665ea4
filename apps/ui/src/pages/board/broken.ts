import type { Problem } from '@tribble/api';
import { placeOf } from '../../components/problem-place.ts';

/** By resource, the environments in which its files have a problem, separated by blanks: a text compares cheaply. */
export function brokenResources(
  problems: readonly Problem[],
  environments: readonly string[],
): ReadonlyMap<string, string> {
  const found = new Map<string, Set<string>>();
  for (const problem of problems) {
    const { environment, resource } = placeOf(problem, environments);
    if (environment === undefined || resource === undefined) continue;
    found.set(resource, (found.get(resource) ?? new Set()).add(environment));
  }
  return new Map([...found].map(([resource, where]) => [resource, [...where].join(' ')]));
}
