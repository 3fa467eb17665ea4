import type { Answer, Question } from '@tribble/promotion';
import { canonicalJson, type Value } from '@tribble/resource-repo/format';
import { type Cancel, redactUrl } from '@tribble/service-kit';

const longestBackoff = 5 * 60_000;

/** A question, what is known of it, and when it is asked again. */
export type Entry = {
  question: Question;
  answer?: Answer;
  failures: number;
  isWanted: boolean;
  wantedAt: number;
  /** When to ask, in milliseconds; Infinity where the answer is final. */
  due: number;
  isBeingAsked: boolean;
  /** It has to be asked once more, because the asking in flight began before that was wanted. */
  again: boolean;
  cancelTimer?: Cancel | undefined;
  /** Who waits for the end of what is being asked. */
  waiting: (() => void)[];
};

/** A question that was never asked. */
export function newEntry(question: Question): Entry {
  return {
    question,
    failures: 0,
    isWanted: true,
    wantedAt: 0,
    due: 0,
    isBeingAsked: false,
    again: false,
    waiting: [],
  };
}

/** Nobody wants it any more. */
export function setAside(entry: Entry): void {
  entry.isWanted = false;
  stopTimer(entry);
}

export function stopTimer(entry: Entry): void {
  entry.cancelTimer?.();
  entry.cancelTimer = undefined;
}

/** Resolves once nothing is being asked any more; at once where nothing is. */
export async function settled(entry: Entry): Promise<void> {
  if (entry.isBeingAsked) await new Promise<void>((resolve) => entry.waiting.push(resolve));
}

/** Tells those who wait, where nothing is being asked any more. */
export function tellSettled(entry: Entry): void {
  if (entry.isBeingAsked) return;
  for (const resolve of entry.waiting.splice(0)) resolve();
}

/** Milliseconds until it is asked again: later and later after errors. */
export function delayOf({ question: { interval }, failures }: Entry): number {
  return Math.min(Math.max(interval, longestBackoff), interval * 2 ** Math.max(0, failures - 1));
}

/** What a Job came to does not change any more. */
export function isFinal(answer: Answer): boolean {
  return answer.kind === 'job' && answer.state !== 'running';
}

/** The same content is the same question; what it is about is part of it. Questions and answers are plain data. */
export function keyOf(question: Question): string {
  return canonicalJson(question as unknown as Value);
}

/** An answer without its time. */
export function contentOf({ at: _at, ...content }: Answer): string {
  return canonicalJson(content);
}

/** A question in short, for the log. */
export function describe(question: Question): string {
  if (question.kind === 'http') return `${question.method} ${redactUrl(question.url)}`;
  if (question.kind === 'job') return `${question.manifest} in ${question.environment}`;
  return question.command[0] ?? '';
}
