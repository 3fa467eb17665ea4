import { expect, it } from '@jest/globals';
import type { Explanation } from '@tribble/api';
import { explainFailure } from './explain-failure.ts';

const failure = { path: 'main', message: 'the remote refuses', hint: 'let it push' };
const moving: Explanation = {
  resource: 's1',
  environment: 'prod',
  wanted: '2',
  arrived: false,
  earliest: '2026-11-21T12:00:00Z',
  summary: 's1 2 moves to pp on its way to prod now',
  links: [
    { state: 'waiting', transition: 'prod', target: 'prod', reason: 'once it is there' },
    {
      state: 'blocking',
      code: 'Moving',
      transition: 'pp',
      target: 'pp',
      reason: 'pp moves it now',
      nextAction: 'wait',
    },
  ],
};

it('tells that what would move now does not', () => {
  const { earliest: _earliest, ...rest } = moving;
  expect(explainFailure(moving, failure)).toEqual({
    ...rest,
    summary: 's1 2 waits for pp: the remote refuses',
    links: [moving.links[0], { ...moving.links[1], reason: 'the remote refuses', nextAction: 'let it push' }],
  });
});

it('leaves what waits for something else as it is, and everything while all is well', () => {
  const waiting: Explanation = { ...moving, links: moving.links.slice(0, 1) };
  expect(explainFailure(waiting, failure)).toBe(waiting);
  expect(explainFailure(moving, undefined)).toBe(moving);
});
