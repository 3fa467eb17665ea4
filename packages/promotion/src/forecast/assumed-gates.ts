import { namesOf } from './names.ts';
import { describeChanges, questionOf } from '../judge-source.ts';
import type { ReadyGate } from '../gates/gate.ts';
import type { Gates } from '../gates/index.ts';
import type { Wording } from '../question.ts';
import { remember } from '../remember.ts';
import type { GateVerdict } from '../verdict.ts';

/** Gates that need no world: whatever was never asked is taken to be answered well. */
export type AssumedGates = {
  gates: Gates;
  /** What the verdicts took for granted, each once. */
  assumptionsOf: (verdicts: readonly GateVerdict[]) => string[];
};

/** An answer that is there counts as it is; verdicts that rest on facts alone stay as they are. */
export function assumedGates(gates: Gates): AssumedGates {
  const assumptions = new Set<string>();
  return {
    gates: {
      read: remember((precondition) => {
        const read = gates.read(precondition);
        if ('faults' in read || read.gate.kind === 'pure') return read;
        return { gate: assumed(precondition.type, read.gate, assumptions) };
      }),
    },
    assumptionsOf: (verdicts) => [
      ...new Set(verdicts.flatMap(({ reason }) => (assumptions.has(reason) ? [reason] : []))),
    ],
  };
}

type AskingGate = Extract<ReadyGate, { kind: 'asking' }>;

function assumed(type: string, gate: AskingGate, assumptions: Set<string>): ReadyGate {
  return {
    ...gate,
    ask: (input) => {
      const asked = gate.ask(input);
      if ('verdict' in asked || input.facts.answerTo(questionOf(asked.question, input))) return asked;
      const reason = `${type} ${subjectOf(asked.question)} passes for ${namesOf(input.changes)}`;
      assumptions.add(reason);
      return { verdict: { kind: 'pass', reason, judged: describeChanges(input) } };
    },
  };
}

function subjectOf(question: Wording): string {
  if (question.kind === 'job') return question.manifest;
  if (question.kind === 'command') return question.command.join(' ');
  // What follows the path may be long, or nobody's business.
  return question.url.split('?')[0] ?? '';
}
