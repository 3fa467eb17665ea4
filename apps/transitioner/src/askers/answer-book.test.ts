import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { CommandQuestion, JobQuestion, Question } from '@tribble/promotion';
import { createMetrics, type Metrics } from '@tribble/service-kit';
import {
  type FakeClock,
  fakeClock,
  recordingLogger,
  type RecordingLogger,
} from '@tribble/service-kit/testing';
import { AnswerBook } from './answer-book.ts';
import type { Said } from './asking.ts';
import { QuestionMetrics } from './question-metrics.ts';

const second = 1_000;
const minute = 60 * second;
const question = (name: string): CommandQuestion => ({
  kind: 'command',
  about: 'a change',
  command: [name],
  variables: {},
  interval: minute,
  timeout: 10 * second,
});
const job: JobQuestion = {
  kind: 'job',
  about: 'a change',
  environment: 'dev',
  manifest: 'tests/smoke.yaml',
  manifestId: 'a',
  variables: {},
  interval: 5 * second,
  timeout: minute,
};
const said = (exitCode: number): Said => ({ kind: 'command', exitCode, output: '' });

type Asking = {
  question: Question;
  signal: AbortSignal;
  answer: (said: Said) => Promise<void>;
  fail: (reason: string) => Promise<void>;
};

let clock: FakeClock;
let askings: Asking[];
let changes: number;
let recorded: RecordingLogger;
let metrics: Metrics;
let book: AnswerBook;

function bookOf(limit?: number): AnswerBook {
  const settled = () => clock.advance(0);
  return new AnswerBook({
    ask: (asked, signal) =>
      new Promise((resolve, reject) => {
        signal.addEventListener('abort', () => reject(new Error('aborted')));
        askings.push({
          question: asked,
          signal,
          answer: (content) => (resolve(content), settled()),
          fail: (reason) => (reject(new Error(reason)), settled()),
        });
      }),
    clock,
    log: recorded.log,
    metrics: new QuestionMetrics(metrics),
    changed: () => (changes += 1),
    ...(limit !== undefined && { limit }),
  });
}

/** The asking that was not looked at yet; there is exactly one. */
function only(): Asking {
  const [asking, second_] = askings.splice(0);
  if (asking === undefined || second_ !== undefined) throw new Error('expected exactly one asking');
  return asking;
}

beforeEach(() => {
  clock = fakeClock();
  askings = [];
  changes = 0;
  recorded = recordingLogger();
  metrics = createMetrics();
  book = bookOf();
});
afterEach(() => book.close());

const one = question('one');

describe('what is wanted', () => {
  it('is asked at once, and once', async () => {
    book.want([one, { ...one }]);
    book.want([one]);
    const asking = only();
    expect(asking.question).toEqual(one);
    expect(book.answerTo(one)).toBeUndefined();
    await asking.answer(said(0));
    expect(book.answerTo({ ...one })).toEqual({ ...said(0), at: '2026-01-01T00:00:00.000Z' });
    expect(changes).toBe(1);
  });

  it('is asked again at its interval, and only other content is news', async () => {
    book.want([one]);
    await only().answer(said(75));
    await clock.advance(minute - 1);
    book.want([one]);
    expect(askings).toEqual([]);
    await clock.advance(1);
    expect(book.answerTo(one)).toMatchObject({ exitCode: 75 });
    await only().answer(said(75));
    expect(changes).toBe(1);
    expect(book.answerTo(one)?.at).toBe('2026-01-01T00:01:00.000Z');
    await clock.advance(minute);
    await only().answer(said(0));
    expect(changes).toBe(2);
  });

  it('is not asked again while an asking takes long', async () => {
    book.want([one]);
    await clock.advance(10 * minute);
    book.want([one]);
    await only().answer(said(0));
    expect(askings).toEqual([]);
  });

  it('is not asked any more once nobody wants it', async () => {
    book.want([one]);
    await only().answer(said(75));
    book.want([]);
    await clock.advance(2 * minute);
    expect(askings).toEqual([]);
    expect(clock.waiting()).toEqual([]);
    book.want([one]);
    await only().answer(said(0));
  });

  it('counts while it is fresh: what was said long ago may be over', async () => {
    book.want([one]);
    await only().answer(said(0));
    book.want([]);
    await clock.advance(minute + 10 * second);
    expect(book.answerTo(one)).toMatchObject({ exitCode: 0 });
    await clock.advance(1);
    expect(book.answerTo(one)).toBeUndefined();
  });

  it('is asked 16 at a time, the others as soon as one has ended', async () => {
    const questions = Array.from({ length: 20 }, (_, index) => question(`q${index}`));
    book.want(questions);
    expect(askings).toHaveLength(16);
    await askings[3]?.answer(said(0));
    await askings[4]?.fail('no');
    expect(askings.map((each) => each.question)).toEqual(questions.slice(0, 18));
    // What waits for its turn is not asked when nobody wants it any more.
    book.want(questions.slice(0, 19));
    for (const asking of askings.splice(0)) await asking.answer(said(0));
    expect(askings.map((each) => each.question)).toEqual([questions[18]]);
  });
});

describe('what a question is about', () => {
  it('is part of it: nothing that was said of one version counts for another', async () => {
    const newer: CommandQuestion = { ...one, about: 'another change' };
    book.want([one]);
    await only().answer(said(0));
    expect(book.answerTo(newer)).toBeUndefined();
    // Well inside one interval, in which the older one is not asked again.
    await clock.advance(second);
    book.want([newer]);
    const asking = only();
    expect(asking.question).toEqual(newer);
    expect(book.answerTo(newer)).toBeUndefined();
    await asking.answer(said(1));
    expect(book.answerTo(newer)).toMatchObject({ exitCode: 1 });
    expect(book.answerTo(one)).toMatchObject({ exitCode: 0 });
  });
});

describe('what is kept', () => {
  it('is forgotten ten minutes after it was last wanted', async () => {
    book.want([job]);
    await only().answer({ kind: 'job', state: 'succeeded', name: 'Job dev/a' });
    book.want([]);
    await clock.advance(10 * minute);
    book.want([]);
    expect(book.answerTo(job)).toMatchObject({ state: 'succeeded' });
    await clock.advance(1);
    book.want([]);
    expect(book.answerTo(job)).toBeUndefined();
  });

  it('is no more than a limit, the newest first', async () => {
    metrics = createMetrics();
    book = bookOf(3);
    for (const name of ['a', 'b', 'c', 'd']) {
      book.want([question(name)]);
      await only().answer(said(0));
    }
    book.want([]);
    expect(['a', 'b', 'c', 'd'].map((name) => book.answerTo(question(name)) !== undefined)).toEqual([
      false,
      true,
      true,
      true,
    ]);
  });
});

describe('a Job that came to its end', () => {
  it.each(['succeeded', 'failed'] as const)('%s: is not asked again', async (state) => {
    book.want([job]);
    await only().answer({ kind: 'job', state: 'running', name: 'Job dev/a' });
    await clock.advance(5 * second);
    await only().answer({ kind: 'job', state, name: 'Job dev/a' });
    await clock.advance(60 * minute);
    book.want([job]);
    expect(askings).toEqual([]);
    expect(book.answerTo(job)).toMatchObject({ state });
  });

  it('is asked again where everything is', async () => {
    book.want([job]);
    await only().answer({ kind: 'job', state: 'failed', name: 'Job dev/a' });
    void book.refresh([job]);
    expect(book.answerTo(job)).toMatchObject({ state: 'failed' });
    await only().answer({ kind: 'job', state: 'succeeded', name: 'Job dev/b' });
    expect(book.answerTo(job)).toMatchObject({ state: 'succeeded' });
    expect(changes).toBe(2);
  });
});

describe('asking anew', () => {
  it('does not wait for the interval, and starts the interval anew', async () => {
    book.want([one]);
    await only().answer(said(75));
    await clock.advance(30 * second);
    void book.refresh([one]);
    await only().answer(said(0));
    expect(clock.waiting()).toEqual([minute]);
  });

  it('asks once more what was being asked already, and ends with that', async () => {
    book.want([one]);
    const before = only();
    let isDone = false;
    const refreshed = book.refresh([one]).then(() => (isDone = true));
    expect(askings).toEqual([]);
    await before.answer(said(75));
    expect(isDone).toBe(false);
    await only().answer(said(0));
    await refreshed;
    expect(book.answerTo(one)).toMatchObject({ exitCode: 0 });
  });

  it('leaves what is not asked for alone, and what nobody knows', async () => {
    const two = question('two');
    book.want([one, two]);
    for (const asking of askings.splice(0)) await asking.answer(said(75));
    const refreshed = book.refresh([two, question('three')]);
    const asking = only();
    expect(asking.question).toEqual(two);
    await asking.fail('no');
    await refreshed;
    expect(book.answerTo(one)).toMatchObject({ exitCode: 75 });
    expect(book.answerTo(two)).toMatchObject({ kind: 'error' });
  });

  it('ends when the book is closed, or when nobody wants it any more', async () => {
    const questions = Array.from({ length: 17 }, (_, index) => question(`q${index}`));
    const last = questions.slice(16);
    book.want(questions);
    const refreshed = book.asked(last);
    book.want(questions.slice(0, 16));
    await askings[0]?.answer(said(0));
    await refreshed;
    const closed = book.asked(questions);
    await book.close();
    await closed;
  });
});

describe('an error', () => {
  it('is an answer, told once, and asked again later and later', async () => {
    book.want([one]);
    const delays: (number | undefined)[] = [];
    for (let count = 0; count < 5; count += 1) {
      await only().fail('https://ann:hunter2@host refused');
      delays.push(clock.waiting()[0]);
      await clock.advance(delays.at(-1) ?? 0);
    }
    expect(delays.map((delay) => (delay ?? 0) / minute)).toEqual([1, 2, 4, 5, 5]);
    expect(book.answerTo(one)).toMatchObject({ kind: 'error', message: 'https://***@host refused' });
    expect(changes).toBe(1);
    expect(recorded.lines).toMatchObject([
      { level: 'warn', question: 'one', message: 'https://***@host refused', msg: 'a gate has no answer' },
    ]);
    await only().answer(said(0));
    expect(clock.waiting()).toEqual([minute]);
  });
});

describe('what is counted', () => {
  it('is what was asked, what came of it, how long it took, and what waits for its turn', async () => {
    const told = async () => {
      const text = await metrics.registry.metrics();
      return text.split('\n').filter((line) => /^tribble_gate_(?!.*bucket|.*_sum)/.test(line));
    };
    book.want([job, ...Array.from({ length: 17 }, (_, index) => question(`q${index}`))]);
    expect(await told()).toEqual(['tribble_gate_questions_waiting 2']);
    const [first, second_, third] = askings;
    await first?.answer({ kind: 'job', state: 'failed', name: 'Job dev/a' });
    await second_?.fail('no');
    await third?.answer({ kind: 'error', message: 'no' });
    expect(await told()).toEqual([
      'tribble_gate_questions_total{kind="job",result="answer"} 1',
      'tribble_gate_questions_total{kind="command",result="error"} 2',
      'tribble_gate_question_duration_seconds_count{kind="job"} 1',
      'tribble_gate_question_duration_seconds_count{kind="command"} 2',
      'tribble_gate_questions_waiting 0',
    ]);
  });
});

describe('closing', () => {
  it('aborts what is in flight, waits for it, and asks nothing any more', async () => {
    const questions = Array.from({ length: 20 }, (_, index) => question(`q${index}`));
    book.want(questions);
    await book.close();
    expect(askings).toHaveLength(16);
    expect(askings.every(({ signal }) => signal.aborted)).toBe(true);
    expect(clock.waiting()).toEqual([]);
    book.want([one]);
    expect(askings).toHaveLength(16);
    expect(changes).toBe(0);
    expect(recorded.lines).toEqual([]);
  });
});
