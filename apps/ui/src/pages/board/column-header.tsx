import type { EnvironmentView, LockReason, Problem } from '@tribble/api';
import { Button } from '@mantine/core';
import { IconLock, IconLockOpen } from '@tabler/icons-react';
import { activeReasons } from '../../components/locks.ts';
import { RelativeTime } from '../../components/relative-time.tsx';
import { Since } from '../../components/since.tsx';
import { environmentMessage } from './environment-text.ts';
import type { Column } from './flow.ts';
import { HeaderMarks } from './header-marks.tsx';
import { resultText, toneOf, transitionText, wayText } from './transition-text.ts';

interface ColumnHeaderProps {
  readonly column: Column;
  readonly index: number;
  readonly problems: readonly Problem[];
  /** Why transitions into it are paused, each on its own. */
  readonly pauses: readonly LockReason[];
  readonly now: number;
  readonly onOpen: () => void;
  readonly onLock: () => void;
  readonly onUnlock: () => void;
}

/** An environment: how it stands, what holds it, and what last came of the transitions into it. */
export function ColumnHeader({ column, index, problems, pauses, now, ...actions }: ColumnHeaderProps) {
  const { environment, view, waysIn } = column;
  const { onOpen, onLock, onUnlock } = actions;
  const reasons = activeReasons(view.locks, now);
  return (
    <th scope="col" aria-colindex={index + 2} className="board-head-cell">
      <div className="head-line">
        <button type="button" className="head-name" onClick={onOpen} title={`Details of ${environment}`}>
          {environment}
        </button>
        {view.type !== undefined && <span className="faint head-type">{view.type}</span>}
        <LockButton
          environment={environment}
          isLocked={reasons.length > 0}
          onLock={onLock}
          onUnlock={onUnlock}
        />
      </div>
      <HeaderMarks view={view} reasons={reasons} pauses={pauses} problems={problems} />
      <HeadMessage view={view} />
      {waysIn.map(({ name, status }) => (
        <div key={name} className={`head-way way-${toneOf(status.result)}`} title={transitionText(status)}>
          <span className="faint">
            {waysIn.length > 1 ? `${wayText(status)} (${name})` : wayText(status)}:
          </span>{' '}
          {resultText(status.result)}
          {status.until !== undefined && (
            <span className="faint">
              {' '}
              (may change <RelativeTime time={status.until} />)
            </span>
          )}
        </div>
      ))}
    </th>
  );
}

/** What holds the environment back as a whole. */
function HeadMessage({ view }: { view: EnvironmentView }) {
  const { unreachableSince } = view;
  const message = environmentMessage(view);
  if (unreachableSince === undefined && message === undefined) return null;
  return (
    <div className="head-message" title={message}>
      {unreachableSince !== undefined && (
        <span className="way-bad">
          Unreachable since <Since time={unreachableSince} />
        </span>
      )}
      {unreachableSince !== undefined && message !== undefined && ': '}
      {message}
    </div>
  );
}

function LockButton(props: {
  environment: string;
  isLocked: boolean;
  onLock: () => void;
  onUnlock: () => void;
}) {
  const { environment, isLocked, onLock, onUnlock } = props;
  const Icon = isLocked ? IconLockOpen : IconLock;
  const word = isLocked ? 'Unlock' : 'Lock';
  return (
    <Button
      size="compact-xs"
      variant="default"
      ml="auto"
      aria-label={`${word} ${environment}`}
      leftSection={<Icon size={12} aria-hidden />}
      onClick={isLocked ? onUnlock : onLock}
    >
      {word}
    </Button>
  );
}
