import { describe, expect, it } from '@jest/globals';
import type { TransitionEntry } from '@tribble/resource-repo/format';
import fc from 'fast-check';
import { flowOrder } from './flow.ts';

/** Several sources are written `a+b`. */
const entry = (source: string, target: string): TransitionEntry => ({
  name: `${source} to ${target}`,
  problems: [],
  transition: {
    sources: source.split('+'),
    needs: 'all',
    target,
    preconditions: [],
    exclude: [],
    together: [],
    perResource: false,
    propagateDeletes: false,
    unlockAfter: false,
    problemAt: (_keys, message) => ({ path: 'transitions.yaml', message }),
  },
});
const entries = (text: string) =>
  text
    .split(' ')
    .filter((arrow) => arrow !== '')
    .map((arrow) => {
      const [source = '', target = ''] = arrow.split('>');
      return entry(source, target);
    });

describe('the order of environments', () => {
  it.each([
    { name: 'nothing', environments: '', arrows: '', order: '' },
    { name: 'by name without transitions', environments: 'b c a', arrows: '', order: 'a b c' },
    {
      name: 'as versions flow',
      environments: 'dev latest pp prod',
      arrows: 'pp>prod dev>pp latest>dev',
      order: 'latest dev pp prod',
    },
    { name: 'fan-out by name', environments: '', arrows: 'pp>us pp>eu', order: 'pp eu us' },
    { name: 'fan-in after all sources', environments: '', arrows: 'z>pp a>pp', order: 'a z pp' },
    {
      name: 'a transition with several sources after all of them',
      environments: '',
      arrows: 'z+y>b a>z',
      order: 'a y z b',
    },
    { name: 'two pipes', environments: '', arrows: 'x>y a>b', order: 'a b x y' },
    {
      name: 'those without a transition last',
      environments: 'a0 demo',
      arrows: 'latest>dev',
      order: 'latest dev a0 demo',
    },
    { name: 'a circle', environments: '', arrows: 'a>b b>c c>a', order: 'b c a' },
    { name: 'a way into a circle', environments: '', arrows: 'in>b b>c c>b c>out', order: 'c in b out' },
    {
      name: 'odd names',
      environments: '__proto__ constructor',
      arrows: '10>2 2>constructor',
      order: '10 2 constructor __proto__',
    },
  ])('$name', ({ environments, arrows, order }) => {
    const names = environments.split(' ').filter((name) => name !== '');
    expect(flowOrder(names, entries(arrows)).join(' ')).toBe(order);
  });

  it('is not led by transitions that are broken', () => {
    expect(flowOrder(['b', 'a'], [{ name: 'x', problems: [] }])).toEqual(['a', 'b']);
  });

  it('names each once, whatever the transitions, and a source first unless there is a circle', () => {
    const name = fc.constantFrom('a', 'b', 'c', 'd', 'e');
    fc.assert(
      fc.property(fc.array(name), fc.array(fc.tuple(name, name)), (names, arrows) => {
        const order = flowOrder(
          names,
          arrows.map(([source, target]) => entry(source, target)),
        );
        expect([...order].sort()).toEqual([...new Set([...names, ...arrows.flat()])].sort());
        const upwards = arrows.filter(([source, target]) => source < target);
        const free = flowOrder(
          names,
          upwards.map(([source, target]) => entry(source, target)),
        );
        for (const [source, target] of upwards)
          expect(free.indexOf(source)).toBeLessThan(free.indexOf(target));
      }),
    );
  });
});
