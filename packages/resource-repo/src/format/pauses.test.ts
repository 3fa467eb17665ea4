import { describe, expect, it } from '@jest/globals';
import type { LockReason } from '@tribble/api';
import fc from 'fast-check';
import type { RepositoryFile } from './file.ts';
import { allPaused, parsePauses, pauseReasons } from './pauses.ts';
import { addPause, removePause } from './pauses-edit.ts';

const now = new Date('2026-11-21T12:00:00Z');
const file = (text: string): RepositoryFile => ({ path: 'pauses.yaml', id: '', content: { text } });
const reasons = (text: string, transition: string) =>
  pauseReasons(parsePauses(file(text)).pauses, transition, now).map(({ reason }) => reason);

describe('parsePauses', () => {
  const text =
    'all: {reasons: [incident, {reason: over, until: 2026-11-20}]}\n' +
    'transitions:\n  prod: {reasons: [{reason: holidays, by: Ann, until: 2027-01-06T00:00:00Z}]}\n  pp:\n';

  it('gives what holds back every transition and what holds back one, as long as it holds', () => {
    const { pauses, problems } = parsePauses(file(text));
    expect(problems).toEqual([]);
    expect(allPaused(pauses, now)).toEqual([{ reason: 'incident' }]);
    expect(pauseReasons(pauses, 'prod', now)).toEqual([
      { reason: 'incident' },
      { reason: 'holidays', by: 'Ann', until: '2027-01-06T00:00:00Z' },
    ]);
    expect(pauseReasons(pauses, 'prod', new Date('2027-01-06T00:00:00Z'))).toEqual([{ reason: 'incident' }]);
  });

  it.each([
    undefined,
    file(''),
    file('# nobody\n'),
    file('all:\ntransitions: {}\n'),
    file('all: {reasons: []}'),
  ])('pauses nothing without a reason: %j', (none) => {
    const { pauses, problems } = parsePauses(none);
    expect(problems).toEqual([]);
    expect(allPaused(pauses, now)).toEqual([]);
    expect(pauseReasons(pauses, 'prod', now)).toEqual([]);
  });

  it.each<[RepositoryFile, object]>([
    [file('al: {reasons: [x]}'), { message: 'al: unknown key', line: 1, column: 1 }],
    [file('all: [x]'), { message: 'all: expected {reasons: […]}', line: 1 }],
    [
      file('transitions:\n  prod: {reasons: x}'),
      { message: 'transitions.prod.reasons: expected a list', line: 2 },
    ],
    [file('transitions: [prod]'), { message: 'transitions: expected a map of transitions' }],
    [file('all: {reasons: [{reason: x, until: soon}]}'), { line: 1 }],
    [file('all: ['), { line: 1 }],
    [{ path: 'pauses.yaml', id: '', content: { fault: 'is a symbolic link, which is never followed' } }, {}],
  ])('%j pauses every transition, and says why', (bad, expected) => {
    const { pauses, problems } = parsePauses(bad);
    expect(allPaused(pauses, now)).toEqual([{ reason: 'pauses.yaml cannot be read' }]);
    expect(pauseReasons(pauses, 'prod', now)).toEqual([{ reason: 'pauses.yaml cannot be read' }]);
    expect(problems[0]).toMatchObject({
      path: 'pauses.yaml',
      hint: expect.stringContaining('until this is mended every transition is paused') as unknown,
      ...expected,
    });
  });
});

describe('editing pauses', () => {
  const commented = '# who pauses, says why\ntransitions:\n  prod:\n    reasons:\n      - old # since May\n';

  it('keeps comments, order and what was there', () => {
    expect(addPause(file(commented), { reason: 'incident', by: 'Ann' })).toEqual({
      text: `${commented}all:\n  reasons:\n    - reason: incident\n      by: Ann\n`,
    });
    expect(addPause(file(commented), { reason: 'new' }, 'prod')).toEqual({
      text: `${commented}      - reason: new\n`,
    });
    expect(addPause(undefined, { reason: 'x' }, 'pp')).toEqual({
      text: 'transitions:\n  pp:\n    reasons:\n      - reason: x\n',
    });
  });

  it('removes one reason or all, and what is left empty', () => {
    const both = file(`${commented}      - reason: b\nall: {reasons: [x]}\n`);
    expect(removePause(both, 'b', 'prod')).toEqual({ text: `${commented}all: { reasons: [ x ] }\n` });
    expect(removePause(both, undefined, 'prod')).toEqual({
      text: '# who pauses, says why\n\nall: { reasons: [ x ] }\n',
    });
    expect(removePause(both)).toEqual({ text: `${commented}      - reason: b\n` });
  });

  it('does nothing for a reason that is there, or a pause that is not', () => {
    expect(addPause(file(commented), { reason: 'old' }, 'prod')).toEqual({ text: undefined });
    expect(removePause(file(commented), 'other', 'prod')).toEqual({ text: undefined });
    expect(removePause(undefined)).toEqual({ text: undefined });
  });

  it.each(['all: [', 'all: {reasons: &a [x]}\ntransitions: {prod: {reasons: *a}}\n'])(
    'refuses to edit a file that it cannot read, or could break: %j',
    (bad) => {
      expect(addPause(file(bad), { reason: 'x' })).toMatchObject({ problems: [{ path: 'pauses.yaml' }] });
    },
  );

  it('ends up with what was added and not removed, in whatever order', () => {
    const step = fc.record({
      adds: fc.boolean(),
      reason: fc.constantFrom('a', 'b: c', '# d', '*e'),
      transition: fc.constantFrom(undefined, 'prod', 'a.b'),
    });
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        let text = '# kept\n';
        const expected = new Map<string | undefined, Set<string>>();
        for (const { adds, reason, transition } of steps) {
          const set = expected.get(transition) ?? new Set();
          expected.set(transition, set);
          if (adds) set.add(reason);
          else set.delete(reason);
          const given: LockReason = { reason };
          const result = adds
            ? addPause(file(text), given, transition)
            : removePause(file(text), reason, transition);
          expect(result).not.toHaveProperty('problems');
          if ('text' in result) text = result.text ?? text;
        }
        expect(text).toContain('# kept');
        const all = [...(expected.get(undefined) ?? [])];
        for (const transition of ['prod', 'a.b', 'other'])
          expect(reasons(text, transition).sort()).toEqual(
            [...all, ...(expected.get(transition) ?? [])].sort(),
          );
      }),
    );
  });
});
