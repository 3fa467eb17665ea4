import type { LeftOut, Problem, TransitionResult, TransitionStatus } from '@tribble/api';
import { absoluteTime, timeOf } from '../../components/time.ts';

type Skipped = Extract<TransitionResult, { result: 'Skipped' }>;

/** What came of a transition, in plain words: `pp → prod: Blocked, pp is InProgress`. */
export function transitionText(status: TransitionStatus): string {
  return `${wayText(status)}: ${resultText(status.result)}`;
}

/** The same for where the faults of its configuration are listed beside it: those need not be said twice. */
export function briefText(status: TransitionStatus, faults: readonly Problem[]): string {
  return faults.length > 0 ? `${wayText(status)}: ${status.result.result}` : transitionText(status);
}

/** The way of a transition: `pp → prod`, `east + west → prod`. One that cannot be read may not know its source. */
export function wayText({ sources, target }: Pick<TransitionStatus, 'sources' | 'target'>): string {
  const known = sources.filter((source) => source !== '');
  return `${known.length === 0 ? 'unknown' : known.join(' + ')} → ${target}`;
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
    case 'Paused':
      return 'it is paused';
    case 'Waiting':
      return 'waits for something outside; it holds nobody up';
  }
}

/** What the reasons for which a resource is left out mean. */
const leftOutMeanings: Record<LeftOut['reason'], string> = {
  NoBase: 'the target has no base for it',
  Locked: 'it is locked in the target',
  Invalid: 'its files have a problem',
  Held: 'another transition waits for it',
  Scheduled: 'it waits for the schedule',
  Together: 'it waits for those that move with it',
  SourcesDiffer: 'the sources do not have the same version',
};

/** Why a resource is left as it is: the word of the reason with what is known of it. */
export function leftOutText({ reason, message }: Pick<LeftOut, 'reason' | 'message'>): string {
  return `${reason}: ${message ?? leftOutMeanings[reason]}`;
}

/** How a result is to be taken: only some of them want attention. */
export function toneOf(result: TransitionResult): 'calm' | 'waiting' | 'bad' {
  if (result.result === 'CheckFailed') return 'bad';
  if (result.result === 'Blocked') return 'waiting';
  return result.result === 'Skipped' && waits.has(result.reason) ? 'waiting' : 'calm';
}

/** Something would move, and does not because somebody or something has to come first. */
const waits: ReadonlySet<Skipped['reason']> = new Set(['Paused', 'Waiting']);
