import type { LockReason } from '@tribble/api';
import { Button, Group, Modal, Radio, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconLockOpen } from '@tabler/icons-react';
import { reasonText } from '../../components/locks.ts';
import { AuthorField, authorError } from './author-field.tsx';
import { rememberAuthor, rememberedAuthor } from './author.ts';
import { type Place, placeText } from './place.ts';
import { RefusalAlert } from './refusal-alert.tsx';
import { refusalOf } from './refusal.ts';
import { useUnlock } from './use-locking.ts';

interface UnlockFormProps {
  readonly place: Place;
  readonly reasons: readonly LockReason[];
  readonly onClose: () => void;
}

interface UnlockDialogProps extends Omit<UnlockFormProps, 'place'> {
  readonly opened: boolean;
  readonly place: Place | undefined;
}

// The choice names its reason rather than its number: the list may change while the dialog is open.
const all = 'all';
const one = 'one ';
const fieldOf = { reason: 'choice', 'tribble-author': 'author' };

/** Asks which of the reasons of a lock are gone. */
export function UnlockDialog({ opened, place, reasons, onClose }: UnlockDialogProps) {
  return (
    <Modal opened={opened} onClose={onClose} title={place && `Unlock ${placeText(place)}`} centered>
      {place && <UnlockForm place={place} reasons={reasons} onClose={onClose} />}
    </Modal>
  );
}

function UnlockForm({ place, reasons, onClose }: UnlockFormProps) {
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
  const unlock = useUnlock(place, onClose);
  const refusal = unlock.error ? refusalOf(unlock.error, fieldOf) : undefined;

  const submit = form.onSubmit((values) => {
    const author = values.author.trim();
    rememberAuthor(author, () => localStorage);
    const reason = values.choice === all ? undefined : values.choice.slice(one.length);
    unlock.mutate(
      { reason, author },
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
        <AuthorField maxLength={200} {...form.getInputProps('author')} />
        <RefusalAlert refusal={refusal} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button
            type="submit"
            loading={unlock.isPending}
            leftSection={<IconLockOpen size={16} aria-hidden />}
          >
            Unlock
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
