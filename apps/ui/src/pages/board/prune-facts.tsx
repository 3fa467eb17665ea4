import type { PruneView } from '@tribble/api';
import { Text, Title } from '@mantine/core';
import { Quote } from '../../components/quote.tsx';
import { confirmation } from './environment-text.ts';
import { objectName } from './object-name.ts';

interface PruneFactsProps {
  readonly environment: string;
  readonly prune: PruneView;
  /** What is told of the environment already. */
  readonly told: string | undefined;
}

/** What left git and is still there, why, and how a person has it deleted. */
export function PruneFacts({ environment, prune, told }: PruneFactsProps) {
  const { count, objects, message, confirm } = prune;
  return (
    <section>
      <Title order={3} size="h5" mb="xs">
        Left git, still there: {count}
      </Title>
      {message !== undefined && message !== told && <p className="message">{message}</p>}
      <ul className="plain-list wrap-anywhere">
        {objects.map((object, index) => (
          <li key={`${index} ${objectName(object)}`}>
            {objectName(object)}
            {object.message !== undefined && <span className="faint">: {object.message}</span>}
          </li>
        ))}
        {count > objects.length && <li className="faint">and {count - objects.length} more</li>}
      </ul>
      {confirm !== undefined && (
        <>
          <Text size="sm" mt="sm" mb={4}>
            To have exactly these deleted, write into deployers.yaml:
          </Text>
          <Quote text={confirmation(environment, confirm)} name="Confirmation in deployers.yaml" />
        </>
      )}
    </section>
  );
}
