import { describe, expect, it } from '@jest/globals';
import { RequestRefused } from '../../live/services.ts';
import { refusalOf } from './refusal.ts';

const refused = (problem: object) => new RequestRefused({ title: 'Bad Request', status: 400, ...problem });

describe('refusalOf', () => {
  it.each([
    {
      name: 'a fault of a field belongs to the field alone',
      error: refused({ detail: 'One fault.', errors: [{ path: '/body/reason', message: 'is too long' }] }),
      refusal: { fields: { reason: 'is too long' } },
    },
    {
      name: 'a fault of no field stays in the detail',
      error: refused({
        detail: 'One fault.',
        errors: [{ path: '/body/resource', message: 'no such resource' }],
      }),
      refusal: { fields: {}, title: 'Bad Request', detail: 'One fault. /body/resource: no such resource' },
    },
    {
      name: 'headers come in any case',
      error: refused({ errors: [{ path: '/headers/Tribble-Author', message: 'is no author' }] }),
      refusal: { fields: { author: 'is no author' } },
    },
    { name: 'a title alone', error: refused({}), refusal: { fields: {}, title: 'Bad Request' } },
    {
      name: 'no answer at all',
      error: new Error('The aggregator does not answer.'),
      refusal: { fields: {}, title: 'The aggregator does not answer.' },
    },
  ])('$name', ({ error, refusal }) => {
    expect(refusalOf(error, { reason: 'reason', 'tribble-author': 'author' })).toEqual(refusal);
  });
});
