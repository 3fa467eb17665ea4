import type { TransitionStatus } from '@tribble/api';
import { Stack, Text, Title } from '@mantine/core';
import { Facts } from '../../components/facts.tsx';
import { reasonText } from '../../components/locks.ts';
import { Since } from '../../components/since.tsx';
import { StatusMark } from '../../components/status-mark.tsx';
import { shortRevision } from './cell-view.ts';
import { environmentMessage } from './environment-text.ts';
import type { Column } from './flow.ts';
import { PruneFacts } from './prune-facts.tsx';
import { leftOutText, transitionText } from './transition-text.ts';

/** An environment and the ways into it, in full. */
export function EnvironmentFacts({ column }: { column: Column }) {
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
        <section key={name}>
          <Title order={3} size="h5" mb="xs">
            Transition {name}
          </Title>
          <Text size="sm" className="wrap-anywhere">
            {transitionText(way)}
          </Text>
          <Moves title="Waits to move" lines={pendingLines(way)} />
          <Moves
            title="Left out"
            lines={way.leftOut.map((left) => `${left.resource}: ${leftOutText(left)}`)}
          />
        </section>
      ))}
    </Stack>
  );
}

function Moves({ title, lines }: { title: string; lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <>
      <Title order={4} size="h6" mt="sm" mb={4}>
        {title}
      </Title>
      <ul className="plain-list">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </>
  );
}

function pendingLines({ pending }: TransitionStatus): string[] {
  return pending.map(({ resource, from = 'new', to = 'removed' }) => `${resource} ${from} → ${to}`);
}
