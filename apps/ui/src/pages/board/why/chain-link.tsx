import type { ExplanationLink } from '@tribble/api';
import { IconCircleCheck, IconClock, IconHandStop, type TablerIcon } from '@tabler/icons-react';
import { GateList } from '../../../components/gate-list.tsx';
import { ReasonList } from '../../../components/reason-list.tsx';
import { Since } from '../../../components/since.tsx';
import { linkPlace } from './link-place.ts';

const looks: Record<ExplanationLink['state'], { icon: TablerIcon; color: string; meaning: string }> = {
  done: { icon: IconCircleCheck, color: 'status-Clean', meaning: 'the version is past it' },
  blocking: { icon: IconHandStop, color: 'status-Failed', meaning: 'the version stands here' },
  waiting: { icon: IconClock, color: 'status-Outdated', meaning: 'the version will come here' },
};

/** One step on the way of a version: how it stands there, why, what comes next and when. */
export function ChainLink({ link }: { link: ExplanationLink }) {
  const { state, code, reason, nextAction, earliest, locks = [], gates = [] } = link;
  const { icon: Icon, color, meaning } = looks[state];
  return (
    <>
      <div className="chain-head">
        <span className={`status-mark ${color}`} title={meaning}>
          <Icon size={14} aria-hidden />
          {state}
        </span>
        <span className="chain-place">{linkPlace(link)}</span>
        {code !== undefined && <span className="faint">{code}</span>}
      </div>
      <p className="chain-text">{reason}</p>
      {locks.length > 0 && <ReasonList reasons={locks} />}
      {nextAction !== undefined && <p className="chain-text">Next: {nextAction}</p>}
      {earliest !== undefined && (
        <p className="chain-text">
          Over at the earliest: <Since time={earliest} />
        </p>
      )}
      {gates.length > 0 && (
        <details className="fold">
          <summary>
            What its gates say<span className="for-ears"> ({linkPlace(link)})</span>
          </summary>
          <GateList gates={gates} />
        </details>
      )}
    </>
  );
}
