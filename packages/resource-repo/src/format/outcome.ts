/**
 * What a rollout came to, as the text of one commit on `refs/tribble/outcomes/ENV`: a subject and a list for people, one
 * line of JSON for programs, trailers. It holds what changed since the outcome before, so that its size does not grow with
 * the environment. Why it says what it says: docs/adr/0009-outcomes-in-git.md.
 */
import type { RolloutStatus } from '@tribble/api';
import { formatMessage } from './trailers.ts';

/** What exactly was deployed of a resource. */
export type DeployedVersion = {
  version?: string;
  /** The git blob id of the version file. */
  versionId?: string;
  /** The hash of the rendered objects, where it is known. */
  digest?: string;
  /** The newest commit that changed any input; absent where the files have a problem. */
  revision?: string;
};

/** How one resource changed since the outcome before. */
export type ResourceOutcome = DeployedVersion & {
  status: RolloutStatus;
  /** Why it is not Clean. */
  reason?: string;
  /** Since when it is Clean, where that is earlier than the outcome. */
  cleanSince?: string;
  /** When the Clean time before ended. A resource that broke and recovered between two outcomes has both times. */
  cleanUntil?: string;
};

export type Outcome = {
  environment: string;
  /** When it was seen, as ISO 8601 in UTC. */
  at: string;
  /** The git tree id of the environment's folder. */
  tree: string;
  /** The commit that the deployer worked from. */
  revision: string;
  /** `Clean` or `Failed`; another word only where a resource ceased to be Clean before there was a result. */
  status: RolloutStatus;
  reasons: readonly string[];
  /** How long it took, from the first turn that saw this tree not Clean. */
  seconds: number;
  /** What changed since the outcome before; null for a resource that is gone. */
  resources: ReadonlyMap<string, ResourceOutcome | null>;
};

const listedForPeople = 20;

/** The commit message of an outcome. */
export function formatOutcome(outcome: Outcome): string {
  const { resources, ...facts } = outcome;
  const lines = [...resources].slice(0, listedForPeople).map(([name, entry]) => resourceLine(name, entry));
  if (resources.size > listedForPeople) lines.push(`- and ${resources.size - listedForPeople} more`);
  const machine = JSON.stringify({ ...facts, resources: Object.fromEntries(resources) });
  return formatMessage({
    subject: subjectOf(outcome),
    body: [lines.join('\n'), machine].filter((part) => part !== '').join('\n\n'),
    trailers: [
      ['Tribble-Action', 'outcome'],
      ['Tribble-Target', outcome.environment],
    ],
  });
}

function subjectOf({ environment, revision, status, seconds, reasons }: Outcome): string {
  const why = reasons.length > 0 ? `: ${reasons.join('; ')}` : '';
  const took = status === 'Clean' ? ` in ${seconds} s` : ` after ${seconds} s`;
  return `${environment}: ${status} at ${revision.slice(0, 7)}${took}${status === 'Clean' ? '' : why}`;
}

function resourceLine(name: string, entry: ResourceOutcome | null): string {
  if (entry === null) return `- ${name}: gone`;
  const words = [entry.status, ...(entry.version === undefined ? [] : [entry.version])].join(' ');
  const line = `- ${name}: ${words}${entry.reason === undefined ? '' : ` (${entry.reason})`}`;
  // Every line for people begins with a dash: none can be taken for the line of the machine.
  return line.replace(/\s+/g, ' ');
}
