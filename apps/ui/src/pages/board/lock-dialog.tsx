import { Button, Group, Modal, Radio, Stack, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconLock } from '@tabler/icons-react';
import { AuthorField, authorError } from './author-field.tsx';
import { rememberAuthor, rememberedAuthor } from './author.ts';
import { type Expiry, expiries, untilOf } from './expiry.ts';
import { type Place, placeText } from './place.ts';
import { RefusalAlert } from './refusal-alert.tsx';
import { refusalOf } from './refusal.ts';
import { useLock } from './use-locking.ts';

/** Where the aggregator's faults belong in this form. */
const fieldOf = { reason: 'reason', until: 'expiry', 'tribble-author': 'author' };

interface LockDialogProps {
  readonly opened: boolean;
  readonly place: Place | undefined;
  readonly onClose: () => void;
}

/** Asks why and for how long a place is to be locked. */
export function LockDialog({ opened, place, onClose }: LockDialogProps) {
  return (
    <Modal opened={opened} onClose={onClose} title={place && `Lock ${placeText(place)}`} centered>
      {place && <LockForm place={place} onClose={onClose} />}
    </Modal>
  );
}

function LockForm({ place, onClose }: { place: Place; onClose: () => void }) {
  const form = useForm<{ reason: string; author: string; expiry: Expiry }>({
    initialValues: { reason: '', author: rememberedAuthor(() => localStorage), expiry: 'none' },
    validate: {
      reason: (reason) => (reason.trim() === '' ? 'Say why: it is what others will read.' : null),
      author: authorError,
    },
  });
  const lock = useLock(place, onClose);
  const refusal = lock.error ? refusalOf(lock.error, fieldOf) : undefined;

  const submit = form.onSubmit((values) => {
    const author = values.author.trim();
    rememberAuthor(author, () => localStorage);
    lock.mutate(
      { reason: values.reason.trim(), author, until: untilOf(values.expiry, new Date()) },
      { onError: (error) => form.setErrors(refusalOf(error, fieldOf).fields) },
    );
  });
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <p className="dialog-text">
          Transitions leave {placeText(place)} as it is until it is unlocked. People can still deploy to it.
        </p>
        <Textarea
          label="Reason"
          placeholder="Load test until Friday"
          required
          maxLength={1000}
          rows={3}
          data-autofocus
          {...form.getInputProps('reason')}
        />
        <Radio.Group label="Holds" {...form.getInputProps('expiry')}>
          <Stack gap="xs" mt="xs">
            {expiries.map(({ value, label }) => (
              <Radio key={value} value={value} label={label} />
            ))}
          </Stack>
        </Radio.Group>
        <AuthorField maxLength={200} {...form.getInputProps('author')} />
        <RefusalAlert refusal={refusal} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={lock.isPending} leftSection={<IconLock size={16} aria-hidden />}>
            Lock
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
