import type { Approval } from '@tribble/api';
import {
  approvalsFile,
  parseApprovals,
  type RepositoryFile,
  type Snapshot,
} from '@tribble/resource-repo/format';
import { remember } from '../../remember.ts';
import { mailOf } from './people.ts';

/** The approvals of a transition by the change that they approve. */
export type Given = {
  isReadable: boolean;
  byChange: ReadonlyMap<string, readonly Approval[]>;
};

type AllGiven = { isReadable: boolean; transitions: ReadonlyMap<string, Given['byChange']> };

/** Worked out once for each content of the file. */
const readFile = remember((file: RepositoryFile): AllGiven => {
  const { approvals, problems } = parseApprovals(file);
  const transitions = [...approvals].map(([transition, list]) => {
    const byChange = new Map<string, Approval[]>();
    for (const approval of list) {
      const known = byChange.get(approval.change);
      if (known) known.push(approval);
      else byChange.set(approval.change, [approval]);
    }
    return [transition, byChange] as const;
  });
  return { isReadable: problems.length === 0, transitions: new Map(transitions) };
});

/** What was approved of a transition; nothing where approvals.yaml is missing or cannot be read. */
export function givenApprovals(snapshot: Snapshot, transition: string): Given {
  const file = snapshot.configuration.get(approvalsFile);
  if (file === undefined) return { isReadable: true, byChange: new Map() };
  const { isReadable, transitions } = readFile(file);
  return { isReadable, byChange: transitions.get(transition) ?? new Map() };
}

/** The first approval of each person, by mail address. Without one nobody knows who it was. */
export function byPerson(approvals: readonly Approval[]): Map<string, Approval> {
  const people = new Map<string, Approval>();
  for (const approval of approvals) {
    const mail = mailOf(approval.by);
    if (mail !== undefined && !people.has(mail)) people.set(mail, approval);
  }
  return people;
}
