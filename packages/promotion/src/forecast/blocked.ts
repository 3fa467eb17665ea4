import type { ForecastBlocked, LeftOut, TransitionResult } from '@tribble/api';
import type { TransitionEntry } from '@tribble/resource-repo/format';
import { versionText } from '../candidate.ts';
import type { Decision } from '../decide.ts';
import { versionFile } from '../environment-index.ts';
import type { Facts } from '../facts.ts';
import type { JudgedTransition } from '../judge-transition.ts';
import { wireChange } from '../transition-status.ts';

/** What waits according to a decision on all transitions, and why: one entry for what waits for the same. */
export function blockedOf(facts: Facts, { order, transitions, judged }: Decision): ForecastBlocked[] {
  return order.flatMap((name) => {
    const [entry, found] = [transitions.get(name), judged.get(name)];
    return entry && found ? [...blockedTogether(entry, found), ...blockedAlone(facts, entry, found)] : [];
  });
}

function blockedTogether(
  entry: TransitionEntry,
  { result, candidate, until }: JudgedTransition,
): ForecastBlocked[] {
  if (result === 'pass') return [];
  const changes = candidate?.changes ?? [];
  // Nobody knows what a transition would move that is not understood.
  const isFaulty = candidate === undefined && result.result === 'CheckFailed';
  if (changes.length === 0 && !isFaulty) return [];
  return [
    {
      ...placeOf(entry),
      changes: changes.map(wireChange),
      reason: reasonOf(result, entry.transition?.target ?? entry.name),
      ...(until !== undefined && { until }),
    },
  ];
}

/** What a transition leaves as it is, whatever becomes of the rest. */
function blockedAlone(
  facts: Facts,
  entry: TransitionEntry,
  { candidate }: JudgedTransition,
): ForecastBlocked[] {
  const groups = new Map<string, LeftOut[]>();
  for (const each of candidate?.leftOut ?? []) {
    const key = JSON.stringify([each.reason, each.message, each.until]);
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { reason, message, until } = first;
    return {
      ...placeOf(entry),
      changes: group.map(({ resource }) => changeOf(facts, entry, resource)),
      reason: message === undefined ? reason : `${reason}: ${message}`,
      ...(until !== undefined && { until }),
    };
  });
}

function placeOf({ name, transition }: TransitionEntry) {
  return { transition: name, source: transition?.sources[0] ?? '', target: transition?.target ?? name };
}

function changeOf({ snapshot }: Facts, { transition }: TransitionEntry, resource: string) {
  const source = transition?.sources.find((name) => versionFile(snapshot, name, resource));
  const from = transition && versionText(versionFile(snapshot, transition.target, resource));
  const to = source === undefined ? undefined : versionText(versionFile(snapshot, source, resource));
  return wireChange({
    resource,
    sources: [],
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
  });
}

/** The result of a transition in words. */
function reasonOf(result: TransitionResult, target: string): string {
  if (result.result === 'Success') return 'moves now';
  if (result.result !== 'Skipped') return result.message;
  const { reason, message } = result;
  if (reason === 'TargetLocked') return `${target} is locked: ${message ?? 'no reason was given'}`;
  if (reason === 'Paused') return `paused: ${message ?? 'no reason was given'}`;
  return message ?? reason;
}
