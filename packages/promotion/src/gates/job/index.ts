import { z } from 'zod';
import { describeChanges } from '../../judge-source.ts';
import type { Answer } from '../../question.ts';
import type { Evidence } from '../../verdict.ts';
import { defineAskingGate } from '../gate.ts';
import { atLeastASecond } from '../question-options.ts';
import { allVariables } from '../question-variables.ts';
import { endOf, expectAnswer, unknown } from '../question-verdict.ts';

type JobAnswer = Extract<Answer, { kind: 'job' }>;

const expected = 'expected the path of a manifest in the repository, such as tests/smoke.yaml';

/** A path that stays in the repository. */
const manifestPath = z
  .string(expected)
  .regex(/\.(?:ya?ml|json)$/, expected)
  .refine((path) => path.split('/').every((part) => !['', '.', '..'].includes(part)), expected);

/** A Job of the repository, run in the source's cluster once for each change, succeeds. */
export const job = defineAskingGate({
  type: 'Job',
  example: 'Job: {manifest: tests/smoke.yaml}',
  options: z.strictObject({
    manifest: manifestPath,
    /** How long the Job may take. */
    timeout: atLeastASecond.default(600_000),
    /** How often is looked how it stands. */
    interval: atLeastASecond.default(5_000),
  }),
  files: ({ manifest }) => [manifest],
  ask: (input, { manifest, timeout, interval }) => {
    const { facts, source: environment } = input;
    const manifestId = facts.fileId(manifest);
    if (manifestId === undefined)
      return { verdict: unknown(input, `there is no file ${manifest} in the repository`) };
    const variables = allVariables(input);
    return {
      question: { kind: 'job', environment, manifest, manifestId, variables, timeout, interval },
    };
  },
  check: (input, _options, given) => {
    const expected = expectAnswer(input, given, 'job');
    if ('verdict' in expected) return expected.verdict;
    const { answer } = expected;
    const { kind, verb } = meanings[answer.state];
    const because = answer.message === undefined ? '' : `: ${answer.message}`;
    return {
      kind,
      reason: `${answer.name} ${verb}${because}`,
      judged: describeChanges(input),
      evidence: [evidenceOf(answer)],
    };
  },
});

const meanings = {
  // What is under test stays in the source until the Job has ended: else a busy source would never come to an end.
  running: { kind: 'hold', verb: 'is running' },
  succeeded: { kind: 'pass', verb: 'succeeded' },
  failed: { kind: 'fail', verb: 'failed' },
} as const;

/** The log of a Job that runs grows all the time: it is shown when it says something final. */
function evidenceOf({ name, state, log }: JobAnswer): Evidence {
  if (log === undefined || state === 'running') return { text: name };
  return { text: [name, endOf(log)].join('\n') };
}
