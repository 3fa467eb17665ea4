import type { Explanation, ExplanationLink } from '@tribble/api';
import type { Paint } from './paint.ts';
import { indented, verdictText } from './words.ts';

/** An explanation for people: the answer in one sentence, then every link of the way with what can be done there. */
export function explanationText(explanation: Explanation, paint: Paint): string {
  const { summary, links } = explanation;
  return [paint.bold(summary), factsLine(explanation), ...links.map((link) => linkText(link, paint))]
    .filter((part) => part !== '')
    .join('\n\n');
}

function factsLine({ environment, wanted, current, earliest }: Explanation): string {
  return [
    ...(wanted === undefined ? [] : [`wanted: ${wanted}`]),
    `in ${environment} now: ${current ?? 'none'}`,
    ...(earliest === undefined ? [] : [`earliest: ${earliest}`]),
  ].join(', ');
}

function linkText(link: ExplanationLink, paint: Paint): string {
  const { state, code, reason, nextAction, earliest, locks = [], gates = [] } = link;
  const head = `${statePaint(state, paint)(state.padEnd(8))} ${placeOf(link)}${code === undefined ? '' : ` (${code})`}`;
  const lines = [
    reason,
    ...locks
      .filter((lock) => !reason.includes(lock.reason))
      .map(({ reason: why, by, until }) => {
        const end = until === undefined ? '' : `, until ${until}`;
        return `lock: ${why}${by === undefined ? '' : ` (${by})`}${end}`;
      }),
    ...gates.map((gate) => verdictText(gate, paint)),
    ...(nextAction === undefined ? [] : [`next: ${nextAction}`]),
    ...(earliest === undefined || isSaid(earliest, link) ? [] : [`earliest: ${earliest}`]),
  ];
  return [head, ...lines.map(indented)].join('\n');
}

function isSaid(time: string, { reason, nextAction = '' }: ExplanationLink): boolean {
  return reason.includes(time) || nextAction.includes(time);
}

/** The rollout in the environment itself has no way, only a place. */
function placeOf({ transition, source, target }: ExplanationLink): string {
  const way = source === undefined ? (target ?? '') : `${source} -> ${target ?? ''}`;
  if (transition === undefined) return way === '' ? 'rollout' : `rollout in ${way}`;
  return transition === target ? way : `${transition}: ${way}`;
}

function statePaint(state: ExplanationLink['state'], paint: Paint): (text: string) => string {
  if (state === 'done') return paint.green;
  return state === 'blocking' ? paint.red : paint.yellow;
}
