import type { ExplanationLink } from '@tribble/api';
import type { RepositoryFile } from '@tribble/resource-repo/format';
import type { Decision } from '../decide.ts';
import type { Facts } from '../facts.ts';
import type { JudgedTransition } from '../judge-transition.ts';
import { obstaclesAt } from './decided.ts';
import { type Asked, type Obstacle, standingObstacles } from './obstacles.ts';
import { fileIn, type Hop } from './route.ts';

/** What one looks at: the decision on everything, and one version of one resource. */
export type View = { facts: Facts; decision: Decision; resource: string; file: RepositoryFile };

const notJudged: JudgedTransition = {
  result: 'pass',
  paused: [],
  holds: new Map(),
  verdicts: [],
  questions: [],
};

function asked({ facts, decision, resource, file }: View, hop: Hop): Asked {
  return { facts, hop, resource, file, judged: decision.judged.get(hop.name) ?? notJudged };
}

const placeOf = ({ name, source, transition }: Hop) => ({
  transition: name,
  source,
  target: transition.target,
});

/** The hop before which the version stands: everything that stops it there. */
export function blockingLinks(view: View, hop: Hop): ExplanationLink[] {
  return obstaclesAt(asked(view, hop)).map((obstacle) => linkOf(hop, 'blocking', obstacle));
}

/** A hop that is yet to come: what would stop the version there today. */
export function waitingLinks(view: View, hop: Hop): ExplanationLink[] {
  const standing = standingObstacles(asked(view, hop));
  if (standing.length > 0) return standing.map((obstacle) => linkOf(hop, 'waiting', obstacle));
  const { preconditions, schedule } = hop.transition;
  const conditions = [
    ...(schedule === undefined ? [] : [`its schedule "${schedule}"`]),
    ...preconditions.map(({ type }) => type),
  ];
  const then = conditions.length === 0 ? 'moves on at once' : `is judged by ${conditions.join(', ')}`;
  const reason = `${view.resource} comes here once it is in ${hop.source}, and then ${then}`;
  return [{ ...placeOf(hop), state: 'waiting', reason, nextAction: 'nothing to do here yet' }];
}

/** A hop that the version has passed. */
export function doneLink({ facts, resource, file }: View, hop: Hop): ExplanationLink {
  const { target } = hop.transition;
  const path = fileIn(facts.snapshot, target, resource)?.path ?? `${target}/version/${resource}.yaml`;
  const came = facts.past.versionFile(path).get(file.id);
  const when = came ? ` at ${came.committedAt} (${came.revision.slice(0, 12)}, ${came.author})` : '';
  return { ...placeOf(hop), state: 'done', code: 'Arrived', reason: `${resource} came to ${target}${when}` };
}

function linkOf(hop: Hop, state: 'blocking' | 'waiting', obstacle: Obstacle): ExplanationLink {
  return { ...placeOf(hop), state, ...obstacle };
}
