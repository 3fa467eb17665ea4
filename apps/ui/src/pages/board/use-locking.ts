import { dataOf, useServices } from '../../live/services.ts';
import { type Place, placeText } from './place.ts';
import type { ReasonRequest } from './reason-form.tsx';
import type { RemovalRequest } from './removal-form.tsx';
import { by, useCommit } from './use-commit.ts';

/** Locks a place; tells the commit that did it. */
export function useLock(place: Place, onDone: () => void) {
  const { client } = useServices();
  return useCommit<ReasonRequest>({
    send: ({ reason, author, until }) =>
      dataOf(
        client.POST('/api/environments/{environment}/locks', {
          params: { path: { environment: place.environment }, header: by(author) },
          body: {
            reason,
            ...(place.resource !== undefined && { resource: place.resource }),
            ...(until !== undefined && { until }),
          },
        }),
      ),
    told: () => `${placeText(place)} is locked`,
    unchanged: 'It was locked for this reason before.',
    onDone,
  });
}

/** Removes one reason or all from a place; tells the commit that did it. */
export function useUnlock(place: Place, onDone: () => void) {
  const { client } = useServices();
  return useCommit<RemovalRequest>({
    send: ({ reason, author }) =>
      dataOf(
        client.DELETE('/api/environments/{environment}/locks', {
          params: {
            path: { environment: place.environment },
            query: {
              ...(place.resource !== undefined && { resource: place.resource }),
              ...(reason !== undefined && { reason }),
            },
            header: by(author),
          },
        }),
      ),
    told: ({ reason }) =>
      reason === undefined
        ? `${placeText(place)} is unlocked`
        : `Removed from ${placeText(place)}: ${reason}`,
    unchanged: 'There was nothing to remove any more.',
    onDone,
  });
}
