import type { Problem } from '@tribble/api';
import type { Transition } from '@tribble/resource-repo/format';
import type { Gates } from './gates/index.ts';
import { globFault } from './globs.ts';
import { scheduleFault } from './schedule.ts';

/** All that is wrong with one transition beyond its form: what is not understood must not let anything move. */
export function faultsOf(transition: Transition, gates: Gates): Problem[] {
  return [...scheduleFaults(transition), ...globFaults(transition), ...gateFaults(transition, gates)];
}

function scheduleFaults(transition: Transition): Problem[] {
  const fault = scheduleFault(transition);
  return fault ? [transition.problemAt([fault.key], fault.message, fault.hint)] : [];
}

function globFaults({ include = [], exclude, together, problemAt }: Transition): Problem[] {
  const lists: [keys: string[], globs: readonly string[]][] = [
    [['resources', 'include'], include],
    [['resources', 'exclude'], exclude],
    [['together'], together],
  ];
  return lists.flatMap(([keys, globs]) =>
    globs.flatMap((glob, index) => {
      const fault = globFault(glob);
      return fault === undefined ? [] : [problemAt([...keys, index], fault)];
    }),
  );
}

function gateFaults({ preconditions }: Transition, gates: Gates): Problem[] {
  return preconditions.flatMap((precondition) => {
    const read = gates.read(precondition);
    if (!('faults' in read)) return [];
    return read.faults.map(({ message, keys, hint }) => precondition.problemAt(message, keys, hint));
  });
}
