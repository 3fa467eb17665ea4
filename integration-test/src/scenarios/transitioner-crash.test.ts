import { describe, expect, it } from '@jest/globals';
import { waitUntil } from '../wait-until.ts';
import { inWorld, type World } from '../world.ts';
import { everywhere, isIn } from './cells.ts';
import { type HeldPush, holdPush } from './hooks.ts';
import { mockPipeline, ways } from './pipeline-files.ts';
import { movesInto } from './promotions.ts';

const repository = mockPipeline({ prod: ways.prod, pp: ways.pp, dev: ways.dev });

type Moment = {
  hook: 'pre-receive' | 'post-receive';
  /** Only the process dies, but for this: then git dies with it. */
  isSwitchedOff?: boolean;
  /** What happens from the moment at which the push is held and the transitioner is dead until its successor has started. */
  then: (world: World, push: HeldPush) => Promise<void>;
};

const restart = async (world: World) => void (await world.start('transitioner'));

const moments: Record<string, Moment> = {
  'it has committed, and its push is refused': {
    hook: 'pre-receive',
    then: async (world, push) => {
      await push.release('refuse');
      await restart(world);
    },
  },
  'its push is in flight, and arrives when it is gone': {
    hook: 'pre-receive',
    then: async (world, push) => {
      await push.release('take');
      await waitUntil('the push arrives', async () => (await movesInto(world, 'dev')).length === 2);
      await restart(world);
    },
  },
  'its push is in flight, and arrives when its successor was faster': {
    hook: 'pre-receive',
    then: async (world, push) => {
      await restart(world);
      await world.untilState('the successor has moved 2', isIn('dev', '2'));
      await push.release('take');
    },
  },
  'its push is in flight, and dies with it': {
    hook: 'pre-receive',
    isSwitchedOff: true,
    then: restart,
  },
  'it has pushed, and has not told': {
    hook: 'post-receive',
    then: async (world, push) => {
      await push.release('take');
      await restart(world);
    },
  },
  'it has pushed, and all that it kept is gone too': {
    hook: 'post-receive',
    then: async (world, push) => {
      await world.deleteCheckout('transitioner');
      await restart(world);
      await push.release('take');
    },
  },
};

describe('a transitioner that is killed', () => {
  it.each(Object.entries(moments))(
    'when %s: every move is made once',
    async (name, { hook, isSwitchedOff, then }) => {
      await inWorld(`transitioner crash ${name}`, repository, async (world) => {
        await world.startAll();
        await world.untilState('version 1 is everywhere', everywhere('1'));
        const push = await holdPush(world, hook);
        await world.register('s1', '2');
        await push.arrived();
        const transitioner = world.service('transitioner');
        await (isSwitchedOff === true ? transitioner.switchOff() : transitioner.stop('SIGKILL'));
        await then(world, push);
        await world.untilState('2 is everywhere', everywhere('2'));
        // Whatever was left on the way would show now at the latest.
        await world.register('s1', '3');
        await world.untilState('3 is everywhere', everywhere('3'));
        for (const environment of ['dev', 'pp', 'prod'])
          expect(await movesInto(world, environment)).toHaveLength(3);
        expect(await world.fixture.git('rev-list', '--count', '--min-parents=2', 'main')).toBe('0');
        expect(await world.fixture.git('fsck', '--no-dangling')).toBe('');
      });
    },
  );
});
