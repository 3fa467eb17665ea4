import type { Precondition } from '@tribble/resource-repo/format';
import type { Facts, Verdict } from '../core/verdict.ts';

/** A kind of gate: the word in transitions.yaml, and what it answers. Bad options are `unknown`, never `pass`. */
export type Gate = { type: string; check: (facts: Facts, options: Precondition['options']) => Verdict };

/** Declares a gate, so that its shape is checked where it is written. */
export function defineGate(gate: Gate): Gate {
  return gate;
}
