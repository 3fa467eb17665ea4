import type { Cell, State } from '@tribble/api';

/** More sentences than this at once would only be noise for someone who listens. */
const spokenAtOnce = 3;

/** What a screen reader says about the way from one state to the next; empty where there is nothing to say. */
export function announce(before: State, after: State): string {
  const sentences = Object.entries(after.resources).flatMap(([resource, { cells }]) => {
    const known = before.resources[resource]?.cells;
    if (known === cells) return [];
    return Object.entries(cells).flatMap(([environment, cell]) =>
      isNews(known?.[environment], cell) ? [sentence(resource, environment, cell)] : [],
    );
  });
  if (sentences.length <= spokenAtOnce) return sentences.join(' ');
  const more = sentences.length - spokenAtOnce;
  return `${sentences.slice(0, spokenAtOnce).join(' ')} And ${more} more.`;
}

/** Only the two ends of a rollout are news; all between would be chatter. */
function isNews(before: Cell | undefined, after: Cell): boolean {
  if (after.status !== 'Clean' && after.status !== 'Failed') return false;
  return before?.status !== after.status || before.version !== after.version;
}

function sentence(resource: string, environment: string, cell: Cell): string {
  const what = cell.version === undefined ? resource : `${resource} ${cell.version}`;
  return `${what} is ${cell.status} in ${environment}.`;
}
