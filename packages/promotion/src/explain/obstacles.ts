import type { ExplanationLink, LockReason } from '@tribble/api';
import {
  environmentLock,
  formatProblem,
  parseVersion,
  type RepositoryFile,
  resourceLock,
} from '@tribble/resource-repo/format';
import { indexOf, locksOf, pausesOf } from '../environment-index.ts';
import type { Facts } from '../facts.ts';
import { heldBecause } from '../held-because.ts';
import type { JudgedTransition } from '../judge-transition.ts';
import { formatReasons, mendLocks, resumeAction, unlockAction } from './actions.ts';
import type { Hop } from './route.ts';

/** What stops a version, wherever it stands now. */
export type Obstacle = Required<Pick<ExplanationLink, 'code' | 'reason' | 'nextAction'>> &
  Pick<ExplanationLink, 'earliest' | 'locks' | 'gates'>;

/** What is asked about at a hop. */
export type Asked = {
  facts: Facts;
  hop: Hop;
  judged: JudgedTransition;
  resource: string;
  file: RepositoryFile;
};

/** What stands in the way at a hop whether or not the version has come there, in the order in which it is decided. */
export function standingObstacles(asked: Asked): Obstacle[] {
  return [fault, paused, environmentLocked, resourceLocked, invalid, noBase].flatMap(
    (find) => find(asked) ?? [],
  );
}

function fault({ judged: { result, candidate, verdicts } }: Asked): Obstacle | undefined {
  if (result === 'pass' || result.result !== 'CheckFailed' || candidate || verdicts.length > 0)
    return undefined;
  return { code: 'ConfigurationFault', reason: result.message, nextAction: 'mend transitions.yaml' };
}

function withLocks(locks: readonly LockReason[]): Pick<Obstacle, 'earliest' | 'locks'> {
  const { until } = heldBecause(locks);
  return { locks: [...locks], ...(until !== undefined && { earliest: until }) };
}

function paused({ facts: { snapshot, now }, hop, judged }: Asked): Obstacle | undefined {
  if (judged.paused.length === 0) return undefined;
  const { pauses } = pausesOf(snapshot);
  const rest = withLocks(judged.paused);
  return {
    code: 'Paused',
    reason: `${hop.name} is paused (${formatReasons(judged.paused)})`,
    nextAction: resumeAction(hop.name, pauses, now, rest.earliest),
    ...rest,
  };
}

function environmentLocked({ facts: { snapshot, now }, hop }: Asked): Obstacle | undefined {
  const { target } = hop.transition;
  const locks = locksOf(snapshot, target);
  const reasons = environmentLock(locks, now);
  if (reasons.length === 0) return undefined;
  const rest = withLocks(reasons);
  return {
    code: 'EnvironmentLocked',
    reason: `${target} is locked (${formatReasons(reasons)})`,
    nextAction: locks.valid ? unlockAction(target, undefined, rest.earliest) : mendLocks(target),
    ...rest,
  };
}

function resourceLocked({ facts: { snapshot, now }, hop, resource }: Asked): Obstacle | undefined {
  const { target } = hop.transition;
  const reasons = resourceLock(locksOf(snapshot, target), resource, now);
  if (reasons.length === 0) return undefined;
  const rest = withLocks(reasons);
  return {
    code: 'ResourceLocked',
    reason: `${resource} is locked in ${target} (${formatReasons(reasons)})`,
    nextAction: unlockAction(target, resource, rest.earliest),
    ...rest,
  };
}

function invalid({ file }: Asked): Obstacle | undefined {
  const parsed = parseVersion(file);
  if ('version' in parsed) return undefined;
  return {
    code: 'Invalid',
    reason: parsed.problems.map(formatProblem).join('; '),
    nextAction: `mend ${file.path}`,
  };
}

function noBase({ facts: { snapshot }, hop, resource }: Asked): Obstacle | undefined {
  const { target } = hop.transition;
  if (indexOf(snapshot, target).bases.has(resource)) return undefined;
  const path = `${target}/base/${resource}.yaml`;
  return { code: 'NoBase', reason: `${path} is missing`, nextAction: `add ${path}` };
}
