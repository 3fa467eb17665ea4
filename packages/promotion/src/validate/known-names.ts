import type { EnvironmentFiles, Snapshot } from '@tribble/resource-repo/format';
import { parseResourcePath } from '@tribble/resource-repo/format';
import { didYouMean } from '../gates/option-faults.ts';
import { remember } from '../remember.ts';

/** Where CI registers versions unless it says otherwise. Git keeps no empty folder, so it is missing before the first one. */
export const registeredIn = 'latest';

/** What is probably meant by the name of an environment that does not exist. */
export function environmentHint(name: string, { environments }: Snapshot): string | undefined {
  return didYouMean(name, [...environments.keys()]);
}

const resourcesIn = remember(({ files }: EnvironmentFiles): ReadonlySet<string> => {
  const paths = [...files.keys()].map(parseResourcePath);
  return new Set(paths.flatMap((path) => (path ? [path.resource] : [])));
});

/** Whether any environment has a resource of this name: a lock may be there before the resource is. */
export function hasResource({ environments }: Snapshot, name: string): boolean {
  return [...environments.values()].some((files) => resourcesIn(files).has(name));
}

/** What is probably meant by the name of a resource that does not exist; nothing where none is near, as there are many. */
export function resourceHint(name: string, { environments }: Snapshot): string | undefined {
  const names = [...environments.values()].flatMap((files) => [...resourcesIn(files)]);
  const hint = didYouMean(name, names);
  return hint?.startsWith('did you mean') ? hint : undefined;
}
