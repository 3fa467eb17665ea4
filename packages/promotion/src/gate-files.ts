import type { Snapshot } from '@tribble/resource-repo/format';
import { transitionsOf } from './decide.ts';
import type { Gates } from './gates/index.ts';

/** The files of the repository, besides those of the snapshot, that gates name in their options. */
export function filesOfGates(snapshot: Snapshot, gates: Gates): ReadonlySet<string> {
  const files = new Set<string>();
  for (const { transition } of transitionsOf({ snapshot }).transitions) {
    for (const precondition of transition?.preconditions ?? []) {
      const read = gates.read(precondition);
      if ('gate' in read && read.gate.kind === 'asking') for (const path of read.gate.files) files.add(path);
    }
  }
  return files;
}
