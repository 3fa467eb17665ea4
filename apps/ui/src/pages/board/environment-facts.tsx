import type { State } from '@tribble/api';
import { Stack } from '@mantine/core';
import { Facts } from '../../components/facts.tsx';
import { reasonText } from '../../components/locks.ts';
import { Since } from '../../components/since.tsx';
import { StatusMark } from '../../components/status-mark.tsx';
import { shortRevision } from './cell-view.ts';
import { environmentMessage } from './environment-text.ts';
import type { Column } from './flow.ts';
import { PruneFacts } from './prune-facts.tsx';
import type { Requested } from './request.ts';
import { TransitionDetails } from './transition/transition-details.tsx';

interface EnvironmentFactsProps {
  readonly column: Column;
  readonly state: State;
  readonly now: number;
  readonly onRequest: (request: Requested) => void;
}

/** An environment and the ways into it, in full. */
export function EnvironmentFacts({ column, ...context }: EnvironmentFactsProps) {
  const { type, status, freeze, unreachableSince, prune } = column.view;
  const message = environmentMessage(column.view);
  return (
    <Stack gap="lg">
      <Facts
        facts={[
          ['Backend', type ?? 'none: nothing is deployed here'],
          ['Status', status && <StatusMark status={status} />],
          ['Unreachable since', unreachableSince && <Since time={unreachableSince} />],
          ['Message', message],
          [
            'Frozen',
            freeze &&
              `at ${shortRevision(freeze.revision)}: ${reasonText({ ...freeze, reason: freeze.reason ?? 'no reason given' })}`,
          ],
        ]}
      />
      {prune && <PruneFacts environment={column.environment} prune={prune} told={message} />}
      {column.waysIn.map(({ name, status: way }) => (
        <TransitionDetails key={name} name={name} status={way} {...context} />
      ))}
    </Stack>
  );
}
