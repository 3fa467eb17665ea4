import type { LockReason, Problem } from '@tribble/api';
import { Badge, Button, Tooltip } from '@mantine/core';
import { IconFileAlert, IconLock, IconLockOpen, IconSnowflake } from '@tabler/icons-react';
import { activeReasons, reasonText } from '../../components/locks.ts';
import { position } from '../../components/problem-place.ts';
import { StatusMark } from '../../components/status-mark.tsx';
import { shortRevision } from './cell-view.ts';
import type { Column } from './flow.ts';
import { resultText, toneOf, transitionText } from './transition-text.ts';

interface ColumnHeaderProps {
  readonly column: Column;
  readonly index: number;
  readonly problems: readonly Problem[];
  readonly now: number;
  readonly onOpen: () => void;
  readonly onLock: () => void;
  readonly onUnlock: () => void;
}

/** An environment: how it stands, what holds it, and what last came of the transitions into it. */
export function ColumnHeader({ column, index, problems, now, onOpen, onLock, onUnlock }: ColumnHeaderProps) {
  const { environment, view, waysIn } = column;
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
      <div className="head-line head-marks">
        {view.status && <StatusMark status={view.status} />}
        {reasons.length > 0 && (
          <HeaderBadge
            text={lockText(reasons)}
            details={reasons.map(reasonText)}
            icon={<IconLock size={12} />}
          />
        )}
        {view.lockFileInvalid && (
          <HeaderBadge
            text="Lock file broken"
            details={['The lock file cannot be read: everything here counts as locked.']}
            icon={<IconLock size={12} />}
          />
        )}
        {view.freeze && (
          <HeaderBadge
            text={`Frozen at ${shortRevision(view.freeze.revision)}`}
            details={[reasonText({ ...view.freeze, reason: view.freeze.reason ?? 'No reason was given' })]}
            icon={<IconSnowflake size={12} />}
          />
        )}
        {problems.length > 0 && (
          <HeaderBadge
            text={`${problems.length} broken`}
            details={problems.map((problem) => `${position(problem)}: ${problem.message}`)}
            icon={<IconFileAlert size={12} />}
          />
        )}
      </div>
      {view.message !== undefined && (
        <div className="head-message" title={view.message}>
          {view.message}
        </div>
      )}
      {waysIn.map(({ name, status }) => (
        <div key={name} className={`head-way way-${toneOf(status.result)}`} title={transitionText(status)}>
          <span className="faint">
            {status.source} → {status.target}:
          </span>{' '}
          {resultText(status.result)}
        </div>
      ))}
    </th>
  );
}

/** The first reason; there is no room for more. */
function lockText([first, ...others]: readonly LockReason[]): string {
  const more = others.length === 0 ? '' : ` +${others.length}`;
  return `Locked: ${first?.reason ?? ''}${more}`;
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

function HeaderBadge({
  text,
  details,
  icon,
}: {
  text: string;
  details: readonly string[];
  icon: React.ReactNode;
}) {
  const label = details.join('\n');
  return (
    <Tooltip
      label={label}
      multiline
      maw={360}
      events={{ hover: true, focus: true, touch: true }}
      className="tip"
    >
      <Badge
        variant="outline"
        size="sm"
        tt="none"
        className="head-badge"
        leftSection={icon}
        tabIndex={0}
        role="note"
        aria-label={`${text}: ${label}`}
      >
        {text}
      </Badge>
    </Tooltip>
  );
}
