import type { GateVerdict } from '@tribble/api';
import {
  IconCircleCheck,
  IconCircleX,
  IconClockPause,
  IconHelpCircle,
  IconHourglass,
  type TablerIcon,
} from '@tabler/icons-react';
import './status-mark.css';

type Word = GateVerdict['verdict'];

const looks: Record<Word, { icon: TablerIcon; color: string; meaning: string }> = {
  pass: { icon: IconCircleCheck, color: 'status-Clean', meaning: 'it says yes' },
  hold: {
    icon: IconHourglass,
    color: 'status-Outdated',
    meaning: 'soon; the source is left as it is meanwhile',
  },
  wait: {
    icon: IconClockPause,
    color: 'status-Outdated',
    meaning: 'for something outside; nobody else waits',
  },
  fail: { icon: IconCircleX, color: 'status-Failed', meaning: 'it says no' },
  unknown: { icon: IconHelpCircle, color: 'status-Failed', meaning: 'it cannot tell, and so nothing moves' },
};

/** What a gate says as icon, word and colour: never by colour alone. */
export function VerdictMark({ verdict }: { verdict: Word }) {
  const { icon: Icon, color, meaning } = looks[verdict];
  return (
    <span className={`status-mark ${color}`} title={meaning}>
      <Icon size={14} aria-hidden />
      {verdict}
    </span>
  );
}
