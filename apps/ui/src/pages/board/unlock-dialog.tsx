import type { LockReason } from '@tribble/api';
import { Modal } from '@mantine/core';
import { IconLockOpen } from '@tabler/icons-react';
import { type Place, placeText } from './place.ts';
import { RemovalForm } from './removal-form.tsx';
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

/** Asks which of the reasons of a lock are gone. */
export function UnlockDialog({ opened, place, reasons, onClose }: UnlockDialogProps) {
  return (
    <Modal opened={opened} onClose={onClose} title={place && `Unlock ${placeText(place)}`} centered>
      {place && <UnlockForm place={place} reasons={reasons} onClose={onClose} />}
    </Modal>
  );
}

function UnlockForm({ place, reasons, onClose }: UnlockFormProps) {
  return (
    <RemovalForm
      reasons={reasons}
      verb="Unlock"
      icon={<IconLockOpen size={16} aria-hidden />}
      action={useUnlock(place, onClose)}
      question={(reason) => ({ kind: 'unlock', ...place, ...(reason !== undefined && { reason }) })}
      onClose={onClose}
    />
  );
}
