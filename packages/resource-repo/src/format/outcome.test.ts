import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { foldOutcomes, isSameVersion } from './outcome-history.ts';
import { parseOutcome } from './outcome-parse.ts';
import { formatOutcome, type Outcome, type ResourceOutcome } from './outcome.ts';

const outcome = (
  at: string,
  resources: Record<string, ResourceOutcome | null>,
  more: Partial<Outcome> = {},
): Outcome => ({
  environment: 'prod',
  at: `2026-11-21T${at}:00.000Z`,
  tree: 'a'.repeat(40),
  revision: '3fa9c12'.padEnd(40, '0'),
  status: 'Clean',
  reasons: [],
  seconds: 12,
  resources: new Map(Object.entries(resources)),
  ...more,
});
const time = (at: string) => `2026-11-21T${at}:00.000Z`;
const clean = (version: string, more: Partial<ResourceOutcome> = {}): ResourceOutcome => ({
  status: 'Clean',
  version,
  versionId: `id-${version}`,
  revision: `commit-${version}`,
  ...more,
});
const moving = (version: string, more: Partial<ResourceOutcome> = {}): ResourceOutcome => ({
  ...clean(version, more),
  status: 'InProgress',
});
const failing = (version: string): ResourceOutcome => ({ ...clean(version), status: 'Failed', reason: 'x' });

describe('the message of an outcome', () => {
  it('has a subject for people, the changes, one line of JSON and trailers', () => {
    const failed: ResourceOutcome = { ...clean('2'), status: 'Failed', reason: 'ImagePullBackOff\n{"a": 1}' };
    const message = formatOutcome(
      outcome(
        '10:00',
        { s1: clean('1'), s2: failed, s3: null },
        { status: 'Failed', reasons: ['s2: no image'] },
      ),
    );
    expect(message.split('\n').filter((line) => !line.startsWith('{'))).toEqual([
      'prod: Failed at 3fa9c12 after 12 s: s2: no image',
      '',
      '- s1: Clean 1',
      '- s2: Failed 2 (ImagePullBackOff {"a": 1})',
      '- s3: gone',
      '',
      '',
      'Tribble-Action: outcome',
      'Tribble-Target: prod',
      '',
    ]);
  });

  it('lists only some of a thousand resources for people, and all for programs', () => {
    const names = Array.from({ length: 1000 }, (_, index) => `s${index}`);
    const given = outcome('10:00', Object.fromEntries(names.map((name) => [name, clean('1')])));
    const message = formatOutcome(given);
    expect(message).toContain('- and 980 more\n');
    expect(parseOutcome(message)).toEqual({ outcome: given });
  });

  it('is read back as it was, whatever the texts', () => {
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.constant('\n\n{"at": 1}\n\nTribble-Action: x'));
    const moment = fc.date({ min: new Date(0), max: new Date('9999-01-01'), noInvalidDate: true });
    // What git ends a message at is taken out of the line, so that only these differ afterwards.
    const printable = text.map((value) => value.replace(/\p{Cc}/gu, ''));
    const entry = fc.record(
      {
        status: fc.constantFrom('Clean', 'Failed', 'InProgress', 'Outdated'),
        version: printable,
        digest: printable,
        reason: printable,
        cleanSince: moment.map((date) => date.toISOString()),
      },
      { requiredKeys: ['status'] },
    );
    const name = fc.oneof(fc.constantFrom('__proto__', 'constructor', 'a/b'), printable);
    fc.assert(
      fc.property(
        moment,
        fc.array(printable),
        fc.array(fc.tuple(name, fc.option(entry))),
        (at, reasons, entries) => {
          const given: Outcome = {
            ...outcome('10:00', {}, { at: at.toISOString(), reasons }),
            resources: new Map(entries as [string, ResourceOutcome | null][]),
          };
          expect(parseOutcome(formatOutcome(given))).toEqual({ outcome: given });
        },
      ),
    );
  });

  it('may have keys of a newer version', () => {
    const message = formatOutcome(outcome('10:00', { s1: clean('1') }));
    const newer = message.replace('{"environment"', '{"new": {"x": 1}, "environment"');
    expect(parseOutcome(newer)).toEqual({ outcome: outcome('10:00', { s1: clean('1') }) });
  });

  it.each([
    ['', 'is no outcome'],
    ['prod: Clean\n\n{}\n\nTribble-Action: deploy\n', 'is no outcome'],
    ['prod: Clean\n\nTribble-Action: outcome\n', 'has no line of JSON'],
    ['prod: Clean\n\n{"at"\n\nTribble-Action: outcome\n', 'its line of JSON cannot be read'],
    ['prod: Clean\n\n{}\n\nTribble-Action: outcome\n', 'environment: '],
    [formatOutcome(outcome('10:00', {}, { at: 'soon' })), 'at: Invalid ISO datetime'],
    [formatOutcome(outcome('10:00', {}, { environment: '../x' })), 'environment: is no name'],
    [
      formatOutcome(outcome('10:00', {})).replace('"resources":{}', '"resources":[]'),
      'resources: expected a map',
    ],
    [
      formatOutcome(outcome('10:00', {})).replace('"resources":{}', '"resources":{"s1":{"status":"Fine"}}'),
      'resources.s1.status: ',
    ],
  ])('%j is a problem', (message, expected) => {
    expect(parseOutcome(message)).toMatchObject({
      problem: { message: expect.stringContaining(expected) as unknown as string },
    });
  });

  it('never throws', () => {
    const json = fc.json().map((text) => `x\n\n${text}\n\nTribble-Action: outcome\n`);
    fc.assert(
      fc.property(fc.oneof(fc.string(), json), (message) => {
        expect(Object.keys(parseOutcome(message))).toEqual(['problem']);
      }),
    );
  });
});

describe('the history of outcomes', () => {
  const cleanTimes = (outcomes: Outcome[]) =>
    foldOutcomes(outcomes)
      .resources.get('s1')
      ?.clean.map(({ version, from, until }) => [version, from.slice(11, 16), until?.slice(11, 16)]);

  it.each<[string, Outcome[], unknown[]]>([
    ['is empty', [], []],
    [
      'knows since when a version is Clean',
      [outcome('10:00', { s1: clean('1') })],
      [['1', '10:00', undefined]],
    ],
    [
      'knows an earlier beginning',
      [outcome('10:00', { s1: clean('1', { cleanSince: time('09:30') }) })],
      [['1', '09:30', undefined]],
    ],
    [
      'ends the time of the version before',
      [
        outcome('10:00', { s1: clean('1') }),
        outcome('11:00', { s1: clean('2', { cleanUntil: time('10:50') }) }),
      ],
      [
        ['1', '10:00', '10:50'],
        ['2', '11:00', undefined],
      ],
    ],
    [
      'ends at the outcome where nothing else is said',
      [outcome('10:00', { s1: clean('1') }), outcome('11:00', { s1: moving('1') })],
      [['1', '10:00', '11:00']],
    ],
    [
      'has a break that was healed before anybody wrote of it',
      [
        outcome('10:00', { s1: clean('1') }),
        outcome('12:00', { s1: clean('1', { cleanUntil: time('11:00'), cleanSince: time('11:10') }) }),
      ],
      [
        ['1', '10:00', '11:00'],
        ['1', '11:10', undefined],
      ],
    ],
    [
      'goes on where an entry repeats what is known',
      [outcome('10:00', { s1: clean('1') }), outcome('11:00', { s1: clean('1') })],
      [['1', '10:00', undefined]],
    ],
    [
      'ends with the resource',
      [outcome('10:00', { s1: clean('1') }), outcome('11:00', { s1: null })],
      [['1', '10:00', '11:00']],
    ],
    [
      'drops a time that ended before it began, as clocks differ',
      [outcome('10:00', { s1: clean('1') }), outcome('09:00', { s1: moving('1') })],
      [],
    ],
  ])('%s', (_, outcomes, expected) => {
    expect(cleanTimes(outcomes) ?? []).toEqual(expected);
  });

  it('tells what is now', () => {
    const history = foldOutcomes([
      outcome('10:00', { s1: clean('1'), s2: clean('1') }),
      outcome('11:00', { s2: null }),
      outcome('12:00', { s3: moving('1') }),
    ]);
    expect(history.last?.at).toBe(time('12:00'));
    expect(history.resources.get('s1')).toMatchObject({ current: clean('1'), cleanSince: time('10:00') });
    expect(history.resources.get('s2')).not.toHaveProperty('current');
    expect(history.resources.get('s3')).toEqual({ current: moving('1'), clean: [] });
  });

  it.each<[string, Outcome[], string | undefined]>([
    ['is unknown of what never failed', [outcome('10:00', { s1: clean('1') })], undefined],
    [
      'is the newest',
      [outcome('10:00', { s1: failing('1') }), outcome('11:00', { s1: failing('2') })],
      '11:00',
    ],
    ['is not that of another resource', [outcome('10:00', { s1: clean('1'), s2: failing('1') })], undefined],
    [
      'stays where it is Clean again, or is not told of',
      [
        outcome('10:00', { s1: failing('1') }),
        outcome('11:00', { s1: clean('1') }),
        outcome('12:00', { s2: clean('1') }),
      ],
      '10:00',
    ],
    [
      'stays when the resource is gone and comes back',
      [
        outcome('10:00', { s1: failing('1') }),
        outcome('11:00', { s1: null }),
        outcome('12:00', { s1: clean('1') }),
      ],
      '10:00',
    ],
  ])('when a resource failed %s', (_, outcomes, expected) => {
    const record = foldOutcomes(outcomes).resources.get('s1');
    expect(record?.failedAt).toBe(expected && time(expected));
  });

  const rollouts = (seconds: readonly number[], status: Outcome['status'] = 'Clean') =>
    seconds.map((each) => outcome('10:00', {}, { seconds: each, status }));
  it.each<[string, Outcome[], number | undefined]>([
    ['unknown where there was no rollout', [], undefined],
    ['unknown where none came to Clean', rollouts([5], 'Failed'), undefined],
    ['that of the only one', rollouts([7]), 7],
    ['between the two in the middle', rollouts([1, 100, 3, 2]), 2.5],
    ['that in the middle, by size and not by text', rollouts([9, 10, 100]), 10],
    ['that of those that came to Clean', [...rollouts([9]), ...rollouts([1000, 1000], 'Failed')], 9],
    [
      'that of the newest twenty',
      rollouts([...Array<number>(50).fill(1000), ...Array<number>(20).fill(4)]),
      4,
    ],
  ])('how long a rollout usually takes is %s', (_, outcomes, expected) => {
    expect(foldOutcomes(outcomes).usualSeconds()).toBe(expected);
  });

  it('never has overlapping or backward times, in whatever order clocks say things happened', () => {
    const moment = fc
      .integer({ min: 0, max: 59 })
      .map((minute) => time(`10:${String(minute).padStart(2, '0')}`));
    const entry = fc.record(
      {
        status: fc.constantFrom('Clean' as const, 'Failed' as const, 'InProgress' as const),
        version: fc.constantFrom('1', '2'),
        cleanSince: moment,
        cleanUntil: moment,
      },
      { requiredKeys: ['status', 'version'] },
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(moment, fc.option(entry))), (steps) => {
        const history = foldOutcomes(steps.map(([at, s1]) => ({ ...outcome('10:00', { s1 }), at })));
        const times = history.resources.get('s1')?.clean ?? [];
        for (const [index, { from, until }] of times.entries()) {
          expect(until === undefined ? index : -1).toBe(until === undefined ? times.length - 1 : -1);
          if (until !== undefined) expect(from < until).toBe(true);
          const before = times[index - 1]?.until;
          if (before !== undefined) expect(before <= from).toBe(true);
        }
        const isClean = steps.at(-1)?.[1]?.status === 'Clean';
        expect(history.resources.get('s1')?.cleanSince !== undefined).toBe(isClean);
      }),
    );
  });
});

describe('isSameVersion', () => {
  it.each([
    [{ version: '1', revision: 'a' }, { version: '1', revision: 'a' }, true],
    [{ version: '1', revision: 'a' }, { version: '1', revision: 'b' }, false],
    [{ digest: 'd', revision: 'a' }, { digest: 'd', revision: 'b' }, true],
    [{ digest: 'd', revision: 'a' }, { digest: 'e', revision: 'a' }, false],
    [{ digest: 'd', revision: 'a' }, { revision: 'a' }, true],
    [{ versionId: 'x', revision: 'a' }, { versionId: 'y', revision: 'a' }, false],
  ])('%j %j: %s', (one, other, expected) => {
    expect(isSameVersion(one, other)).toBe(expected);
  });
});
