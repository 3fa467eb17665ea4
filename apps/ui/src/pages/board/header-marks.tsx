import type { EnvironmentView, LockReason, Problem, PruneView } from '@tribble/api';
import { Badge, Tooltip } from '@mantine/core';
import { IconFileAlert, IconLock, IconPlayerPause, IconSnowflake, IconTrash } from '@tabler/icons-react';
import { reasonText } from '../../components/locks.ts';
import { position } from '../../components/problem-place.ts';
import { StatusMark } from '../../components/status-mark.tsx';
import { shortRevision } from './cell-view.ts';
import { objectName } from './object-name.ts';

interface HeaderMarksProps {
  readonly view: EnvironmentView;
  /** The reasons that lock it now. */
  readonly reasons: readonly LockReason[];
  /** The reasons that pause the transitions into it now. */
  readonly pauses: readonly LockReason[];
  readonly problems: readonly Problem[];
}

/** How an environment stands and what holds it, in a few words each; the rest is in their tooltips. */
export function HeaderMarks({ view, reasons, pauses, problems }: HeaderMarksProps) {
  const { status, lockFileInvalid, freeze, prune } = view;
  return (
    <div className="head-line head-marks">
      {status && <StatusMark status={status} />}
      {reasons.length > 0 && (
        <HeaderBadge
          text={firstText('Locked', reasons)}
          details={reasons.map(reasonText)}
          icon={<IconLock size={12} />}
        />
      )}
      {pauses.length > 0 && (
        <HeaderBadge
          text={firstText('Paused', pauses)}
          details={pauses.map(reasonText)}
          icon={<IconPlayerPause size={12} />}
        />
      )}
      {lockFileInvalid && (
        <HeaderBadge
          text="Lock file broken"
          details={['The lock file cannot be read: everything here counts as locked.']}
          icon={<IconLock size={12} />}
        />
      )}
      {freeze && (
        <HeaderBadge
          text={`Frozen at ${shortRevision(freeze.revision)}`}
          details={[reasonText({ ...freeze, reason: freeze.reason ?? 'No reason was given' })]}
          icon={<IconSnowflake size={12} />}
        />
      )}
      {prune && (
        <HeaderBadge
          text={`${prune.count} left git`}
          details={pruneLines(prune)}
          icon={<IconTrash size={12} />}
        />
      )}
      {problems.length > 0 && (
        <HeaderBadge
          text={`${problems.length} broken`}
          details={problems.map(problemLine)}
          icon={<IconFileAlert size={12} />}
        />
      )}
    </div>
  );
}

/** The first reason; there is no room for more. */
function firstText(word: string, [first, ...others]: readonly LockReason[]): string {
  const more = others.length === 0 ? '' : ` +${others.length}`;
  return `${word}: ${first?.reason ?? ''}${more}`;
}

function problemLine(problem: Problem): string {
  const hint = problem.hint === undefined ? '' : ` (${problem.hint})`;
  return `${position(problem)}: ${problem.message}${hint}`;
}

function pruneLines({ count, objects, message }: PruneView): string[] {
  const more = count - objects.length;
  return [
    message ?? 'They are still there.',
    ...objects.map(objectName),
    ...(more > 0 ? [`and ${more} more`] : []),
  ];
}

interface HeaderBadgeProps {
  readonly text: string;
  readonly details: readonly string[];
  readonly icon: React.ReactNode;
}

function HeaderBadge({ text, details, icon }: HeaderBadgeProps) {
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
