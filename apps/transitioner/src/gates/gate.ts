import type { Precondition } from '@tribble/resource-repo/format';
import type { Facts, Verdict } from '../core/verdict.ts';

type Options = Precondition['options'];

/** A kind of gate: the word in transitions.yaml, and what it answers. */
export type Gate = {
  type: string;
  /** What is wrong with the options as they stand in the file; undefined where nothing is. */
  optionsFault: (options: Options) => string | undefined;
  /** Judges; it is never asked with options that have a fault. */
  check: (facts: Facts, options: Options) => Verdict;
};

/** Declares a gate, so that its shape is checked where it is written. */
export function defineGate(gate: Gate): Gate {
  return gate;
}
