import { dataOf, useServices } from '../../live/services.ts';
import type { ReasonRequest } from './reason-form.tsx';
import type { RemovalRequest } from './removal-form.tsx';
import { by, useCommit } from './use-commit.ts';

/** A transition in words; all where there is no name. */
export function pausedText(transition: string | undefined): string {
  return transition === undefined ? 'all transitions' : `transition ${transition}`;
}

/** Pauses a transition, or all of them; tells the commit that did it. */
export function usePause(transition: string | undefined, onDone: () => void) {
  const { client } = useServices();
  return useCommit<ReasonRequest>({
    send: ({ reason, author, until }) =>
      dataOf(
        client.POST('/api/pauses', {
          params: { header: by(author) },
          body: {
            reason,
            ...(transition !== undefined && { transition }),
            ...(until !== undefined && { until }),
          },
        }),
      ),
    told: () => `Paused: ${pausedText(transition)}`,
    unchanged: 'It was paused for this reason before.',
    onDone,
  });
}

/** Removes one reason or all for a pause; tells the commit that did it. */
export function useResume(transition: string | undefined, onDone: () => void) {
  const { client } = useServices();
  return useCommit<RemovalRequest>({
    send: ({ reason, author }) =>
      dataOf(
        client.DELETE('/api/pauses', {
          params: {
            query: {
              ...(transition !== undefined && { transition }),
              ...(reason !== undefined && { reason }),
            },
            header: by(author),
          },
        }),
      ),
    told: ({ reason }) =>
      reason === undefined
        ? `Resumed: ${pausedText(transition)}`
        : `Removed from the pause of ${pausedText(transition)}: ${reason}`,
    unchanged: 'There was nothing to remove any more.',
    onDone,
  });
}
