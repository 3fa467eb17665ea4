import type { Roles, Transition } from '@tribble/resource-repo/format';
import type { z } from 'zod';
import type { Change } from '../change.ts';
import type { Facts } from '../facts.ts';
import type { Answer, Wording } from '../question.ts';
import type { Verdict } from '../verdict.ts';
import { type OptionFault, optionFaults } from './option-faults.ts';

/** What a gate judges. */
export type GateInput = {
  facts: Facts;
  /** The name of the transition. */
  name: string;
  transition: Transition;
  roles: Roles;
  /** The environment that is asked about: one of the transition's sources. */
  source: string;
  /** The changes that would come from it: all of them, or one where each resource is judged on its own. At least one. */
  changes: readonly Change[];
  /** All changes that move as one with them, whichever source they come from: what people approve as one. */
  all: readonly Change[];
  /** The one resource, where each is judged on its own. */
  resource?: string;
};

/** A gate with its options read. */
export type ReadyGate =
  | { kind: 'pure'; check: (input: GateInput) => Verdict }
  | {
      kind: 'asking';
      /** The files of the repository whose ids it needs. */
      files: readonly string[];
      /** What to ask; a verdict where there is nothing that could be asked. */
      ask: (input: GateInput) => { question: Wording } | { verdict: Verdict };
      check: (input: GateInput, answer: Answer) => Verdict;
    };

/** A kind of gate: the word in transitions.yaml and what it makes of its options. */
export type Gate = {
  type: string;
  /** As it is written in transitions.yaml. */
  example: string;
  read: (options: unknown) => { faults: readonly OptionFault[] } | { gate: ReadyGate };
};

type Definition<Options> = {
  type: string;
  example: string;
  /** The shape of the options, strict: a key that is not known is a fault. */
  options: z.ZodType<Options>;
  /** What is wrong with options of the right shape. */
  faults?: (options: Options) => readonly OptionFault[];
};

type PureGate<Options> = Definition<Options> & { check: (input: GateInput, options: Options) => Verdict };

type AskingGate<Options> = Definition<Options> & {
  files?: (options: Options) => readonly string[];
  ask: (input: GateInput, options: Options) => { question: Wording } | { verdict: Verdict };
  check: (input: GateInput, options: Options, answer: Answer) => Verdict;
};

/** Declares a gate that judges by facts alone. */
export function defineGate<Options>(definition: PureGate<Options>): Gate {
  return gateOf(definition, (options) => ({
    kind: 'pure',
    check: (input) => definition.check(input, options),
  }));
}

/** Declares a gate that has to ask the world. */
export function defineAskingGate<Options>(definition: AskingGate<Options>): Gate {
  return gateOf(definition, (options) => ({
    kind: 'asking',
    files: definition.files?.(options) ?? [],
    ask: (input) => definition.ask(input, options),
    check: (input, answer) => definition.check(input, options, answer),
  }));
}

function gateOf<Options>(
  { type, example, options: schema, faults }: Definition<Options>,
  ready: (options: Options) => ReadyGate,
): Gate {
  return {
    type,
    example,
    read: (options) => {
      const parsed = schema.safeParse(options);
      if (!parsed.success) return { faults: optionFaults(schema, options, { type, example }) };
      const further = faults?.(parsed.data) ?? [];
      return further.length > 0 ? { faults: further } : { gate: ready(parsed.data) };
    },
  };
}
