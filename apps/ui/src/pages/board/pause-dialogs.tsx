import type { LockReason, PreviewRequest, State } from '@tribble/api';
import { Modal } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { activeReasons } from '../../components/locks.ts';
import { useLast } from '../../components/use-last.ts';
import { pausesOf } from './pauses.ts';
import { ReasonForm } from './reason-form.tsx';
import { RemovalForm } from './removal-form.tsx';
import type { PauseRequested } from './request.ts';
import { pausedText, usePause, useResume } from './use-pausing.ts';

interface PauseDialogsProps {
  readonly request: PauseRequested | undefined;
  readonly state: State;
  readonly now: number;
  readonly onClose: () => void;
}

/** Pauses one transition or all, or lets them go on. Both dialogs are always there, as those of locks are. */
export function PauseDialogs({ request, state, now, onClose }: PauseDialogsProps) {
  const last = useLast(request);
  const transition = last?.transition;
  const subject = pausedText(transition);
  const reasons =
    transition === undefined ? activeReasons(state.paused, now) : pausesOf(state, transition, now).own;
  return (
    <>
      <Modal opened={request?.action === 'pause'} onClose={onClose} title={`Pause ${subject}`} centered>
        <PauseForm transition={transition} onClose={onClose} />
      </Modal>
      <Modal opened={request?.action === 'resume'} onClose={onClose} title={`Resume ${subject}`} centered>
        <ResumeForm transition={transition} reasons={reasons} onClose={onClose} />
      </Modal>
    </>
  );
}

interface PauseFormProps {
  readonly transition: string | undefined;
  readonly onClose: () => void;
}

function PauseForm({ transition, onClose }: PauseFormProps) {
  const intro =
    transition === undefined
      ? 'Nothing is moved in any environment until it is resumed. What is being rolled out goes on, and people can still deploy.'
      : `Transition ${transition} moves nothing until it is resumed. People can still deploy.`;
  return (
    <ReasonForm
      intro={intro}
      placeholder="Incident: payments are slow"
      open="Until resumed"
      verb={`Pause ${pausedText(transition)}`}
      icon={<IconPlayerPause size={16} aria-hidden />}
      {...(transition === undefined && { color: 'red' })}
      action={usePause(transition, onClose)}
      question={{ kind: 'pause', ...(transition !== undefined && { transition }) }}
      onClose={onClose}
    />
  );
}

/** Only without its last reason a transition goes on; a preview is about that. */
function ResumeForm({ transition, reasons, onClose }: PauseFormProps & { reasons: readonly LockReason[] }) {
  const resumed: PreviewRequest = { kind: 'resume', ...(transition !== undefined && { transition }) };
  return (
    <RemovalForm
      reasons={reasons}
      verb={`Resume ${pausedText(transition)}`}
      icon={<IconPlayerPlay size={16} aria-hidden />}
      action={useResume(transition, onClose)}
      question={(reason) => (reason === undefined || reasons.length === 1 ? resumed : undefined)}
      onClose={onClose}
    />
  );
}
