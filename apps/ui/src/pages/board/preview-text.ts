import type { Preview, PreviewMove } from '@tribble/api';
import { position } from '../../components/problem-place.ts';
import { absoluteTime, timeOf } from '../../components/time.ts';
import { changesText, changeText, versionCount } from '../../components/versions.ts';

/** What would come of an action, line by line: what it sets free, what it holds, what it moves to another time. */
export function previewLines({ released, held, rescheduled, problems }: Preview): string[] {
  const lines = [
    ...byTarget(released).map(([target, moves]) => moveText(moves, `released to ${target}`)),
    ...byTarget(held).map(([target, moves]) => moveText(moves, `held back from ${target}`)),
    ...rescheduled.map(rescheduledText),
  ];
  const faults = problems.map((problem) => `${position(problem)}: ${problem.message}`);
  const nothing = lines.length === 0 ? ['No version would move earlier or later because of this.'] : [];
  return [...lines, ...nothing, ...faults];
}

function byTarget(moves: readonly PreviewMove[]): [target: string, moves: PreviewMove[]][] {
  const groups = new Map<string, PreviewMove[]>();
  for (const move of moves) groups.set(move.target, [...(groups.get(move.target) ?? []), move]);
  return [...groups];
}

function moveText(moves: readonly PreviewMove[], what: string): string {
  const changes = moves.map(({ change }) => change);
  return `${versionCount(changes.length)} would be ${what}: ${changesText(changes)}`;
}

function rescheduledText({ target, change, before, after }: PreviewMove): string {
  return `${changeText(change)} would move to ${target} ${timeText(after.at)} instead of ${timeText(before.at)}`;
}

function timeText(time: string | undefined): string {
  const at = timeOf(time);
  return at === undefined ? 'later than can be foreseen' : `at ${absoluteTime(at)}`;
}
