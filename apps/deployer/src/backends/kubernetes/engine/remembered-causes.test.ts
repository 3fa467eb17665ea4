import { describe, expect, it } from '@jest/globals';
import { RememberedCauses } from './remembered-causes.ts';

const web = () => ({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web' } });

/** Asks as soon as it may, again and again, and gives the seconds in between. */
function askerOf(causes: readonly string[]) {
  const remembered = new RememberedCauses();
  let asked = 0;
  const ask = () => {
    asked += 1;
    return Promise.resolve(causes);
  };
  const workload = web();
  const at = (seconds: number, object = workload) => remembered.of(object, new Date(seconds * 1_000), ask);
  const pauses = async (times: number) => {
    const found: number[] = [];
    for (let now = 0; found.length < times;) {
      const { askAt } = await at(now);
      found.push(askAt.getTime() / 1_000 - now);
      now = askAt.getTime() / 1_000;
    }
    return found;
  };
  return { at, pauses, asked: () => asked };
}

describe('causes of a workload that stays the same', () => {
  it.each([
    ['are asked for less and less often', ['no image'], [5, 10, 20, 40, 60, 60]],
    ['are asked for soon where there is none yet', [], [0.25, 0.5, 1, 2, 4, 8, 16, 32, 60]],
  ])('%s', async (_, causes, pauses) => {
    expect(await askerOf(causes).pauses(pauses.length)).toEqual(pauses);
  });

  it('are told in between without asking, until the workload is another', async () => {
    const { at, asked } = askerOf(['no image']);
    await at(0);
    expect((await at(4)).causes).toEqual(['no image']);
    expect(asked()).toBe(1);
    await at(4, web());
    expect(asked()).toBe(2);
  });
});
