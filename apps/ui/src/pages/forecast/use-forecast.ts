import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { identityOf } from '../../live/identity.ts';
import { dataOf, useServices } from '../../live/services.ts';
import { useKnownState } from '../../live/use-live-state.tsx';
import type { Span } from './moves.ts';

/** The look ahead moves on with the clock, even where nothing happens. */
const interval = 60_000;

/** What would move in so many hours. Asked anew whenever a transition or an environment changes in the live state. */
export function useForecast(hours: Span) {
  const { client } = useServices();
  const { transitions, environments } = useKnownState();
  return useQuery({
    queryKey: ['forecast', hours, identityOf(transitions), identityOf(environments)],
    queryFn: () => dataOf(client.GET('/api/forecast', { params: { query: { hours } } })),
    placeholderData: keepPreviousData,
    refetchInterval: interval,
  });
}
