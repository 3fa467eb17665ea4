import type { AggregatorClient, CommitResult } from '@tribble/api';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { dataOf, useServices } from '../../live/services.ts';
import { authorHeader } from './author.ts';
import { shortRevision } from './cell-view.ts';
import { type Place, placeText } from './place.ts';

export interface LockRequest {
  readonly reason: string;
  readonly author: string;
  readonly until: string | undefined;
}

export interface UnlockRequest {
  /** All reasons where it is undefined. */
  readonly reason: string | undefined;
  readonly author: string;
}

/** Locks a place; tells the commit that did it. */
export function useLock(place: Place, onDone: () => void) {
  const { client } = useServices();
  return useMutation({
    mutationFn: (request: LockRequest) => lock(client, place, request),
    onSuccess: (result) => {
      tell(result, `${placeText(place)} is locked`, 'It was locked for this reason before.');
      onDone();
    },
  });
}

/** Removes one reason or all from a place; tells the commit that did it. */
export function useUnlock(place: Place, onDone: () => void) {
  const { client } = useServices();
  return useMutation({
    mutationFn: (request: UnlockRequest) => unlock(client, place, request),
    onSuccess: (result, { reason }) => {
      const done =
        reason === undefined
          ? `${placeText(place)} is unlocked`
          : `Removed from ${placeText(place)}: ${reason}`;
      tell(result, done, 'There was nothing to remove any more.');
      onDone();
    },
  });
}

function lock(client: AggregatorClient, place: Place, { reason, author, until }: LockRequest) {
  return dataOf(
    client.POST('/api/environments/{environment}/locks', {
      params: { path: { environment: place.environment }, header: by(author) },
      body: {
        reason,
        ...(place.resource !== undefined && { resource: place.resource }),
        ...(until !== undefined && { until }),
      },
    }),
  );
}

function unlock(client: AggregatorClient, place: Place, { reason, author }: UnlockRequest) {
  return dataOf(
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
  );
}

function by(author: string) {
  return author === '' ? {} : { 'Tribble-Author': authorHeader(author) };
}

function tell({ commit, changed }: CommitResult, title: string, unchanged: string) {
  notifications.show({
    title,
    message: changed ? `Commit ${shortRevision(commit)}` : `${unchanged} Commit ${shortRevision(commit)}`,
    color: 'green',
    closeButtonProps: { 'aria-label': 'Close' },
  });
}
