import { isNativeError } from 'node:util/types';
import { GitError, PushRejected } from '@tribble/resource-repo';
import { type Outcome, redact } from '@tribble/service-kit';

/** Why a turn could not be finished: in the same words for the same cause, however often it is tried. */
export type TurnFailure = {
  /** A short word for the cause. */
  reason: 'push-refused' | 'push-failed' | 'push-overtaken' | 'repository-unreachable' | 'unexpected-error';
  message: string;
  hint: string;
  /** What was thrown. */
  error: unknown;
};

const longest = 500;

/** Puts into words what a turn threw. */
export function turnFailure(error: unknown, branch: string): TurnFailure {
  const told = isNativeError(error) ? error.message : String(error);
  if (error instanceof PushRejected)
    return {
      reason: 'push-overtaken',
      message: stable(told),
      hint: 'it is tried again by itself',
      error,
    };
  if (!(error instanceof GitError))
    return {
      reason: 'unexpected-error',
      message: stable(told),
      hint: 'see the log of the transitioner; it is tried again by itself',
      error,
    };
  const said = saidBy(error);
  if (!error.command.startsWith('push'))
    return {
      reason: 'repository-unreachable',
      message: `the resource repository cannot be read: ${said}`,
      hint: 'see that the remote can be reached with the address and the keys of the transitioner; it is tried again by itself',
      error,
    };
  if (refusal.test(error.stderr))
    return {
      reason: 'push-refused',
      message: `the remote refuses what is pushed to ${branch}: ${said}`,
      hint: `let the account of the transitioner push to ${branch} without a pull request and without force; it is tried again by itself`,
      error,
    };
  return {
    reason: 'push-failed',
    message: `the push to ${branch} failed: ${said}`,
    hint: 'see that the remote can be reached; it is tried again by itself',
    error,
  };
}

/** What a turn that failed comes to. */
export function failedOutcome({ reason, message }: TurnFailure): Outcome {
  return { kind: 'failed', reason, facts: { message } };
}

/** The remote said no: a hook, a protected branch, an account that may only read. */
const refusal = /\[remote rejected\]|denied|forbidden|not allowed|\b40[13]\b/i;

/** What git says of the command as a whole, which tells nothing more. */
const noise = /^(?:To |error: failed to push some refs|hint: )/;

function saidBy({ stderr }: GitError): string {
  const lines = stderr.split('\n').map((line) => line.trim());
  return stable(lines.filter((line) => line !== '' && !noise.test(line)).join('; '));
}

/** Without ids of commits: each try makes another one, and the same trouble would be told as news each time. */
function stable(text: string): string {
  const words = redact(text).replace(/\b(?=[a-f]*\d)[0-9a-f]{7,64}\b/g, '…');
  return words.length <= longest ? words : `${words.slice(0, longest)}…`;
}
