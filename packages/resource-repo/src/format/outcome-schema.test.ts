import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { z } from 'zod';
import { checkEntry, checkFacts, outcomeSchema, resourceSchema } from './outcome-schema.ts';

const time = fc.oneof(
  fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
  fc.constantFrom(
    '2026-11-21T12:00:00.000Z',
    '2026-11-21T12:00:00Z',
    '2026-11-21T13:00:00.000+01:00',
    '2026-02-30T12:00:00.000Z',
    '2024-02-29T23:59:59.999Z',
    '2026-11-21T24:00:00.000Z',
    '2026-11-21T12:00:60.000Z',
    '2026-11-21t12:00:00.000z',
    '2026-11-21 12:00:00.0000',
    '+012026-11-21T12:00:00.0Z',
    '2026-11-21',
  ),
);
/** Sometimes anything at all, sometimes nothing. */
const mostly = <T>(value: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 12, arbitrary: value }, { weight: 1, arbitrary: fc.jsonValue() });
const text = fc.oneof(fc.string(), fc.constantFrom('__proto__', ''));
const status = fc.constantFrom('Clean', 'InProgress', 'Outdated', 'Failed', 'Clean ', 'toString');
const facts = fc.record(
  {
    environment: mostly(fc.constantFrom('prod', 'a.b', '../x', '')),
    at: mostly(time),
    tree: mostly(text),
    revision: mostly(text),
    status: mostly(status),
    reasons: mostly(fc.array(mostly(text))),
    seconds: mostly(fc.oneof(fc.double(), fc.constantFrom(0, -0, -1, 12))),
    newer: fc.jsonValue(),
  },
  { requiredKeys: ['environment', 'at', 'tree', 'revision'] },
);
const entry = fc.record(
  {
    status: mostly(status),
    version: mostly(text),
    versionId: mostly(text),
    digest: mostly(text),
    revision: mostly(text),
    reason: mostly(text),
    cleanSince: mostly(time),
    cleanUntil: mostly(time),
    newer: fc.jsonValue(),
  },
  { requiredKeys: ['status'] },
);

/** As a commit may say it: 1e999 is a number of JSON, and `__proto__` a key. */
const asJson = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (_, item: unknown) =>
      item === Number.POSITIVE_INFINITY ? '1e999' : item,
    ).replaceAll('"1e999"', '1e999'),
  );

function expected(schema: z.ZodType, value: unknown): unknown {
  const checked = schema.safeParse(value);
  if (checked.success) return { value: checked.data };
  const [issue] = checked.error.issues;
  return { fault: `${issue?.path.map(String).join('.')}: ${issue?.message}` };
}

describe('what an outcome may say', () => {
  it('is what the schema lets through, checked by hand or not', () => {
    fc.assert(
      fc.property(mostly(facts).map(asJson), (value) => {
        expect(checkFacts(value)).toEqual(expected(outcomeSchema, value));
      }),
      { numRuns: 1_000 },
    );
  });

  it('is what the schema lets through of a resource, too', () => {
    fc.assert(
      fc.property(mostly(entry).map(asJson), (value) => {
        expect(checkEntry(value)).toEqual(expected(resourceSchema, value));
      }),
      { numRuns: 1_000 },
    );
  });

  it.each([
    ['a day that there is not', { cleanSince: '2026-02-30T12:00:00.000Z' }],
    ['a time with no zone', { cleanSince: '2026-11-21T12:00:00.0000' }],
    ['a list', { version: ['1'] }],
    ['null', { digest: null }],
  ])('is no entry with %s', (_, more) => {
    expect(checkEntry({ status: 'Clean', ...more })).toHaveProperty('fault');
  });
});
