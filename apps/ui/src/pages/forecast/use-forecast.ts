import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { identityOf } from '../../live/identity.ts';
import { dataOf, useServices } from '../../live/services.ts';
import { useKnownState } from '../../live/use-live-state.tsx';
import type { Span } from './moves.ts';

/** The look ahead moves on with the clock, even where nothing happens. */
const interval = 60_000;

/**
 * What would move in so many hours. Asked anew whenever a transition changes in the live state, or git does: each pod that
 * starts changes an environment, and would be too much.
 */
export function useForecast(hours: Span) {
  const { client } = useServices();
  const { transitions, repository } = useKnownState();
  return useQuery({
    queryKey: ['forecast', hours, identityOf(transitions), repository.revision],
    queryFn: () => dataOf(client.GET('/api/forecast', { params: { query: { hours } } })),
    placeholderData: keepPreviousData,
    refetchInterval: interval,
  });
}
