import { describeChanges } from '../judge-source.ts';
import type { Answer } from '../question.ts';
import type { Verdict } from '../verdict.ts';
import type { GateInput } from './gate.ts';

/** The longest piece of somebody else's words that a verdict shows. */
const shownCharacters = 500;

/** Nothing can be asked, or the answer says nothing. */
export function unknown(input: GateInput, reason: string): Verdict {
  return { kind: 'unknown', reason, judged: describeChanges(input) };
}

/** An answer of the kind that was asked for, or the verdict where there is none. */
export function expectAnswer<Kind extends Answer['kind']>(
  input: GateInput,
  answer: Answer,
  kind: Kind,
): { answer: Extract<Answer, { kind: Kind }> } | { verdict: Verdict } {
  if (answer.kind === kind) return { answer: answer as Extract<Answer, { kind: Kind }> };
  const reason = answer.kind === 'error' ? answer.message : 'the answer is of another kind';
  return { verdict: unknown(input, reason) };
}

/** The beginning of a text. */
export function beginningOf(text: string): string {
  return text.length <= shownCharacters ? text : `${text.slice(0, shownCharacters)}…`;
}

/** The end of a text, which is where programs say what went wrong. */
export function endOf(text: string, characters = 4 * shownCharacters): string {
  const trimmed = text.trimEnd();
  return trimmed.length <= characters ? trimmed : `…${trimmed.slice(-characters)}`;
}
