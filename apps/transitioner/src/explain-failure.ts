import type { Explanation, ExplanationLink, Problem } from '@tribble/api';

/** An explanation while nothing can be performed: what would move now does not, and that is why. */
export function explainFailure(explanation: Explanation, failure: Problem | undefined): Explanation {
  const { resource, environment, wanted, links } = explanation;
  const moving = links.find(isMoving);
  if (failure === undefined || moving === undefined) return explanation;
  const { message: reason, hint: nextAction } = failure;
  const { earliest: _earliest, ...rest } = explanation;
  const what = wanted === undefined ? resource : `${resource} ${wanted}`;
  const stuck: ExplanationLink = { ...moving, reason, ...(nextAction !== undefined && { nextAction }) };
  return {
    ...rest,
    summary: `${what} waits for ${moving.target ?? environment}: ${reason}`,
    links: links.map((link) => (link === moving ? stuck : link)),
  };
}

const isMoving = ({ state, code }: ExplanationLink) => state === 'blocking' && code === 'Moving';
