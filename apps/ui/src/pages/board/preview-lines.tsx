import type { PreviewRequest } from '@tribble/api';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { dataOf, useServices } from '../../live/services.ts';
import { useKnownState } from '../../live/use-live-state.tsx';
import { type Expiry, untilOf } from './expiry.ts';
import { previewLines } from './preview-text.ts';

interface PreviewLinesProps {
  readonly question: PreviewRequest;
  /** For how long, where the question is about holding something: its end is worked out when it is asked. */
  readonly expiry?: Expiry;
}

/** What would come of an action, told before it is done. Not to know it never stands in the way. */
export function PreviewLines({ question, expiry = 'none' }: PreviewLinesProps) {
  const { client } = useServices();
  const { revision } = useKnownState().repository;
  const { data, error } = useQuery({
    queryKey: ['preview', question, expiry, revision],
    queryFn: () => dataOf(client.POST('/api/preview', { body: withEnd(question, expiry, new Date()) })),
    select: previewLines,
    placeholderData: keepPreviousData,
    retry: false,
  });
  return (
    <div role="status" aria-label="What this would change" className="dialog-text">
      {error && `What this would change is not known: ${error.message}`}
      {!data && !error && 'Working out what this would change …'}
      {data && !error && (
        <ul className="plain-list">
          {data.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

function withEnd(question: PreviewRequest, expiry: Expiry, now: Date): PreviewRequest {
  if (question.kind !== 'lock' && question.kind !== 'pause') return question;
  const until = untilOf(expiry, now);
  return until === undefined ? question : { ...question, until };
}
