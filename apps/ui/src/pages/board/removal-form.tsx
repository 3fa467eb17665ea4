import type { LockReason, PreviewRequest } from '@tribble/api';
import { Button, Group, Radio, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { ReactNode } from 'react';
import { reasonText } from '../../components/locks.ts';
import { AuthorField, authorError } from './author-field.tsx';
import { rememberAuthor, rememberedAuthor } from './author.ts';
import { PreviewLines } from './preview-lines.tsx';
import { RefusalAlert } from './refusal-alert.tsx';
import { refusalOf } from './refusal.ts';
import type { CommitAction } from './use-commit.ts';

/** Which reason is gone, and who says so. */
export interface RemovalRequest {
  /** All reasons where it is undefined. */
  readonly reason: string | undefined;
  readonly author: string;
}

interface RemovalFormProps {
  readonly reasons: readonly LockReason[];
  /** What the button says. */
  readonly verb: string;
  readonly icon: ReactNode;
  readonly action: CommitAction<RemovalRequest>;
  /** What would come of removing this reason, or all, to be asked before it is done; absent where that changes nothing. */
  readonly question: (reason: string | undefined) => PreviewRequest | undefined;
  readonly onClose: () => void;
}

// The choice names its reason rather than its number: the list may change while the dialog is open.
const all = 'all';
const one = 'one ';
const reasonOf = (choice: string) => (choice === all ? undefined : choice.slice(one.length));
const fieldOf = { reason: 'choice', 'tribble-author': 'author' };

/** Asks which of the reasons that hold something are gone: of a lock or of a pause. */
export function RemovalForm({ reasons, verb, icon, action, question, onClose }: RemovalFormProps) {
  const form = useForm({
    initialValues: {
      choice: reasons.length === 1 && reasons[0] ? one + reasons[0].reason : '',
      author: rememberedAuthor(() => localStorage),
    },
    validate: {
      choice: (choice) => (choice === '' ? 'Choose what to remove.' : null),
      author: authorError,
    },
  });
  const refusal = action.error ? refusalOf(action.error, fieldOf) : undefined;
  const { choice } = form.values;
  const asked = choice === '' ? undefined : question(reasonOf(choice));

  const submit = form.onSubmit((values) => {
    const author = values.author.trim();
    rememberAuthor(author, () => localStorage);
    action.mutate(
      { reason: reasonOf(values.choice), author },
      { onError: (error) => form.setErrors(refusalOf(error, fieldOf).fields) },
    );
  });
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <Radio.Group label="Reason to remove" {...form.getInputProps('choice')}>
          <Stack gap="xs" mt="xs">
            {reasons.map((reason, index) => (
              <Radio
                key={`${index} ${reason.reason}`}
                value={one + reason.reason}
                label={reasonText(reason)}
                data-autofocus={index === 0 || undefined}
              />
            ))}
            {reasons.length > 1 && <Radio value={all} label="All reasons" />}
          </Stack>
        </Radio.Group>
        {asked && <PreviewLines question={asked} />}
        {choice !== '' && !asked && (
          <p className="dialog-text">It is held for the other reasons as before.</p>
        )}
        <AuthorField maxLength={200} {...form.getInputProps('author')} />
        <RefusalAlert refusal={refusal} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={action.isPending} leftSection={icon}>
            {verb}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
