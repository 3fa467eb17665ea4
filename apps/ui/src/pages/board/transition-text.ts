import type { TransitionResult, TransitionStatus } from '@tribble/api';
import { absoluteTime, timeOf } from '../../components/time.ts';

type Skipped = Extract<TransitionResult, { result: 'Skipped' }>;

/** What came of a transition, in plain words: `pp → prod: Blocked, pp is InProgress`. */
export function transitionText({ source, target, result }: TransitionStatus): string {
  return `${source} → ${target}: ${resultText(result)}`;
}

/** The result without the way: `Blocked, pp is InProgress`. */
export function resultText(result: TransitionResult): string {
  switch (result.result) {
    case 'Success':
      return `Success, moved in ${result.commit.slice(0, 7)}`;
    case 'Blocked':
    case 'CheckFailed':
      return `${result.result}, ${result.message}`;
    case 'Skipped':
      return `Skipped, ${result.message ?? skipText(result)}`;
  }
}

function skipText({ reason, time }: Skipped): string {
  switch (reason) {
    case 'NoChange':
      return 'nothing to move';
    case 'SourceMissing':
      return 'the source has no versions';
    case 'TargetLocked':
      return 'the target is locked';
    case 'Scheduled': {
      const due = timeOf(time);
      return due === undefined ? 'waits for its schedule' : `due ${absoluteTime(due)}`;
    }
  }
}

/** How a result is to be taken: only some of them want attention. */
export function toneOf({ result }: TransitionResult): 'calm' | 'waiting' | 'bad' {
  if (result === 'CheckFailed') return 'bad';
  return result === 'Blocked' ? 'waiting' : 'calm';
}
