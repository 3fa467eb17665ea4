import type { LeftOut } from '@tribble/api';
import type { GateVerdict } from '../verdict.ts';
import { candidateOf, versionText } from '../candidate.ts';
import type { Change } from '../change.ts';
import { judgedAsOne } from '../together.ts';
import { wireVerdict } from '../transition-status.ts';
import { gateAction } from './actions.ts';
import { type Asked, type Obstacle, standingObstacles } from './obstacles.ts';
import { fileIn } from './route.ts';

/** What stops a version at the hop where it stands: first what the decision names, then whatever else is in the way there. */
export function obstaclesAt(asked: Asked): Obstacle[] {
  const standing = standingObstacles(asked);
  const first = decided(asked, standing);
  return [first, ...standing.filter(({ code }) => code !== first.code)];
}

function decided(asked: Asked, standing: readonly Obstacle[]): Obstacle {
  const { judged, resource, file } = asked;
  const whole = standing.find(({ code }) => wholeTransition.has(code));
  if (whole) return whole;
  const left = judged.candidate?.leftOut.find((each) => each.resource === resource);
  if (left) return leftBehind(left, asked, standing);
  const change = judged.candidate?.changes.find((each) => each.resource === resource);
  if (change === undefined || change.versionId !== file.id) return superseded(asked, change);
  return comingChange(asked, change);
}

const wholeTransition: ReadonlySet<Obstacle['code']> = new Set([
  'ConfigurationFault',
  'Paused',
  'EnvironmentLocked',
]);

function comingChange(asked: Asked, change: Change): Obstacle {
  const { judged, hop, resource } = asked;
  const { result, candidate, verdicts } = judged;
  if (result === 'pass' || result.result === 'Success') {
    const nextAction = 'nothing to do: it moves with the next decision';
    return { code: 'Moving', reason: `${hop.name} moves it now`, nextAction };
  }
  const own = verdicts.filter((each) => each.resource === undefined || each.resource === resource);
  const changes = candidate?.changes ?? [];
  const gate = gateObstacle(asked, own, judgedAsOne(hop.transition, changes)(change));
  if (gate) return gate;
  const reason = result.result === 'Skipped' ? (result.message ?? result.reason) : result.message;
  return held(reason, undefined);
}

function gateObstacle(
  { hop }: Asked,
  own: readonly GateVerdict[],
  changes: readonly Change[],
): Obstacle | undefined {
  const refusal = own.find(({ kind }) => kind !== 'pass');
  if (refusal === undefined) return undefined;
  const { gate, reason, until } = refusal;
  return {
    code: 'Gate',
    reason: `${gate}: ${reason}`,
    nextAction: gateAction(refusal, hop.name, changes),
    ...(until !== undefined && { earliest: until }),
    gates: own.map(wireVerdict),
  };
}

function held(reason: string, until: string | undefined): Obstacle {
  const nextAction = 'see what that waits for (GET /api/explain); this goes on by itself afterwards';
  return { code: 'Held', reason, nextAction, ...(until !== undefined && { earliest: until }) };
}

/** A resource that the transition leaves as it is. */
function leftBehind(left: LeftOut, asked: Asked, standing: readonly Obstacle[]): Obstacle {
  const { hop, judged, resource, file } = asked;
  const { reason, until } = left;
  const message = left.message ?? reason;
  const known = standing.find(({ code }) => code === (reason === 'Locked' ? 'ResourceLocked' : reason));
  if (known) return known;
  const time = until !== undefined && { earliest: until };
  if (reason === 'Scheduled') {
    const nextAction =
      until === undefined ? `mend the schedule of ${hop.name}` : `nothing to do: it is due at ${until}`;
    return { code: reason, reason: message, nextAction, ...time };
  }
  if (reason === 'SourcesDiffer') {
    const { sources, needs } = hop.transition;
    const what = needs === 'all' ? 'the same version to each' : 'the wanted version to one';
    const nextAction = `bring ${what} of ${sources.join(', ')}`;
    return { code: reason, reason: message, nextAction };
  }
  if (reason === 'Invalid')
    return { code: reason, reason: message, nextAction: `mend ${file.path}: ${message}` };
  const own = judged.verdicts.filter((each) => each.resource === resource);
  return gateObstacle(asked, own, heldChanges(asked)) ?? held(message, until);
}

/** What a resource that does not move now would move as one with. */
function heldChanges({ facts, hop, resource, file }: Asked): readonly Change[] {
  const changes = candidateOf(facts, hop.transition)?.changes ?? [];
  const change = changes.find((each) => each.resource === resource);
  return judgedAsOne(
    hop.transition,
    changes,
  )(change ?? { resource, versionId: file.id, sources: [hop.source] });
}

/** The transition would bring another version than the one that is asked about. */
function superseded({ facts, hop, resource }: Asked, change: Change | undefined): Obstacle {
  const { target, sources } = hop.transition;
  const other = change?.to ?? versionText(fileIn(facts.snapshot, target, resource));
  return {
    code: 'Superseded',
    reason: `${hop.name} brings ${resource} ${other ?? '(removed)'} from ${sources.join(', ')} instead`,
    nextAction: `ask for that version, or deploy the wanted one: POST /api/deployments`,
  };
}
