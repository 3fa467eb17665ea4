import { Alert } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { Refusal } from './refusal.ts';

/** Says why a request was refused, where no field of the form says it already. */
export function RefusalAlert({ refusal }: { refusal: Refusal | undefined }) {
  if (refusal?.title === undefined) return null;
  return (
    <Alert role="alert" color="red" title={refusal.title} icon={<IconAlertTriangle aria-hidden />}>
      {refusal.detail}
    </Alert>
  );
}
