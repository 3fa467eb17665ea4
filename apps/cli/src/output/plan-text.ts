import type { LeftOut } from '@tribble/api';
import type { Plan, Planned } from '../commands/plan.ts';
import type { Paint } from './paint.ts';
import { table } from './table.ts';
import { changesText, changeText, indented, shownChanges, verdictText } from './words.ts';

/** A plan for people: a table, then what there is to say of each transition. */
export function planText({ transitions, at, reports, first }: Plan, label: string, paint: Paint): string {
  const head = paint.dim(`${label} at ${at}, reports: ${reports}`);
  if (transitions.length === 0) return `${head}\nthere are no transitions`;
  const rows = transitions.map((each) => [
    each.name,
    wayOf(each),
    resultPaint(each, paint)(resultText(each)),
    whyOf(each),
  ]);
  const details = transitions.map((each) => detailsOf(each, paint)).filter((text) => text !== '');
  const before = first === undefined ? [] : [paint.yellow(`before all else: ${first}`)];
  return [[head, ...before].join('\n'), table(['TRANSITION', 'WAY', 'RESULT', 'WHY'], rows), ...details].join(
    '\n\n',
  );
}

function wayOf({ sources, target }: Pick<Planned, 'sources' | 'target'>): string {
  return `${sources.join(' + ')} -> ${target}`;
}

function resultText({ result }: Planned): string {
  return result.result === 'Skipped' ? result.reason : result.result;
}

function resultPaint({ result }: Planned, paint: Paint): (text: string) => string {
  if (result.result === 'Moves') return paint.green;
  if (result.result === 'CheckFailed') return paint.red;
  return result.result === 'Skipped' && result.reason === 'NoChange' ? paint.dim : paint.yellow;
}

function whyOf({ result, pending, until }: Planned): string {
  if (result.result === 'Moves') return changesText(pending);
  const message = 'message' in result ? (result.message ?? '') : '';
  const end = until === undefined || message.includes(until) ? '' : `until ${until}`;
  return [firstLine(message), end].filter((part) => part !== '').join(', ');
}

const longestReason = 80;

/** The details below tell it in full. */
function firstLine(text: string): string {
  return text.length > longestReason ? `${text.slice(0, longestReason - 1)}…` : text;
}

function detailsOf(planned: Planned, paint: Paint): string {
  const { name, pending, leftOut, gates, moreGates, paused } = planned;
  const lines = [
    ...(isTold(planned) ? [] : pending.map(changeText)),
    ...paused.map(
      ({ reason, by }) => `${paint.yellow('paused')} ${reason}${by === undefined ? '' : ` (${by})`}`,
    ),
    ...gates.map((gate) => verdictText(gate, paint)),
    ...(moreGates === undefined ? [] : [`${moreGates} more verdicts`]),
    ...leftOut.map((each) => `${paint.dim('stays')} ${leftOutText(each)}`),
    ...longMessage(planned),
  ];
  if (lines.length === 0) return '';
  return [paint.bold(`${name}: ${wayOf(planned)}`), ...lines.map(indented)].join('\n');
}

/** Whether the table has all changes. */
function isTold({ result, pending }: Planned): boolean {
  return result.result === 'Moves' && pending.length <= shownChanges;
}

function longMessage({ result }: Planned): string[] {
  const message = 'message' in result ? (result.message ?? '') : '';
  return message.length > longestReason ? [message] : [];
}

function leftOutText({ resource, reason, message, until }: LeftOut): string {
  const why = message === undefined ? '' : `: ${message}`;
  return `${resource} (${reason})${why}${until === undefined ? '' : `, until ${until}`}`;
}
