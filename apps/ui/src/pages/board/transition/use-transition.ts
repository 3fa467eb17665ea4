import type { TransitionStatus } from '@tribble/api';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { identityOf } from '../../../live/identity.ts';
import { dataOf, useServices } from '../../../live/services.ts';
import { useKnownState } from '../../../live/use-live-state.tsx';

/**
 * What a transition would move with its changelogs, who approved it, and what it did. Asked anew whenever its status in the
 * live state changes, or its target, which tells how its last run came out.
 */
export function useTransition(name: string, status: TransitionStatus | undefined) {
  const { client } = useServices();
  const target = useKnownState().environments[status?.target ?? ''];
  return useQuery({
    queryKey: ['transition', name, identityOf(status), identityOf(target)],
    queryFn: () =>
      dataOf(client.GET('/api/transitions/{transition}', { params: { path: { transition: name } } })),
    enabled: status !== undefined,
    placeholderData: keepPreviousData,
  });
}

/** Has every gate of a transition asked anew, at once; what they say then takes the place of what was known. */
export function useEvaluation(name: string) {
  const { client } = useServices();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () =>
      dataOf(
        client.POST('/api/transitions/{transition}/evaluate', { params: { path: { transition: name } } }),
      ),
    onSuccess: (detail) => queries.setQueriesData({ queryKey: ['transition', name] }, detail),
  });
}
