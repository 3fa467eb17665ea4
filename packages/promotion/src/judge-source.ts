import { changeId } from './change.ts';
import type { GateInput, ReadyGate } from './gates/gate.ts';
import type { Gates } from './gates/index.ts';
import type { Question, Wording } from './question.ts';
import type { GateVerdict, Verdict } from './verdict.ts';

/** What the gates say about one source. */
export type Judged = { source: string; verdicts: readonly GateVerdict[]; questions: readonly Question[] };

/**
 * Asks every gate of a transition in its order. The world is only asked once all gates before have passed: nothing is started,
 * and nobody outside is bothered, for a change that cannot move anyway.
 */
export function judgeSource(input: GateInput & { gates: Gates }): Judged {
  const { source, resource, transition, gates } = input;
  const verdicts: GateVerdict[] = [];
  const questions: Question[] = [];
  let refusedBy: string | undefined;
  for (const precondition of transition.preconditions) {
    const read = gates.read(precondition);
    const { verdict, question } =
      'gate' in read
        ? judge(read.gate, input, refusedBy)
        : { verdict: faulty(read.faults.map(({ message }) => message)), question: undefined };
    if (question) questions.push(question);
    if (verdict.kind !== 'pass') refusedBy ??= precondition.type;
    verdicts.push({
      ...verdict,
      gate: precondition.type,
      source,
      ...(resource !== undefined && { resource }),
    });
  }
  return { source, verdicts, questions };
}

function faulty(messages: readonly string[]): Verdict {
  return { kind: 'unknown', reason: messages.join('; '), judged: 'its options in transitions.yaml' };
}

function judge(
  gate: ReadyGate,
  input: GateInput,
  refusedBy: string | undefined,
): { verdict: Verdict; question?: Question } {
  if (gate.kind === 'pure') return { verdict: gate.check(input) };
  const asked = gate.ask(input);
  if ('verdict' in asked) return asked;
  const question = questionOf(asked.question, input);
  const answer = input.facts.answerTo(question);
  const judged = describeChanges(input);
  if (refusedBy !== undefined) {
    if (answer) return { verdict: gate.check(input, answer) };
    return { verdict: { kind: 'wait', reason: `is asked once ${refusedBy} passes`, judged } };
  }
  if (answer) return { verdict: gate.check(input, answer), question };
  return { verdict: { kind: 'wait', reason: 'was asked and has not answered yet', judged }, question };
}

/** What a gate asks, and about which change. */
export function questionOf(wording: Wording, { name, all, source }: GateInput): Question {
  return { ...wording, about: `${changeId(name, all)} from ${source}` };
}

/** The changes that are judged, for people: the first three of them. */
export function describeChanges({ changes, source }: Pick<GateInput, 'changes' | 'source'>): string {
  const shown = changes.slice(0, 3).map(({ resource, to, versionId }) => {
    const id = versionId === undefined ? '' : ` (${versionId.slice(0, 12)})`;
    return `${resource} ${to ?? 'removed'}${id}`;
  });
  if (changes.length > 3) shown.push(`${changes.length - 3} more`);
  return `${shown.join(', ')} in ${source}`;
}
