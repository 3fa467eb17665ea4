import { expect, it } from '@jest/globals';
import { Turns } from './turns.ts';

it('a turn that runs already does not count for who waits', async () => {
  const turns = new Turns();
  const told: string[] = [];
  let end: () => void = () => undefined;
  const running = turns.run(() => new Promise<void>((resolve) => (end = resolve)));
  const waiting = turns.next().then(() => told.push('waiting'));
  end();
  await running;
  expect(told).toEqual([]);
  await turns.run(() => Promise.resolve());
  await waiting;
  expect(told).toEqual(['waiting']);
});

it('a turn that fails ends the wait, too', async () => {
  const turns = new Turns();
  const waiting = turns.next();
  await expect(turns.run(() => Promise.reject(new Error('no git')))).rejects.toThrow('no git');
  await waiting;
});
