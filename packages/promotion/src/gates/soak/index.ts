import { duration, formatDuration, type ResourceRecord } from '@tribble/resource-repo/format';
import { z } from 'zod';
import type { Change } from '../../change.ts';
import type { Outcomes } from '../../facts.ts';
import { describeChanges } from '../../judge-source.ts';
import { latest } from '../../times.ts';
import type { Evidence, Verdict } from '../../verdict.ts';
import { type CleanNow, cleanNow } from '../clean-now.ts';
import { defineGate, type GateInput } from '../gate.ts';
import { soakedAt } from './clean-time.ts';

type Options = { for: number; queue: boolean };

const longest = 365 * 24 * 60 * 60_000;

/**
 * Exactly this version has been Clean in the source for some time. The time is what the deployer recorded in git, so no restart
 * resets it and no minute counts that nobody saw (docs/adr/0009-outcomes-in-git.md); and the deployer must say now that it is Clean.
 */
export const soak = defineGate<Options>({
  type: 'Soak',
  example: 'Soak: {for: 30m}',
  options: z.strictObject(
    {
      for: duration.refine((length) => length <= longest, 'cannot be longer than 365d'),
      queue: z.boolean('expected true or false').default(false),
    },
    'expected {for: 30m}',
  ),
  check: (input, options) => {
    const { facts, source, changes } = input;
    const judged = describeChanges(input);
    const outcomes = facts.outcomesOf(source);
    const coming = changes.flatMap((change) => comingOf(change));
    if (coming.length === 0) return { kind: 'pass', reason: 'a removal does not soak', judged };
    if (outcomes === undefined) {
      const reason = `no outcomes of ${source} are recorded: its deployer needs \`record_outcomes: true\` and the right to push refs/tribble/*`;
      return { kind: 'unknown', reason, judged };
    }
    const soaks = coming.map((change) => soakOf(change, outcomes, input, options));
    return { ...verdictOf(soaks, options), judged };
  },
});

type Coming = Change & { versionId: string };

function comingOf(change: Change): Coming[] {
  return change.versionId === undefined ? [] : [{ ...change, versionId: change.versionId }];
}

/** How far one version is. */
type Soak =
  | { state: 'soaked'; text: string; revision?: string }
  | { state: 'soaking'; text: string; until: string }
  | { state: Exclude<CleanNow['state'], 'clean'>; text: string };

function soakOf(
  change: Coming,
  outcomes: Outcomes,
  { facts, source }: GateInput,
  { for: length }: Options,
): Soak {
  const what = `${change.resource} ${change.to ?? change.versionId.slice(0, 12)}`;
  const clean = cleanNow(facts, source, change);
  if (clean.state !== 'clean') return { state: clean.state, text: `${what} is not Clean now: ${clean.why}` };
  const record = outcomes.resources.get(change.resource);
  const at = record && isUpToDate(record, outcomes, clean) && soakedAt(record, change.versionId, length);
  if (at === undefined || at === false)
    return { state: 'pending', text: `${what} is Clean in ${source}, which is not recorded yet` };
  const time = new Date(at).toISOString();
  const needed = formatDuration(length);
  if (at > facts.now.getTime())
    return {
      state: 'soaking',
      text: `${what} in ${source} soaks until ${time} (${needed} Clean)`,
      until: time,
    };
  const { revision } = clean;
  const text = `${what} in ${source} was Clean for ${needed} at ${time}`;
  return { state: 'soaked', text, ...(revision !== undefined && { revision }) };
}

/**
 * Whether the record tells of what runs now. The end of a rollout is recorded a little later than it is reported: until then the
 * time of the objects before it, of another base say, must not count for those that took their place.
 */
function isUpToDate(
  { current }: ResourceRecord,
  { last }: Outcomes,
  { revision, tree }: { revision?: string; tree: string },
): boolean {
  return current?.revision === revision || last === undefined || last.tree === tree;
}

function verdictOf(soaks: readonly Soak[], { queue }: Options): Omit<Verdict, 'judged'> {
  const short = soaks.filter(({ state }) => state !== 'soaked');
  if (short.length === 0) return { kind: 'pass', reason: listOf(soaks), evidence: evidenceOf(soaks) };
  // What cannot become Clean by itself must not keep its cure out.
  const isOnItsWay = short.every(({ state }) => state === 'soaking' || state === 'pending');
  const kind = queue && isOnItsWay ? 'hold' : 'wait';
  const until = latest(short.map((each) => (each.state === 'soaking' ? each.until : undefined)));
  const byTimeAlone = short.every(({ state }) => state === 'soaking');
  return { kind, reason: listOf(short), ...(byTimeAlone && until !== undefined && { until }) };
}

/** The first three: the board shows them all. */
function listOf(soaks: readonly Soak[]): string {
  const shown = soaks.slice(0, 3).map(({ text }) => text);
  if (soaks.length > 3) shown.push(`${soaks.length - 3} more`);
  return shown.join('; ');
}

function evidenceOf(soaks: readonly Soak[]): Evidence[] {
  return soaks.slice(0, 3).map((each) => ({
    text: each.text,
    ...(each.state === 'soaked' && each.revision !== undefined && { revision: each.revision }),
  }));
}
