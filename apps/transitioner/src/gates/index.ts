import type { Gates } from '../core/judge-candidate.ts';
import type { Gate } from './gate.ts';
import { sourceClean } from './source-clean/index.ts';

/** Every kind of gate. A new one is a folder and a line here. */
export const allGates: readonly Gate[] = [sourceClean];

/** The gates by their type. A precondition that is not understood can never pass. */
export function gatesOf(list: readonly Gate[]): Gates {
  const byType = new Map(list.map((gate) => [gate.type, gate]));
  const unknownType = `there is no such gate; there are ${[...byType.keys()].join(', ')}`;
  const faultOf: Gates['faultOf'] = ({ type, options }) => {
    const gate = byType.get(type);
    return gate ? gate.optionsFault(options) : unknownType;
  };
  return {
    faultOf,
    judge: (precondition, facts) => {
      const fault = faultOf(precondition);
      const gate = byType.get(precondition.type);
      if (gate === undefined || fault !== undefined) return { kind: 'unknown', reason: fault ?? unknownType };
      return gate.check(facts, precondition.options);
    },
  };
}
