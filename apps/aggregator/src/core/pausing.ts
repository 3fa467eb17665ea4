import type { NewPause } from '@tribble/api';
import {
  addPause,
  fileAt,
  type Identity,
  pausesFile,
  removePause,
  type Snapshot,
  type Trailer,
} from '@tribble/resource-repo/format';
import { editOf, type RequestEdit } from './request-edit.ts';
import { lockReason, type Who } from './lock-reason.ts';

/** The commit that pauses one transition, or all of them. */
export function pauseEdit(snapshot: Snapshot, pause: NewPause, who: Who): RequestEdit {
  const reason = lockReason(pause, who);
  const result = addPause(fileAt(snapshot, pausesFile), reason, pause.transition);
  const subject = `Pause ${nameOf(pause.transition)}: ${reason.reason}`;
  return editOf(pausesFile, result, { subject, trailers: trailersOf('pause', pause.transition) }, who.author);
}

/** The commit that removes one reason, or all, for which one transition, or all of them, are paused. */
export function resumeEdit(
  snapshot: Snapshot,
  { transition, reason }: { transition?: string; reason?: string },
  author: Identity | undefined,
): RequestEdit {
  const result = removePause(fileAt(snapshot, pausesFile), reason, transition);
  const subject = `Resume ${nameOf(transition)}${reason === undefined ? '' : `: ${reason}`}`;
  return editOf(pausesFile, result, { subject, trailers: trailersOf('resume', transition) }, author);
}

function trailersOf(action: 'pause' | 'resume', transition: string | undefined): Trailer[] {
  return [
    ['Tribble-Action', action],
    ...(transition === undefined ? [] : [['Tribble-Transition', transition] as const]),
  ];
}

function nameOf(transition: string | undefined): string {
  return transition ?? 'all transitions';
}
