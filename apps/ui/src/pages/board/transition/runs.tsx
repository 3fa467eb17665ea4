import type { TransitionRun } from '@tribble/api';
import {
  IconArrowBackUp,
  IconAlertTriangleFilled,
  IconCircleCheck,
  IconProgress,
  type TablerIcon,
} from '@tabler/icons-react';
import { Few } from '../../../components/few.tsx';
import { Since } from '../../../components/since.tsx';
import { changesText } from '../../../components/versions.ts';
import { shortRevision } from '../cell-view.ts';

const looks: Record<TransitionRun['outcome'], { icon: TablerIcon; color: string; meaning: string }> = {
  Clean: { icon: IconCircleCheck, color: 'status-Clean', meaning: 'it was rolled out' },
  Failed: { icon: IconAlertTriangleFilled, color: 'status-Failed', meaning: 'its rollout failed' },
  Superseded: { icon: IconArrowBackUp, color: 'faint', meaning: 'another version came before it was known' },
  Pending: { icon: IconProgress, color: 'status-InProgress', meaning: 'its rollout is not over' },
};

/** What a transition did last: commit, time, versions, and what came of them. */
export function Runs({ runs }: { runs: readonly TransitionRun[] }) {
  return (
    <Few items={runs} most={3} what="runs" className="plain-list run-list" keyOf={({ commit }) => commit}>
      {(run) => <Run run={run} />}
    </Few>
  );
}

function Run({ run: { commit, at, action, changes, gates, outcome } }: { run: TransitionRun }) {
  const { icon: Icon, color, meaning } = looks[outcome];
  return (
    <>
      <div className="run-line">
        <span className={`status-mark ${color}`} title={meaning}>
          <Icon size={14} aria-hidden />
          {outcome}
        </span>
        <span className="mono">{shortRevision(commit)}</span>
        {action !== 'transition' && <span className="run-action">{action}</span>}
        <span className="faint">
          <Since time={at} />
        </span>
      </div>
      <div className="wrap-anywhere">{changesText(changes)}</div>
      {gates.length > 0 && (
        <details className="fold">
          <summary>
            What the gates said<span className="for-ears"> before {shortRevision(commit)}</span>
          </summary>
          <ul className="plain-list">
            {gates.map((gate) => (
              <li key={gate}>{gate}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
