import type { TransitionDetail } from '@tribble/api';
import { Since } from '../../../components/since.tsx';
import { Part } from './part.tsx';

/** The approvals that were given, and whether they are of what is pending now. */
export function Approvals({ detail: { approvals, change, pending } }: { detail: TransitionDetail }) {
  const current = new Set([change, ...pending.map((each) => each.change)]);
  return (
    <Part title="Approvals" count={approvals.length}>
      <ul className="plain-list wrap-anywhere">
        {approvals.map((approval) => (
          <li key={`${approval.change} ${approval.by}`}>
            {approval.by}
            {approval.comment !== undefined && `: ${approval.comment}`}
            <span className="faint">
              {' '}
              <Since time={approval.at} />
              {!current.has(approval.change) && ', of something else than what is pending now'}
            </span>
          </li>
        ))}
      </ul>
    </Part>
  );
}
