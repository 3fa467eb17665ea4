import type { LockReason } from '@tribble/api';
import { allPaused, locksPath, type Pauses, pausesFile } from '@tribble/resource-repo/format';
import type { Change } from '../change.ts';
import { changeId } from '../change.ts';
import type { GateVerdict } from '../verdict.ts';

/** What people can do about what stops a version, with the call that does it. */

const orWait = (until: string | undefined) => (until === undefined ? '' : `, or wait until ${until}`);

const query = (name: string, value: string) => `${name}=${encodeURIComponent(value).replaceAll('%2F', '/')}`;

/** Takes a lock away, of a whole environment or one resource of it. */
export function unlockAction(environment: string, resource?: string, until?: string): string {
  const which = resource === undefined ? '' : `?${query('resource', resource)}`;
  return `unlock it: DELETE /api/environments/${environment}/locks${which}${orWait(until)}`;
}

/** Takes a pause away: that of all, that of the transition, or both. */
export function resumeAction(transition: string, pauses: Pauses, now: Date, until?: string): string {
  if (!pauses.valid) return `mend ${pausesFile}`;
  const [all, own] = ['DELETE /api/pauses', `DELETE /api/pauses?${query('transition', transition)}`];
  const isAll = allPaused(pauses, now).length > 0;
  const calls = isAll && pauses.transitions.has(transition) ? `${all} and ${own}` : isAll ? all : own;
  return `resume it: ${calls}${orWait(until)}`;
}

export const mendLocks = (environment: string): string => `mend ${locksPath(environment)}`;

/** Lets a gate pass. */
export function gateAction(verdict: GateVerdict, name: string, changes: readonly Change[]): string {
  const { gate, kind, reason, source, until } = verdict;
  if (gate === 'Approval' && kind === 'wait')
    return `approve it: POST /api/transitions/${encodeURIComponent(name)}/approvals {"changes": ["${changeId(name, changes)}"]}`;
  if (until !== undefined) return `nothing to do: ${gate} may pass at ${until}`;
  if (kind === 'hold') return `nothing to do: ${gate} is asked again when ${source} changes`;
  if (kind === 'wait') return `nothing to do: ${gate} is asked again by itself`;
  if (kind === 'fail') return `mend what ${gate} found in ${source}, or register a version that passes`;
  return `see to it that ${gate} can tell: ${reason}`;
}

/** Reasons as people say them: `release day, by Ann, until 2026-12-24; sale`. */
export function formatReasons(reasons: readonly LockReason[]): string {
  return reasons
    .map(({ reason, by, until }) =>
      [
        reason,
        ...(by === undefined ? [] : [`by ${by}`]),
        ...(until === undefined ? [] : [`until ${until}`]),
      ].join(', '),
    )
    .join('; ');
}
