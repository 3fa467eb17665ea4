import type { LeftOut } from '@tribble/api';
import type { Roles, Transition } from '@tribble/resource-repo/format';
import { type Candidate, narrow } from './candidate.ts';
import type { Change } from './change.ts';
import type { Facts } from './facts.ts';
import type { Gates } from './gates/index.ts';
import { judgeSource, type Judged } from './judge-source.ts';
import type { Question } from './question.ts';
import { earliest } from './times.ts';
import { judgedAsOne, withGroups } from './together.ts';
import type { GateVerdict, VerdictKind } from './verdict.ts';

/** Which resources of an environment must stay as they are. */
export type Hold = 'all' | Pick<ReadonlySet<string>, 'has'>;

/** Why the gates let nothing move. */
export type Refusal = { kind: Exclude<VerdictKind, 'pass'>; message: string; until?: string };

/** What the gates make of a candidate. */
export type Judgement = {
  /** What may move now; where nothing may, what would. */
  candidate: Candidate;
  /** Why nothing may move; absent where something may. */
  refusal?: Refusal;
  /** What of each source must be left as it is meanwhile. */
  holds: ReadonlyMap<string, Hold>;
  verdicts: readonly GateVerdict[];
  questions: readonly Question[];
};

/** A transition with what it is judged by. */
export type Rule = { name: string; transition: Transition; roles: Roles; facts: Facts; gates: Gates };

/** Asks the gates of a transition, for all resources at once or for each on its own. */
export function judgeCandidate(candidate: Candidate, rule: Rule): Judgement {
  return rule.transition.perResource ? judgeEach(candidate, rule) : judgeAll(candidate, rule);
}

function judgeAll(candidate: Candidate, rule: Rule): Judgement {
  const { refusal, judged } = judgeChanges(candidate.changes, rule, { all: candidate.changes });
  const holds = new Map<string, Hold>();
  if (refusal) for (const { source, verdicts } of judged) if (isHeldBy(verdicts)) holds.set(source, 'all');
  return { candidate, ...(refusal && { refusal }), holds, ...together(judged) };
}

function judgeEach(candidate: Candidate, rule: Rule): Judgement {
  const refusals = new Map<string, Refusal>();
  const held = new Map<string, Set<string>>();
  const all: Judged[] = [];
  const asOneWith = judgedAsOne(rule.transition, candidate.changes);
  for (const change of candidate.changes) {
    const { resource } = change;
    const { refusal, judged } = judgeChanges([change], rule, { resource, all: asOneWith(change) });
    for (const each of judged) all.push(each);
    if (refusal === undefined) continue;
    refusals.set(resource, refusal);
    for (const { source, verdicts } of judged)
      if (isHeldBy(verdicts)) held.set(source, (held.get(source) ?? new Set()).add(resource));
  }
  const passed = narrow(candidate, (resource) => leftOutBy(refusals.get(resource)));
  const decisive = decisiveOf([...refusals.values()]);
  const holds = wideHolds(held, candidate, rule.transition, refusals);
  const rest = { holds, ...together(all) };
  return passed.changes.length > 0 || decisive === undefined
    ? { candidate: passed, ...rest }
    : { candidate, refusal: decisive, ...rest };
}

/**
 * What is held holds its groups: half of one could not move on. What a gate refuses for good is left free, because only another
 * version can mend it.
 */
function wideHolds(
  held: ReadonlyMap<string, ReadonlySet<string>>,
  { changes }: Candidate,
  transition: Transition,
  refusals: ReadonlyMap<string, Refusal>,
): Map<string, Hold> {
  if (transition.together.length === 0) return new Map(held);
  const asOneWith = judgedAsOne(transition, changes);
  return new Map(
    [...held].map(([source, resources]) => {
      const tied = changes.filter(({ resource }) => resources.has(resource)).flatMap(asOneWith);
      const wide = withGroups(new Set(tied.map(({ resource }) => resource)), transition.together);
      const isFree = (resource: string) => isForGood(refusals.get(resource)) && !resources.has(resource);
      return [source, { has: (resource) => wide.has(resource) && !isFree(resource) }];
    }),
  );
}

const isForGood = (refusal: Refusal | undefined) => refusal?.kind === 'fail' || refusal?.kind === 'unknown';

function leftOutBy(refusal: Refusal | undefined): Omit<LeftOut, 'resource'> | undefined {
  if (refusal === undefined) return undefined;
  const { message, until } = refusal;
  return { reason: 'Held', message, ...(until !== undefined && { until }) };
}

/** What stands for several refusals: what may pass soon before what waits, and that before what failed. */
function decisiveOf(refusals: readonly Refusal[]): Refusal | undefined {
  const [first] = refusals;
  if (first === undefined) return undefined;
  const kinds = refusals.map(({ kind }) => kind);
  const kind = (['hold', 'wait'] as const).find((each) => kinds.includes(each)) ?? first.kind;
  const until = earliest(refusals.map((each) => each.until));
  const message = fewReasons(refusals.map((each) => each.message));
  return { kind, message, ...(until !== undefined && { until }) };
}

/** The first of several reasons, each once, and how many more. */
export function fewReasons(messages: readonly string[]): string {
  const different = [...new Set(messages)];
  const more = different.length > 5 ? [`${different.length - 5} more reasons`] : [];
  return [...different.slice(0, 5), ...more].join('; ');
}

/** Asks each source about the changes that it holds. Of `any` sources one that passes is enough for a change. */
function judgeChanges(
  changes: readonly Change[],
  rule: Rule,
  { resource, all }: { resource?: string; all: readonly Change[] },
): { refusal?: Refusal; judged: Judged[] } {
  const { sources, needs } = rule.transition;
  const judged = sources.flatMap((source) => {
    const own = changes.filter((change) => change.sources.includes(source));
    return own.length === 0
      ? []
      : [
          judgeSource({
            ...rule,
            source,
            changes: own,
            all,
            ...(resource !== undefined && { resource }),
          }),
        ];
  });
  const refusalOf = (change: Change) => {
    const refusals = judged
      .filter(({ source }) => change.sources.includes(source))
      .map(({ verdicts }) => firstRefusal(verdicts));
    return needs === 'any' && refusals.includes(undefined)
      ? undefined
      : refusals.find((each) => each !== undefined);
  };
  for (const change of changes) {
    const refusal = refusalOf(change);
    if (refusal) return { refusal, judged };
  }
  return { judged };
}

function firstRefusal(verdicts: readonly GateVerdict[]): Refusal | undefined {
  for (const { gate, kind, reason, until } of verdicts) {
    if (kind !== 'pass')
      return { kind, message: `${gate}: ${reason}`, ...(until !== undefined && { until }) };
  }
  return undefined;
}

/** Only the gate that decides may hold a source: what would be asked later must not. */
function isHeldBy(verdicts: readonly GateVerdict[]): boolean {
  return firstRefusal(verdicts)?.kind === 'hold';
}

function together(judged: readonly Judged[]): Pick<Judgement, 'verdicts' | 'questions'> {
  return {
    verdicts: judged.flatMap(({ verdicts }) => verdicts),
    questions: judged.flatMap(({ questions }) => questions),
  };
}
