import type { TransitionDetail, TransitionStatus } from '@tribble/api';
import { Button, Text } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { GateList } from '../../../components/gate-list.tsx';
import { Part } from './part.tsx';
import { useEvaluation } from './use-transition.ts';

interface GatesProps {
  readonly name: string;
  readonly status: TransitionStatus;
  readonly detail: TransitionDetail | undefined;
}

/** What each gate says. The live state tells the first verdicts; where there are more, the details have them. */
export function Gates({ name, status, detail }: GatesProps) {
  const evaluation = useEvaluation(name);
  const isWhole = status.moreGates === undefined || detail === undefined;
  const gates = isWhole ? status.gates : detail.gates;
  return (
    <Part title="Gates" count={gates.length}>
      <GateList gates={gates} more={isWhole ? status.moreGates : undefined} />
      <Button
        size="compact-xs"
        variant="subtle"
        mt={4}
        loading={evaluation.isPending}
        leftSection={<IconRefresh size={12} aria-hidden />}
        onClick={() => evaluation.mutate()}
      >
        Ask every gate of {name} again
      </Button>
      {evaluation.error && (
        <Text size="sm" role="alert" className="status-Failed wrap-anywhere">
          They were not asked: {evaluation.error.message}
        </Text>
      )}
    </Part>
  );
}
