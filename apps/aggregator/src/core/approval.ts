import type { Approval, NewApproval, PendingChange, TransitionDetail } from '@tribble/api';
import {
  addApprovals,
  approvalsFile,
  fileAt,
  formatIdentity,
  type Identity,
  parseApprovals,
  parseIdentity,
  parseResourcePath,
  type Run,
  type Snapshot,
  type Trailer,
} from '@tribble/resource-repo/format';
import { editOf, type RequestEdit } from './request-edit.ts';

/** What can be approved of a transition: by the id that an approval names, what would move. */
type Approvable = ReadonlyMap<string, readonly PendingChange[]>;

/** All that is pending as one, or each resource on its own where the transition judges them so. */
export function approvable({ change, perResource, pending }: TransitionDetail): Approvable {
  if (perResource !== true)
    return new Map(change === undefined || pending.length === 0 ? [] : [[change, pending]]);
  const moves = new Map<string, PendingChange[]>();
  // What moves together has one id.
  for (const each of pending) moves.set(each.change, [...(moves.get(each.change) ?? []), each]);
  return moves;
}

/** People are shown the beginning of an id, this long: they may give it back, or more of it. */
const shortest = 12;

/** The changes by their whole ids, each once. What is the beginning of no pending one, or of several, stays as it is. */
export function wholeIds(changes: readonly string[], pending: Approvable): string[] {
  const whole = changes.map((given) => {
    if (pending.has(given) || given.length < shortest) return given;
    const [only, another] = beginningWith(given, pending);
    return only === undefined || another !== undefined ? given : only;
  });
  return [...new Set(whole)];
}

function beginningWith(given: string, pending: Approvable): string[] {
  return [...pending.keys()].filter((id) => id.startsWith(given));
}

/** Why these changes cannot be approved: people approve what they have seen, never what came in the meantime. */
export function approvalFault(
  transition: string,
  changes: readonly string[],
  pending: Approvable,
): string | undefined {
  const gone = changes.filter((change) => !pending.has(change));
  if (gone.length === 0) return undefined;
  const are = `${gone.join(', ')} ${gone.length === 1 ? 'is' : 'are'} not pending for ${transition}`;
  if (pending.size === 0) return `${are}; nothing is.`;
  const all = [...pending].map(([change, moves]) => `${listed(moves)} (change ${change})`).join('; ');
  const unclear = gone.find((change) => beginningWith(change, pending).length > 0);
  if (unclear !== undefined)
    return `${unclear} names no single change: give at least the first ${shortest} characters of its id, and so many that no other pending one begins with them. Pending are: ${all}.`;
  return `${are}; something newer is pending: ${all}. Look at that before you approve it.`;
}

/** `changes` of the approval are whole ids, each once. */
type ApprovalRequest = {
  transition: string;
  approval: NewApproval;
  detail: TransitionDetail;
  /** What the transitioner has committed for the transition. */
  runs: readonly Run[];
};
type Approver = {
  author: Identity;
  now: Date;
  /** When it was asked what is pending. */
  askedAt: Date;
};

/** The commit that approves what is pending; nothing to commit where the same person has approved all of it. */
export function approvalEdit(snapshot: Snapshot, request: ApprovalRequest, approver: Approver): RequestEdit {
  const { transition, approval, detail } = request;
  const file = fileAt(snapshot, approvalsFile);
  const given = parseApprovals(file).approvals.get(transition) ?? [];
  const pending = approvable(detail);
  const isGiven = (change: string) =>
    given.some(
      (each) =>
        each.change === change &&
        isSamePerson(each.by, approver.author) &&
        !isUsedUp(each, pending.get(change) ?? [], request.runs),
    );
  const changes = approval.changes.filter((change) => !isGiven(change));
  if (changes.length === 0) return { edit: undefined };
  const comment = approval.comment?.trim() ?? '';
  const entries = changes.map((change) => ({
    change,
    by: formatIdentity(approver.author),
    at: approver.now.toISOString(),
    ...(comment !== '' && { comment }),
  }));
  // What somebody else approved since may be pending by now, so it stays.
  const kept = new Set([detail.change, ...detail.pending.map(({ change }) => change)]);
  for (const { change, at } of given) if (Date.parse(at) >= approver.askedAt.getTime()) kept.add(change);
  const result = addApprovals(file, transition, entries, (change) => kept.has(change));
  const moves = changes.flatMap((change) => pending.get(change) ?? []);
  const subject = `Approve ${listed(moves)} for ${transition}`;
  const message = { subject, body: comment, trailers: trailersOf(transition, moves) };
  return editOf(approvalsFile, result, message, approver.author);
}

function trailersOf(transition: string, moves: readonly PendingChange[]): Trailer[] {
  return [
    ['Tribble-Action', 'approve'],
    ['Tribble-Transition', transition],
    ...moves.map(({ resource }) => ['Tribble-Resource', resource] as const),
  ];
}

/** An approval lets a change through once: what has moved on it, and was taken back since, needs another one. */
function isUsedUp({ at }: Approval, moves: readonly PendingChange[], runs: readonly Run[]): boolean {
  const resources = new Set(moves.map(({ resource }) => resource));
  return runs.some(
    ({ committedAt, changes }) =>
      secondOf(at) <= secondOf(committedAt) &&
      changes.some(({ path }) => resources.has(parseResourcePath(path)?.resource ?? '')),
  );
}

/** git knows no finer time. */
const secondOf = (time: string) => Math.floor(Date.parse(time) / 1_000);

/** A person may write the name in several ways; the mail address says who it is. */
function isSamePerson(by: string, { email }: Identity): boolean {
  return parseIdentity(by)?.email.toLowerCase() === email.toLowerCase();
}

const mostListed = 5;

/** What would move, in a few words. */
function listed(moves: readonly PendingChange[]): string {
  const words = moves.map(({ resource, to }) =>
    to === undefined ? `the removal of ${resource}` : `${resource} ${to}`,
  );
  const more = words.length - mostListed;
  return more > 0 ? `${words.slice(0, mostListed).join(', ')} and ${more} more` : words.join(', ');
}
