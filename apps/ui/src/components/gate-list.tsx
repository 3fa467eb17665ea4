import type { Evidence, GateVerdict } from '@tribble/api';
import { Few } from './few.tsx';
import { Quote } from './quote.tsx';
import { Since } from './since.tsx';
import { VerdictMark } from './verdict-mark.tsx';
import { webLink } from './web-link.ts';
import './gate-list.css';

interface GateListProps {
  readonly gates: readonly GateVerdict[];
  /** How many further verdicts are not told. */
  readonly more?: number | undefined;
}

/** What each gate says, why, until when, and what that rests on. */
export function GateList({ gates, more = 0 }: GateListProps) {
  return (
    <>
      <Few items={gates} most={20} what="verdicts" className="gate-list" keyOf={nameOf}>
        {(verdict) => <Gate verdict={verdict} />}
      </Few>
      {more > 0 && <p className="gate-text faint">and {more} more</p>}
    </>
  );
}

function Gate({ verdict }: { verdict: GateVerdict }) {
  const { gate, source, resource, reason, judged, evidence = [], until } = verdict;
  return (
    <>
      <div className="gate-head">
        <VerdictMark verdict={verdict.verdict} />
        <span className="gate-name">{gate}</span>
        <span className="faint">{resource === undefined ? source : `${resource} in ${source}`}</span>
      </div>
      <p className="gate-text">{reason}</p>
      {until !== undefined && (
        <p className="gate-text">
          May change by itself: <Since time={until} />
        </p>
      )}
      <details className="fold">
        <summary>
          What was judged<span className="for-ears"> by {nameOf(verdict)}</span>
        </summary>
        <p className="gate-text">{judged}</p>
        {evidence.map((each, index) => (
          <EvidenceText key={index} evidence={each} name={`Evidence ${index + 1} of ${nameOf(verdict)}`} />
        ))}
      </details>
    </>
  );
}

function EvidenceText({ evidence, name }: { evidence: Evidence; name: string }) {
  const { text, link, revision } = evidence;
  const address = webLink(link);
  return (
    <>
      <Quote text={text} name={name} />
      {link !== undefined && (
        <p className="gate-text">
          {address === undefined ? (
            link
          ) : (
            <a href={address} target="_blank" rel="noreferrer noopener">
              {address}
            </a>
          )}
        </p>
      )}
      {revision !== undefined && <p className="gate-text faint mono">at {revision.slice(0, 7)}</p>}
    </>
  );
}

function nameOf({ gate, source, resource }: GateVerdict): string {
  return `${gate} for ${resource === undefined ? source : `${resource} in ${source}`}`;
}
