import { describe, expect, it } from '@jest/globals';
import type { Drift, FieldChange, ObjectStatus, ResourceStatus } from '@tribble/api';
import { detailsOf, pruneView, shortened } from './details.ts';

const object = (name: string, more: Partial<ObjectStatus> = {}): ObjectStatus => ({
  kind: 'Deployment',
  namespace: 'dev',
  name,
  status: 'Failed',
  reason: 'Failed',
  ...more,
});
const clean = object('fine', { status: 'Clean', reason: 'Clean' });
const resource = (more: Partial<ResourceStatus>): ResourceStatus => ({
  status: 'Failed',
  reason: 'Failed',
  objects: [],
  ...more,
});
const field = (index: number): FieldChange => ({ path: `/spec/field${index}`, live: '1', desired: '2' });
const fields = (count: number) => Array.from({ length: count }, (_, index) => field(index));
const objects = (count: number, more: Partial<ObjectStatus> = {}) =>
  Array.from({ length: count }, (_, index) => object(`o${index}`, more));
const drift: Drift = {
  object: 'Deployment dev/web',
  managers: ['kubectl-edit'],
  fields: [field(0)],
  healedAt: '2026-11-21T14:02:00Z',
};

describe('detailsOf', () => {
  it.each([
    { name: 'nothing of what is Clean', given: resource({ objects: [clean, clean] }), expected: {} },
    {
      name: 'an object that is not Clean, as it is',
      given: resource({ objects: [clean, object('web', { message: 'bad' })] }),
      expected: { objects: [object('web', { message: 'bad' })] },
    },
    {
      name: 'the worst first, otherwise in their order',
      given: resource({
        objects: [object('a', { status: 'Outdated', reason: 'Waiting' }), object('b'), object('c')],
      }),
      expected: {
        objects: [object('b'), object('c'), object('a', { status: 'Outdated', reason: 'Waiting' })],
      },
    },
    {
      name: 'ten objects, and how many more there are',
      given: resource({ objects: [...objects(13), clean] }),
      expected: { objects: objects(10), moreObjects: 3 },
    },
    {
      name: 'one line of what an object tells in full',
      given: resource({ message: 'crash\nlog', objects: [object('web', { message: 'crash\nlog' })] }),
      expected: { message: 'crash …', objects: [object('web', { message: 'crash\nlog' })] },
    },
    {
      name: 'in full what no object tells',
      given: resource({ message: 'refused:\nby a webhook', objects: [object('web')] }),
      expected: { message: 'refused:\nby a webhook', objects: [object('web')] },
    },
    {
      name: 'drift',
      given: resource({ objects: [object('web', { drift: [field(0)] })] }),
      expected: { objects: [{ ...object('web'), drift: { fields: [field(0)] } }] },
    },
    {
      name: 'no drift where there is none',
      given: resource({ objects: [object('web', { drift: [] })] }),
      expected: { objects: [object('web')] },
    },
    {
      name: 'some fields of much drift, and how many more there are',
      given: resource({ objects: objects(2, { drift: fields(13) }) }),
      expected: {
        objects: objects(2).map((each) => ({ ...each, drift: { fields: fields(10), more: 3 } })),
      },
    },
    {
      name: 'the drift that was put right',
      given: resource({ healed: drift, objects: [clean] }),
      expected: {
        healed: {
          object: 'Deployment dev/web',
          managers: ['kubectl-edit'],
          changes: { fields: [field(0)] },
          healedAt: '2026-11-21T14:02:00Z',
        },
      },
    },
    {
      name: 'the drift that was put right where nobody knows whose it was',
      given: resource({ healed: { object: 'Job dev/a', fields: [] } }),
      expected: { healed: { object: 'Job dev/a', changes: { fields: [] } } },
    },
    {
      name: 'the values of fields in a length that people read',
      given: resource({ objects: [object('web', { drift: [{ path: '/data', live: 'x'.repeat(900) }] })] }),
      expected: {
        objects: [
          {
            ...object('web'),
            drift: { fields: [{ path: '/data', live: shortened('x'.repeat(900), 200) }] },
          },
        ],
      },
    },
  ])('tells $name', ({ given, expected }) => {
    expect(detailsOf(given)).toEqual(expected);
  });

  it('tells one object in full, and of many only the essence', () => {
    const message = `crash\n${'log line\n'.repeat(200)}the end`;
    expect(detailsOf(resource({ objects: objects(1, { message }) })).objects?.[0]?.message).toBe(message);
    const lengths = detailsOf(resource({ objects: objects(10, { message }) })).objects?.map(
      (each) => each.message?.length,
    );
    expect(Math.max(...(lengths ?? []).map((length) => length ?? 0))).toBeLessThanOrEqual(400);
  });

  it('stays small whatever the deployer says', () => {
    const huge = 'x'.repeat(100_000);
    const worst = objects(1000, {
      message: huge,
      drift: fields(1000).map((each) => ({ ...each, live: huge, desired: huge })),
    });
    const given = resource({
      message: `${huge}!`,
      objects: worst,
      healed: { ...drift, fields: fields(1000) },
    });
    expect(JSON.stringify(detailsOf(given)).length).toBeLessThan(20_000);
  });
});

describe('pruneView', () => {
  const orphan = object('old', { status: 'Outdated', reason: 'Orphaned', message: 'waits' });

  it.each([
    { name: 'nothing where nothing is left', given: { objects: [] }, expected: undefined },
    { name: 'what is left', given: { objects: [orphan] }, expected: { count: 1, objects: [orphan] } },
    {
      name: 'what is held, and how to confirm it',
      given: { objects: [orphan], message: 'waits until somebody …', confirm: '9f2c' },
      expected: { count: 1, objects: [orphan], message: 'waits until somebody …', confirm: '9f2c' },
    },
    {
      name: 'the first ten of many',
      given: { objects: objects(800) },
      expected: { count: 800, objects: objects(10) },
    },
  ])('tells $name', ({ given, expected }) => {
    expect(pruneView(given)).toEqual(expected);
  });
});

describe('shortened', () => {
  it.each([
    { text: '1234567890', longest: 10, expected: '1234567890' },
    { text: '12345678901', longest: 9, expected: '123 … 901' },
    { text: 'ab😀56789😀yz', longest: 9, expected: 'ab … yz' },
  ])('makes of $text in $longest characters $expected', ({ text, longest, expected }) => {
    expect(shortened(text, longest)).toBe(expected);
  });
});
