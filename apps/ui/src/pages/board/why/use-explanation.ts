import type { State } from '@tribble/api';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { identityOf } from '../../../live/identity.ts';
import { dataOf, useServices } from '../../../live/services.ts';

/**
 * Why a version is, or is not yet, in an environment. Asked anew whenever a transition, the resource itself or git (which
 * has the locks) changes in the live state: the chain goes through all of them.
 */
export function useExplanation(resource: string, environment: string, state: State) {
  const { client } = useServices();
  const { resources, transitions, repository } = state;
  const parts = [identityOf(resources[resource]), identityOf(transitions), repository.revision];
  return useQuery({
    queryKey: ['explanation', resource, environment, ...parts],
    queryFn: () => dataOf(client.GET('/api/explain', { params: { query: { resource, environment } } })),
    placeholderData: keepPreviousData,
  });
}
