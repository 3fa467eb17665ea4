import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { duration } from './duration.ts';
import { optionProblems } from './option-problems.ts';

const schema = z.strictObject({
  for: duration,
  url: z.string('expected an address').optional(),
  expect: z.preprocess((value) => value, z.strictObject({ status: z.number().optional() })).optional(),
  headers: z.record(z.string(), z.strictObject({ value: z.string() })).nullish(),
  windows: z.array(z.strictObject({ from: z.string().optional(), to: z.string().optional() })).default([]),
  when: z
    .union(
      [
        z.literal('always').transform(() => ({ every: 0 })),
        z.strictObject({ every: z.number(), jitter: z.number().optional() }),
        z.strictObject({ at: z.strictObject({ hour: z.number() }) }),
        z.union([z.number(), z.strictObject({ deep: z.boolean() })]),
      ],
      'expected `always`, {every} or {at}',
    )
    .optional(),
  kind: z
    .discriminatedUnion('type', [
      z.strictObject({ type: z.literal('a'), apple: z.string().optional() }),
      z.strictObject({ type: z.literal('b'), berry: z.string().optional() }),
    ])
    .optional(),
  nothing: z.strictObject({}).optional(),
});

describe('optionProblems', () => {
  it.each([{ for: '5m' }, { for: '5m', when: 'always' }, { for: '5m', when: { at: { hour: 1 } } }])(
    'has none of %j',
    (options) => {
      expect(optionProblems(schema, options)).toEqual([]);
    },
  );

  const unknown = (keys: PropertyKey[], hint: string) => ({ message: 'unknown key', keys, hint });
  it.each<[object, object]>([
    [{ for: 'long' }, { message: 'expected a duration such as 30s, 5m, 1h30m or 2d', keys: ['for'] }],
    [{ url: 1 }, { message: 'expected an address', keys: ['url'] }],
    [{ ulr: 'x' }, unknown(['ulr'], 'did you mean "url"?')],
    [
      { zzzzz: 'x' },
      unknown(['zzzzz'], 'known keys: for, url, expect, headers, windows, when, kind, nothing'),
    ],
    [{ expect: { staus: 1 } }, unknown(['expect', 'staus'], 'did you mean "status"?')],
    [
      { headers: { x: { value: '', valeu: '' } } },
      unknown(['headers', 'x', 'valeu'], 'did you mean "value"?'),
    ],
    [{ windows: [{}, { form: '' }] }, unknown(['windows', 1, 'form'], 'did you mean "from"?')],
    [{ when: 7.5, windows: [{ until: '' }] }, unknown(['windows', 0, 'until'], 'known keys: from, to')],
    [{ when: { evry: 1 } }, unknown(['when', 'evry'], 'did you mean "every"?')],
    [{ when: { at: { hours: 1 } } }, unknown(['when', 'at', 'hours'], 'did you mean "hour"?')],
    [{ when: { dep: true } }, unknown(['when', 'dep'], 'did you mean "deep"?')],
    [
      { when: { every: 1, at: { hour: 1 } } },
      { message: 'expected `always`, {every} or {at}', keys: ['when'] },
    ],
    [{ when: 'never' }, { message: 'expected `always`, {every} or {at}', keys: ['when'] }],
    [{ kind: { type: 'a', aple: '' } }, unknown(['kind', 'aple'], 'did you mean "apple"?')],
    [{ nothing: { x: 1 } }, unknown(['nothing', 'x'], 'there are no keys here')],
  ])('%j', (options, expected) => {
    expect(optionProblems(schema, { for: '1s', ...options })).toEqual([expected]);
  });

  it('names every fault', () => {
    expect(optionProblems(schema, { a: 1, b: 2 }).map(({ keys }) => keys)).toEqual([['for'], ['a'], ['b']]);
  });
});
