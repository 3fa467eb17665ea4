import type { TransitionDetail } from '@tribble/api';
import { Button, Group } from '@mantine/core';
import { IconRosetteDiscountCheck } from '@tabler/icons-react';
import { changesText, versionCount } from '../../../components/versions.ts';
import type { ApprovalWanted, Requested } from '../request.ts';
import { approvalsWanted } from './approval-wanted.ts';

interface ApprovalButtonsProps {
  readonly detail: TransitionDetail;
  readonly onRequest: (request: Requested) => void;
}

/** Where an Approval gate waits: a button for each change that can be approved. */
export function ApprovalButtons({ detail, onRequest }: ApprovalButtonsProps) {
  const approvals = approvalsWanted(detail);
  if (approvals.length === 0) return null;
  return (
    <Group gap="xs">
      {approvals.map((wanted) => (
        <Button
          key={wanted.ids.join(' ')}
          size="xs"
          leftSection={<IconRosetteDiscountCheck size={14} aria-hidden />}
          onClick={() => onRequest({ action: 'approve', transition: detail.name, wanted })}
        >
          Approve {wantedText(wanted)} …
        </Button>
      ))}
    </Group>
  );
}

/** One version by its name; several by their number. */
function wantedText({ changes }: ApprovalWanted): string {
  return changes.length === 1 ? changesText(changes) : versionCount(changes.length);
}
