import { expect, it } from '@jest/globals';
import type { CommandQuestion, Question } from '@tribble/promotion';
import { fakeClock } from '@tribble/service-kit/testing';
import { evaluation } from './evaluation.ts';

const question = (name: string): CommandQuestion => ({
  kind: 'command',
  about: 'a change',
  command: [name],
  variables: {},
  interval: 60_000,
  timeout: 10_000,
});
const [first, second] = [question('first'), question('second')];

/** A transition whose second gate is asked once the first one has answered. */
function start() {
  const clock = fakeClock();
  const events: string[] = [];
  const answered = new Set<Question>();
  const answer = new Map<Question, () => void>();
  let questions: readonly Question[] = [];
  const ask = async (asked: readonly Question[]) => {
    for (const each of asked) {
      await new Promise<void>((resolve) => answer.set(each, resolve));
      answered.add(each);
      events.push(`${each === first ? 'first' : 'second'} answered`);
    }
  };
  const loop = {
    turn: () => {
      events.push('turn');
      questions = answered.has(first) ? [first, second] : [first];
      return Promise.resolve();
    },
    questionsOf: (name: string) => (name === 'pp' ? questions : []),
  };
  const askers = {
    refresh: ask,
    asked: ask,
    answerTo: (each: Question) =>
      answered.has(each) ? { kind: 'command' as const, exitCode: 0, output: '', at: '' } : undefined,
  };
  return { clock, events, answer, ...evaluation({ loop, askers, clock }) };
}

it('ends once every gate has answered, those too that are asked only then, and a turn has heard it', async () => {
  const { clock, events, answer, evaluate } = start();
  const done = evaluate('pp').then(() => events.push('done'));
  await clock.advance(0);
  expect(events).toEqual(['turn']);
  answer.get(first)?.();
  await clock.advance(0);
  expect(events).toEqual(['turn', 'first answered', 'turn']);
  answer.get(second)?.();
  await done;
  expect(events).toEqual(['turn', 'first answered', 'turn', 'second answered', 'turn', 'done']);
  expect(clock.waiting()).toEqual([]);
});

it('does not wait for longer than 8 s, and goes no further then', async () => {
  const { clock, events, answer, evaluate } = start();
  const done = evaluate('pp').then(() => events.push('done'));
  await clock.advance(7_999);
  expect(events).toEqual(['turn']);
  await clock.advance(1);
  await done;
  answer.get(first)?.();
  await clock.advance(0);
  expect(events).toEqual(['turn', 'done', 'first answered']);
});

it('waits for nothing once the transitioner stops', async () => {
  const { clock, events, evaluate, close } = start();
  const done = evaluate('pp').then(() => events.push('done'));
  await clock.advance(0);
  close();
  await done;
  expect(events).toEqual(['turn', 'done']);
  expect(clock.waiting()).toEqual([]);
});

it('asks nothing of other transitions', async () => {
  const { events, answer, evaluate } = start();
  await evaluate('prod');
  expect(events).toEqual(['turn', 'turn']);
  expect([...answer]).toEqual([]);
});
