import type { PendingChange, VersionChange } from '@tribble/api';
import { Few } from '../../../components/few.tsx';
import { Quote } from '../../../components/quote.tsx';
import { Since } from '../../../components/since.tsx';
import { changeText } from '../../../components/versions.ts';
import { shortRevision } from '../cell-view.ts';

interface PendingChangesProps {
  readonly changes: readonly VersionChange[];
  /** What is known of them beyond their versions, once it is loaded. */
  readonly known?: readonly PendingChange[] | undefined;
  /** The changelogs are unfolded: somebody is about to answer for them. */
  readonly isUnfolded?: boolean;
}

/** The versions that wait to be moved, each with its changelog. */
export function PendingChanges({ changes, known = [], isUnfolded = false }: PendingChangesProps) {
  return (
    <Few items={changes} most={20} what="versions" className="plain-list" keyOf={({ resource }) => resource}>
      {(change) => {
        const details = known.find(({ resource, to }) => resource === change.resource && to === change.to);
        return (
          <>
            {changeText(change)}
            {details && <Registered change={details} isUnfolded={isUnfolded} />}
          </>
        );
      }}
    </Few>
  );
}

/** Who registered a version, when, and what it brings. */
function Registered({ change, isUnfolded }: { change: PendingChange; isUnfolded: boolean }) {
  const { resource, commit, author, at, changelog } = change;
  return (
    <>
      <div className="faint run-line">
        {commit !== undefined && <span className="mono">{shortRevision(commit)}</span>}
        {author !== undefined && <span>{author}</span>}
        {at !== undefined && (
          <span>
            <Since time={at} />
          </span>
        )}
      </div>
      {changelog !== undefined && changelog !== '' && (
        <details className="fold" open={isUnfolded}>
          <summary>
            Changelog<span className="for-ears"> of {resource}</span>
          </summary>
          <Quote text={changelog} name={`Changelog of ${resource}`} />
        </details>
      )}
    </>
  );
}
