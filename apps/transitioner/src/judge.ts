import type { Judge } from './core/judge-candidate.ts';
import { gates } from './gates/index.ts';

/** Asks the gate of a precondition's type. */
export const judge: Judge = (precondition, facts) => {
  const gate = gates.find(({ type }) => type === precondition.type);
  if (gate) return gate.check(facts, precondition.options);
  const known = gates.map(({ type }) => type).join(', ');
  return { kind: 'unknown', reason: `there is no such gate; there are ${known}` };
};
