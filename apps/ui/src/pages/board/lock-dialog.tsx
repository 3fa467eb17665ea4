import { Modal } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { type Place, placeText } from './place.ts';
import { ReasonForm } from './reason-form.tsx';
import { useLock } from './use-locking.ts';

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
  return (
    <ReasonForm
      intro={`Transitions leave ${placeText(place)} as it is until it is unlocked. People can still deploy to it.`}
      placeholder="Load test until Friday"
      open="Until unlocked"
      verb="Lock"
      icon={<IconLock size={16} aria-hidden />}
      action={useLock(place, onClose)}
      question={{ kind: 'lock', ...place }}
      onClose={onClose}
    />
  );
}
