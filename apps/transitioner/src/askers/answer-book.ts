import { setMaxListeners } from 'node:events';
import type { Answer, Question } from '@tribble/promotion';
import { type Clock, type Logger, redact } from '@tribble/service-kit';
import {
  contentOf,
  delayOf,
  describe,
  type Entry,
  isFinal,
  keyOf,
  newEntry,
  setAside,
  settled,
  stopTimer,
  tellSettled,
} from './answer-entry.ts';
import { type Ask, messageOf, type Said } from './asking.ts';
import type { QuestionMetrics } from './question-metrics.ts';
import { slots } from './slots.ts';

const atOnce = 16;
const keptUnwanted = 10 * 60_000;

export type AnswerBookOptions = {
  ask: Ask;
  clock: Clock;
  log: Logger;
  metrics: QuestionMetrics;
  /** Something else was answered than before. */
  changed: () => void;
  /** How many questions are kept at most. */
  limit?: number;
};

/**
 * Keeps the newest answer to every question that decisions ask, in memory only, and asks again at its interval for as long as
 * it is wanted. One asking at a time for each question, and not too many over all.
 */
export class AnswerBook {
  readonly #options: AnswerBookOptions;
  readonly #limit: number;
  readonly #entries = new Map<string, Entry>();
  readonly #inSlot = slots(atOnce);
  readonly #running = new Set<Promise<void>>();
  readonly #stopping = new AbortController();

  constructor(options: AnswerBookOptions) {
    this.#options = options;
    this.#limit = options.limit ?? 10_000;
    // Everything in flight listens to it, which is no leak.
    setMaxListeners(0, this.#stopping.signal);
  }

  /** The newest answer. One that should have been asked again long ago counts no more: what it said may be over. */
  answerTo(question: Question): Answer | undefined {
    const answer = this.#entries.get(keyOf(question))?.answer;
    if (answer === undefined || isFinal(answer) || answer.kind === 'error') return answer;
    const age = this.#now() - Date.parse(answer.at);
    return age <= question.interval + question.timeout ? answer : undefined;
  }

  /** Takes what the newest decision asks. What no decision asks any more is not asked, and forgotten after a while. */
  want(questions: readonly Question[]): void {
    if (this.#stopping.signal.aborted) return;
    const wanted = new Map(questions.slice(0, this.#limit).map((each) => [keyOf(each), each]));
    for (const [key, entry] of this.#entries) if (!wanted.has(key)) setAside(entry);
    for (const [key, question] of wanted) {
      const entry = this.#entries.get(key) ?? newEntry(question);
      // Those that were wanted last stand last, so that the first ones can be dropped.
      this.#entries.delete(key);
      this.#entries.set(key, Object.assign(entry, { isWanted: true, wantedAt: this.#now() }));
      this.#schedule(entry);
    }
    this.#forget();
  }

  /** Asks these anew, what was final too, and resolves once all have been asked; until then the answers stay. */
  async refresh(questions: readonly Question[]): Promise<void> {
    const entries = this.#entriesOf(questions);
    for (const entry of entries) {
      stopTimer(entry);
      entry.due = this.#now();
      entry.again = entry.isBeingAsked;
      this.#schedule(entry);
    }
    await Promise.all(entries.map(settled));
  }

  /** Resolves once none of these is being asked. */
  async asked(questions: readonly Question[]): Promise<void> {
    await Promise.all(this.#entriesOf(questions).map(settled));
  }

  /** Aborts what is in flight and waits for its end. */
  async close(): Promise<void> {
    this.#stopping.abort();
    this.#entries.forEach(setAside);
    await Promise.all(this.#running);
  }

  #entriesOf(questions: readonly Question[]): Entry[] {
    const keys = new Set(questions.map(keyOf));
    return [...keys].flatMap((key) => this.#entries.get(key) ?? []);
  }

  #now(): number {
    return this.#options.clock.now().getTime();
  }

  #schedule(entry: Entry): void {
    if (!entry.isWanted || entry.isBeingAsked || entry.cancelTimer || entry.due === Infinity) return;
    const delay = entry.due - this.#now();
    if (delay <= 0) {
      this.#start(entry);
      return;
    }
    entry.cancelTimer = this.#options.clock.after(delay, () => {
      entry.cancelTimer = undefined;
      this.#schedule(entry);
    });
  }

  #start(entry: Entry): void {
    entry.isBeingAsked = true;
    const begin = this.#options.metrics.waits();
    const ask = () => {
      begin();
      return this.#ask(entry);
    };
    const asking = this.#inSlot(ask).finally(() => this.#running.delete(asking));
    this.#running.add(asking);
  }

  async #ask(entry: Entry): Promise<void> {
    const { signal } = this.#stopping;
    const said = entry.isWanted ? await this.#attempt(entry.question, signal) : undefined;
    entry.isBeingAsked = false;
    if (said !== undefined && !signal.aborted) {
      this.#record(entry, said);
      this.#schedule(entry);
    }
    tellSettled(entry);
  }

  async #attempt(question: Question, signal: AbortSignal): Promise<Said> {
    const { ask, metrics } = this.#options;
    const end = metrics.asks(question.kind);
    try {
      const said = await ask(question, signal);
      end(said.kind === 'error' ? 'error' : 'answer');
      return said;
    } catch (error) {
      end('error');
      return { kind: 'error', message: redact(messageOf(error)) };
    }
  }

  #record(entry: Entry, said: Said): void {
    const before = entry.answer;
    const now = this.#now();
    entry.answer = { ...said, at: new Date(now).toISOString() };
    entry.failures = said.kind === 'error' ? entry.failures + 1 : 0;
    entry.due = entry.again ? now : isFinal(entry.answer) ? Infinity : now + delayOf(entry);
    entry.again = false;
    if (before !== undefined && contentOf(before) === contentOf(entry.answer)) return;
    const { log, changed } = this.#options;
    if (said.kind === 'error')
      log.warn({ question: describe(entry.question), message: said.message }, 'a gate has no answer');
    changed();
  }

  #forget(): void {
    const oldest = this.#now() - keptUnwanted;
    for (const [key, { isWanted, isBeingAsked, wantedAt }] of this.#entries) {
      // What is being asked stays, or it could be asked a second time meanwhile.
      if (isWanted || isBeingAsked) continue;
      if (wantedAt < oldest || this.#entries.size > this.#limit) this.#entries.delete(key);
    }
  }
}
