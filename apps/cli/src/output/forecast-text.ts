import type { Forecast } from '@tribble/api';
import type { Paint } from './paint.ts';
import { table } from './table.ts';
import { changesText } from './words.ts';

/** A forecast for people: the moves, what they rest on, and what does not move. */
export function forecastText(forecast: Forecast, label: string, paint: Paint): string {
  const { from, to, moves, blocked, complete } = forecast;
  const parts = [
    paint.dim(`${label}, from ${from} to ${to}`),
    moves.length === 0 ? 'nothing moves' : movesTable(forecast),
    ...assumptions(forecast, paint),
    ...(blocked.length === 0 ? [] : [`${paint.bold('still waiting then:')}\n${blockedTable(forecast)}`]),
    ...(complete ? [] : [paint.yellow('there is more than could be worked out: ask for fewer hours')]),
  ];
  return parts.join('\n\n');
}

function movesTable({ moves }: Forecast): string {
  const rows = moves.map(({ at, transition, source, target, changes, cleanAt }) => [
    ...[at, transition, `${source} -> ${target}`, changesText(changes)],
    cleanAt === undefined ? 'unknown' : cleanAt,
  ]);
  return table(['AT', 'TRANSITION', 'WAY', 'CHANGES', 'CLEAN AT'], rows);
}

function assumptions({ moves }: Forecast, paint: Paint): string[] {
  const assumed = new Set(
    moves.flatMap(({ transition, assumes }) => assumes.map((text) => `${transition}: ${text}`)),
  );
  if (assumed.size === 0) return [];
  return [[paint.bold('taken for granted:'), ...[...assumed].map((text) => `  ${text}`)].join('\n')];
}

function blockedTable({ blocked }: Forecast): string {
  const rows = blocked.map(({ transition, source, target, changes, reason, until }) => [
    ...[transition, `${source} -> ${target}`, changesText(changes)],
    until === undefined ? reason : `${reason}, until ${until}`,
  ]);
  return table(['TRANSITION', 'WAY', 'CHANGES', 'WHY'], rows);
}
