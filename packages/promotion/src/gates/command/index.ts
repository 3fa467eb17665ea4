import { z } from 'zod';
import { describeChanges } from '../../judge-source.ts';
import { defineAskingGate } from '../gate.ts';
import { atLeastASecond } from '../question-options.ts';
import { allVariables } from '../question-variables.ts';
import { endOf, expectAnswer } from '../question-verdict.ts';

/** EX_TEMPFAIL of sysexits.h: ask again later. */
const notYet = 75;

/** A program of the transitioner's machine says so by its exit code. */
export const command = defineAskingGate({
  type: 'Command',
  example: 'Command: {command: [/usr/local/bin/check-release]}',
  options: z.strictObject({
    /** The program and its arguments, as they are: what is judged comes as environment variables. */
    command: z
      .array(z.string('expected text'), 'expected a program and its arguments: [check, --fast]')
      .refine(([program = '']) => program !== '', 'expected a program and its arguments: [check, --fast]'),
    interval: atLeastASecond.default(60_000),
    timeout: atLeastASecond.default(60_000),
  }),
  ask: (input, { command, interval, timeout }) => ({
    question: { kind: 'command', command, variables: allVariables(input), interval, timeout },
  }),
  check: (input, { command }, given) => {
    const expected = expectAnswer(input, given, 'command');
    if ('verdict' in expected) return expected.verdict;
    const { exitCode, output } = expected.answer;
    const text = endOf(output);
    return {
      kind: exitCode === 0 ? 'pass' : exitCode === notYet ? 'wait' : 'fail',
      reason: reasonOf(command[0] ?? '', exitCode),
      judged: describeChanges(input),
      ...(text !== '' && { evidence: [{ text }] }),
    };
  },
});

function reasonOf(program: string, exitCode: number): string {
  if (exitCode === 0) return `${program} says yes`;
  if (exitCode === notYet) return `${program} says not yet (exit code ${notYet})`;
  return `${program} says no (exit code ${exitCode})`;
}
