import type { PreviewRequest } from '@tribble/api';
import { Button, Group, type MantineColor, Radio, Stack, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { ReactNode } from 'react';
import { AuthorField, authorError } from './author-field.tsx';
import { rememberAuthor, rememberedAuthor } from './author.ts';
import { type Expiry, expiriesUntil, untilOf } from './expiry.ts';
import { PreviewLines } from './preview-lines.tsx';
import { RefusalAlert } from './refusal-alert.tsx';
import { refusalOf } from './refusal.ts';
import type { CommitAction } from './use-commit.ts';

/** Why something is to be held, by whom and until when. */
export interface ReasonRequest {
  readonly reason: string;
  readonly author: string;
  readonly until: string | undefined;
}

interface ReasonFormProps {
  /** What comes of it, in a sentence or two. */
  readonly intro: string;
  readonly placeholder: string;
  /** What ends it where it does not end by itself: `Until unlocked`. */
  readonly open: string;
  /** What the button says. */
  readonly verb: string;
  readonly icon: ReactNode;
  readonly color?: MantineColor;
  readonly action: CommitAction<ReasonRequest>;
  /** What would come of it, to be asked before it is done. */
  readonly question: Extract<PreviewRequest, { kind: 'lock' | 'pause' }>;
  readonly onClose: () => void;
}

/** Where the aggregator's faults belong in this form. */
const fieldOf = { reason: 'reason', until: 'expiry', 'tribble-author': 'author' };

/** Asks why and for how long something is to be held: a lock or a pause. */
export function ReasonForm({ action, question, onClose, ...words }: ReasonFormProps) {
  const form = useForm<{ reason: string; author: string; expiry: Expiry }>({
    initialValues: { reason: '', author: rememberedAuthor(() => localStorage), expiry: 'none' },
    validate: {
      reason: (reason) => (reason.trim() === '' ? 'Say why: it is what others will read.' : null),
      author: authorError,
    },
  });
  const refusal = action.error ? refusalOf(action.error, fieldOf) : undefined;

  const submit = form.onSubmit((values) => {
    const author = values.author.trim();
    rememberAuthor(author, () => localStorage);
    action.mutate(
      { reason: values.reason.trim(), author, until: untilOf(values.expiry, new Date()) },
      { onError: (error) => form.setErrors(refusalOf(error, fieldOf).fields) },
    );
  });
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <p className="dialog-text">{words.intro}</p>
        <Textarea
          label="Reason"
          placeholder={words.placeholder}
          required
          maxLength={1000}
          rows={3}
          data-autofocus
          {...form.getInputProps('reason')}
        />
        <Radio.Group label="Holds" {...form.getInputProps('expiry')}>
          <Stack gap="xs" mt="xs">
            {expiriesUntil(words.open).map(({ value, label }) => (
              <Radio key={value} value={value} label={label} />
            ))}
          </Stack>
        </Radio.Group>
        <PreviewLines question={question} expiry={form.values.expiry} />
        <AuthorField maxLength={200} {...form.getInputProps('author')} />
        <RefusalAlert refusal={refusal} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={action.isPending} leftSection={words.icon} {...colorOf(words.color)}>
            {words.verb}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function colorOf(color: MantineColor | undefined) {
  return color === undefined ? {} : { color };
}
