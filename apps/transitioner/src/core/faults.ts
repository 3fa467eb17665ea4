import type { Problem } from '@tribble/api';
import type { Transition } from '@tribble/resource-repo/format';
import { globFault } from './globs.ts';
import type { Gates } from './judge-candidate.ts';

/** Why a transition moves nothing as it is written; `problems` are those whose place in the file is known. */
export type TransitionFaults = { messages: string[]; problems: Problem[] };

/** Finds all that is wrong with a transition beyond its form: what is not understood must not let anything move. */
export function faultsOf(transition: Transition, { faultOf }: Pick<Gates, 'faultOf'>): TransitionFaults {
  const messages = [...unsupportedOptions(transition), ...globFaults(transition)];
  const problems: Problem[] = [];
  for (const precondition of transition.preconditions) {
    const fault = faultOf(precondition);
    if (fault === undefined) continue;
    messages.push(`${precondition.type}: ${fault}`);
    problems.push(precondition.problemAt(fault));
  }
  return { messages, problems };
}

/** Options that would hold a move back and are not evaluated yet: ignoring one would let more run than was asked for. */
function unsupportedOptions({ schedule, unlockAfter }: Transition): string[] {
  const asked = { schedule: schedule !== undefined, unlockAfter };
  return Object.entries(asked).flatMap(([name, isAsked]) =>
    isAsked ? [`this version does not know ${name}: take it out, or nothing moves`] : [],
  );
}

function globFaults({ include = [], exclude }: Transition): string[] {
  return Object.entries({ include, exclude }).flatMap(([key, globs]) =>
    globs.flatMap((glob) => {
      const fault = globFault(glob);
      return fault === undefined ? [] : [`resources.${key}: ${fault}`];
    }),
  );
}
