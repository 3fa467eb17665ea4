import type { Snapshot, TransitionEntry } from '@tribble/resource-repo/format';
import { indexOf } from '../environment-index.ts';

/** The environments that have a folder or a part in a transition. */
export function knownEnvironments(snapshot: Snapshot, entries: Iterable<TransitionEntry>): Set<string> {
  const names = new Set(snapshot.environments.keys());
  for (const { transition } of entries)
    for (const name of transition ? [...transition.sources, transition.target] : []) names.add(name);
  return names;
}

/** The resources that have a version or a base anywhere. */
export function knownResources(snapshot: Snapshot): Set<string> {
  const names = new Set<string>();
  for (const environment of snapshot.environments.keys()) {
    const { versions, bases } = indexOf(snapshot, environment);
    for (const name of [...versions.keys(), ...bases]) names.add(name);
  }
  return names;
}
