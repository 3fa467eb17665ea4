import type { Explanation, State } from '@tribble/api';
import { Text, Title } from '@mantine/core';
import { NotLoaded } from '../../../components/not-loaded.tsx';
import { Since } from '../../../components/since.tsx';
import { ChainLink } from './chain-link.tsx';
import { useExplanation } from './use-explanation.ts';
import './why.css';

interface ExplainedProps {
  readonly resource: string;
  readonly environment: string;
  readonly state: State;
}

/** Why a version is, or is not yet, in an environment: in one sentence, then link by link. */
export function Explained({ resource, environment, state }: ExplainedProps) {
  const { data, error, refetch } = useExplanation(resource, environment, state);
  return (
    <section>
      <Title order={3} size="h5" mb="xs">
        Explanation
      </Title>
      {data && <Chain explanation={data} />}
      {error && <NotLoaded what="The explanation" error={error} onRetry={() => void refetch()} />}
      {!data && !error && (
        <Text size="sm" c="dimmed">
          Working it out …
        </Text>
      )}
    </section>
  );
}

function Chain({ explanation: { summary, earliest, links } }: { explanation: Explanation }) {
  return (
    <>
      <Text size="sm" fw={600} className="wrap-anywhere">
        {summary}
      </Text>
      {earliest !== undefined && (
        <Text size="sm">
          Here at the earliest: <Since time={earliest} />
        </Text>
      )}
      <ol className="chain" aria-label="From here back to what blocks first">
        {links.map((link, index) => (
          <li key={`${index} ${link.transition ?? ''} ${link.code ?? ''}`}>
            <ChainLink link={link} />
          </li>
        ))}
      </ol>
    </>
  );
}
