import type { Logger } from '../log/logger.ts';
import type { Outcome, OutcomeKind } from './outcome.ts';

const messages: Record<OutcomeKind, string> = {
  changed: 'turn changed something',
  unchanged: 'turn found nothing to do',
  blocked: 'turn is blocked',
  stalled: 'turn is stalled until somebody edits',
  failed: 'turn failed and is tried again',
};

type Report = { outcome: Outcome; before: Outcome | undefined; error?: unknown };

/** Writes the log line of an outcome that is not the one before. */
export function reportOutcome(log: Logger, loop: string, { outcome, before, error }: Report): void {
  const { kind, reason, facts } = outcome;
  const fields = { loop, reason, ...(facts && { facts }), ...(error !== undefined && { err: error }) };
  log[levelOf(kind, before)](fields, messages[kind]);
}

/** Nothing to do is worth a line only where it says that a trouble is over. */
function levelOf(kind: OutcomeKind, before: Outcome | undefined): 'debug' | 'info' | 'warn' {
  if (kind === 'failed' || kind === 'stalled') return 'warn';
  const recovered = before !== undefined && before.kind !== 'changed';
  return kind === 'unchanged' && !recovered ? 'debug' : 'info';
}
