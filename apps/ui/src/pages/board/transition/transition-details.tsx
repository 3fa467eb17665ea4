import type { LeftOut, State, TransitionStatus } from '@tribble/api';
import { Stack, Text, Title } from '@mantine/core';
import { Few } from '../../../components/few.tsx';
import { NotLoaded } from '../../../components/not-loaded.tsx';
import { ProblemList } from '../../../components/problem-list.tsx';
import { transitionProblems } from '../../../components/problem-place.ts';
import { Since } from '../../../components/since.tsx';
import type { Requested } from '../request.ts';
import { briefText, leftOutText } from '../transition-text.ts';
import { ApprovalButtons } from './approval-buttons.tsx';
import { Approvals } from './approvals.tsx';
import { Gates } from './gates.tsx';
import { Part } from './part.tsx';
import { PauseFacts } from './pause-facts.tsx';
import { PendingChanges } from './pending-changes.tsx';
import { Runs } from './runs.tsx';
import './transition.css';
import { useTransition } from './use-transition.ts';

interface TransitionDetailsProps {
  readonly name: string;
  readonly status: TransitionStatus;
  readonly state: State;
  readonly now: number;
  readonly onRequest: (request: Requested) => void;
}

/** A transition in full: what it would move, what each gate says of it, and what it did. */
export function TransitionDetails({ name, status, state, now, onRequest }: TransitionDetailsProps) {
  const { data, error, refetch } = useTransition(name, status);
  const problems = transitionProblems(state.problems, name);
  // The live state tells the first of many; the details have all of them.
  const isWhole = status.morePending === undefined && status.moreLeftOut === undefined;
  const shown = isWhole || data === undefined ? status : data.status;
  return (
    <section>
      <Title order={3} size="h5" mb="xs">
        Transition {name}
      </Title>
      <Stack gap="xs">
        <Text size="sm" className="wrap-anywhere">
          {briefText(status, problems)}
        </Text>
        {status.until !== undefined && (
          <Text size="sm">
            May change by itself: <Since time={status.until} />
          </Text>
        )}
        {problems.length > 0 && <ProblemList problems={problems} />}
        <PauseFacts name={name} state={state} now={now} onRequest={onRequest} />
        <Part title="Waits to move" count={status.pending.length}>
          <PendingChanges changes={shown.pending} known={data?.pending} />
          <More count={shown.morePending} />
        </Part>
        {data && <ApprovalButtons detail={data} onRequest={onRequest} />}
        <Gates name={name} status={status} detail={data} />
        <Part title="Left out" count={status.leftOut.length}>
          <LeftOutList leftOut={shown.leftOut} />
          <More count={shown.moreLeftOut} />
        </Part>
        {error && (
          <NotLoaded what="Changelogs, approvals and runs" error={error} onRetry={() => void refetch()} />
        )}
        {data && <Approvals detail={data} />}
        {data && (
          <Part title="Last runs" count={data.runs.length}>
            <Runs runs={data.runs} />
          </Part>
        )}
      </Stack>
    </section>
  );
}

/** How many are not told until the rest is loaded. */
function More({ count = 0 }: { readonly count: number | undefined }) {
  return count > 0 && <p className="gate-text faint">and {count} more</p>;
}

function LeftOutList({ leftOut }: Pick<TransitionStatus, 'leftOut'>) {
  return (
    <Few items={leftOut} most={20} what="resources" className="plain-list" keyOf={leftOutKey}>
      {(left) => (
        <>
          {left.resource}: {leftOutText(left)}
          {left.until !== undefined && (
            <span className="faint">
              {' '}
              (until <Since time={left.until} />)
            </span>
          )}
        </>
      )}
    </Few>
  );
}

const leftOutKey = ({ resource, reason }: LeftOut) => `${resource} ${reason}`;
