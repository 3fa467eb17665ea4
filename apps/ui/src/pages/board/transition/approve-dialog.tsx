import type { State, TransitionDetail } from '@tribble/api';
import { Alert, Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconRosetteDiscountCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useLast } from '../../../components/use-last.ts';
import { RequestRefused } from '../../../live/services.ts';
import { AuthorField, authorError } from '../author-field.tsx';
import { isAuthor, rememberAuthor, rememberedAuthor } from '../author.ts';
import { PreviewLines } from '../preview-lines.tsx';
import { RefusalAlert } from '../refusal-alert.tsx';
import { refusalOf } from '../refusal.ts';
import type { ApprovalWanted, ApproveRequested } from '../request.ts';
import { approvalsWanted, isOutdated } from './approval-wanted.ts';
import { PendingChanges } from './pending-changes.tsx';
import { useApprove } from './use-approve.ts';
import { useTransition } from './use-transition.ts';

const fieldOf = { comment: 'comment', 'tribble-author': 'author' };

interface ApproveDialogProps {
  readonly request: ApproveRequested | undefined;
  readonly state: State;
  readonly onClose: () => void;
}

/** Asks somebody to approve exactly what is shown: it stays as it was when the dialog opened, whatever comes meanwhile. */
export function ApproveDialog({ request, state, onClose }: ApproveDialogProps) {
  const last = useLast(request);
  const name = last?.transition ?? '';
  return (
    <Modal
      opened={request !== undefined}
      onClose={onClose}
      title={`Approve for transition ${name}`}
      size="lg"
      centered
    >
      {last && <ApproveForm request={last} state={state} onClose={onClose} />}
    </Modal>
  );
}

interface ApproveFormProps extends ApproveDialogProps {
  readonly request: ApproveRequested;
}

function ApproveForm({ request: { transition, wanted }, state, onClose }: ApproveFormProps) {
  const [shown, show] = useState(wanted);
  const { data: detail, refetch } = useTransition(transition, state.transitions[transition]);
  const approve = useApprove(transition, onClose);
  const form = useForm({
    initialValues: { comment: '', author: rememberedAuthor(() => localStorage) },
    validate: {
      author: (author) =>
        author.trim() === '' ? 'Say who approves: Name <mail@example.org>.' : authorError(author),
    },
  });
  const refusal = approve.error ? refusalOf(approve.error, fieldOf) : undefined;

  const submit = form.onSubmit(({ comment, author }) => {
    rememberAuthor(author.trim(), () => localStorage);
    approve.mutate(
      { ids: shown.ids, comment: comment.trim(), author: author.trim() },
      {
        onError: (error) => {
          form.setErrors(refusalOf(error, fieldOf).fields);
          if (error instanceof RequestRefused && error.problem.status === 409) void refetch();
        },
      },
    );
  });
  const review = (other: ApprovalWanted) => {
    approve.reset();
    show(other);
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <p className="dialog-text">
          Approves exactly these versions. What is registered later needs an approval of its own.
        </p>
        <PendingChanges changes={shown.changes} known={shown.changes} isUnfolded />
        <Textarea
          label="Comment"
          maxLength={1000}
          rows={2}
          data-autofocus
          {...form.getInputProps('comment')}
        />
        <AuthorField
          description="The approval goes on record under this name, which is remembered in this browser."
          required
          maxLength={200}
          {...form.getInputProps('author')}
        />
        {isAuthor(form.values.author.trim()) && (
          <PreviewLines
            question={{
              kind: 'approval',
              transition,
              changes: [...shown.ids],
              by: form.values.author.trim(),
            }}
          />
        )}
        <RefusalAlert refusal={refusal} />
        {detail && isOutdated(shown, detail) && (
          <PendingNow detail={detail} shown={shown} onReview={review} />
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button
            type="submit"
            loading={approve.isPending}
            leftSection={<IconRosetteDiscountCheck size={16} aria-hidden />}
          >
            Approve
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

interface PendingNowProps {
  readonly detail: TransitionDetail;
  readonly shown: ApprovalWanted;
  readonly onReview: (wanted: ApprovalWanted) => void;
}

/** Something else is pending than what is shown: what it is, and a way to look at that instead. */
function PendingNow({ detail, shown, onReview }: PendingNowProps) {
  const resources = new Set(shown.changes.map(({ resource }) => resource));
  const next = approvalsWanted(detail).find(({ changes }) =>
    changes.some(({ resource }) => resources.has(resource)),
  );
  return (
    <Alert role="status" color="gray" title="Something else is pending now">
      {next === undefined ? (
        <Text size="sm">Nothing of it waits for an approval any more.</Text>
      ) : (
        <>
          <PendingChanges changes={next.changes} known={next.changes} />
          <Button size="xs" mt="sm" variant="default" onClick={() => onReview(next)}>
            Review these instead
          </Button>
        </>
      )}
    </Alert>
  );
}
