import { nearest, parseResourcePath, resourcePaths, type Snapshot } from '@tribble/resource-repo/format';
import { indexOf } from '../environment-index.ts';
import { didYouMean } from '../gates/option-faults.ts';

/** Where CI registers versions unless it says otherwise. Git keeps no empty folder, so it is missing before the first one. */
export const registeredIn = 'latest';

/** What is probably meant by the name of an environment that does not exist. */
export function environmentHint(name: string, { environments }: Snapshot): string | undefined {
  return didYouMean(name, [...environments.keys()]);
}

/** Whether any environment has a resource of this name: a lock may be there before the resource is. */
export function hasResource(snapshot: Snapshot, name: string): boolean {
  return [...snapshot.environments.values()].some((environment) => {
    const { versions, bases } = indexOf(snapshot, environment.name);
    if (versions.has(name) || bases.has(name)) return true;
    return resourcePaths(environment.name, 'deployable', name).some((path) => environment.files.has(path));
  });
}

/** What is probably meant by the name of a resource that does not exist; nothing where none is near, as there are many. */
export function resourceHint(name: string, { environments }: Snapshot): string | undefined {
  const names = new Set<string>();
  for (const { files } of environments.values()) {
    for (const path of files.keys()) {
      const resource = parseResourcePath(path)?.resource;
      if (resource !== undefined) names.add(resource);
    }
  }
  const near = nearest(name, names);
  return near === undefined ? undefined : `did you mean "${near}"?`;
}
