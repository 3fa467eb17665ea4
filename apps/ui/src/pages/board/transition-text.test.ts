import { describe, expect, it } from '@jest/globals';
import type { LeftOut, TransitionResult } from '@tribble/api';
import { absoluteTime } from '../../components/time.ts';
import { aTransition } from '../../../test/state.ts';
import { briefText, leftOutText, toneOf, transitionText, wayText } from './transition-text.ts';

const time = '2026-11-23T09:00:00Z';

describe('transitionText', () => {
  it.each<{ result: TransitionResult; text: string; tone: string }>([
    {
      result: { result: 'Success', commit: '4f1c'.repeat(10) },
      text: 'Success, moved in 4f1c4f1',
      tone: 'calm',
    },
    {
      result: { result: 'Blocked', message: 'pp is InProgress' },
      text: 'Blocked, pp is InProgress',
      tone: 'waiting',
    },
    { result: { result: 'CheckFailed', message: 'HTTP 500' }, text: 'CheckFailed, HTTP 500', tone: 'bad' },
    { result: { result: 'Skipped', reason: 'NoChange' }, text: 'Skipped, nothing to move', tone: 'calm' },
    {
      result: { result: 'Skipped', reason: 'SourceMissing' },
      text: 'Skipped, the source has no versions',
      tone: 'calm',
    },
    {
      result: { result: 'Skipped', reason: 'TargetLocked' },
      text: 'Skipped, the target is locked',
      tone: 'calm',
    },
    {
      result: { result: 'Skipped', reason: 'TargetLocked', message: 'prod is locked: audit' },
      text: 'Skipped, prod is locked: audit',
      tone: 'calm',
    },
    {
      result: { result: 'Skipped', reason: 'Scheduled', time },
      text: `Skipped, due ${absoluteTime(Date.parse(time))}`,
      tone: 'calm',
    },
    {
      result: { result: 'Skipped', reason: 'Scheduled' },
      text: 'Skipped, waits for its schedule',
      tone: 'calm',
    },
    { result: { result: 'Skipped', reason: 'Paused' }, text: 'Skipped, it is paused', tone: 'waiting' },
    {
      result: { result: 'Skipped', reason: 'Paused', message: 'paused: incident 4711' },
      text: 'Skipped, paused: incident 4711',
      tone: 'waiting',
    },
    {
      result: { result: 'Skipped', reason: 'Waiting' },
      text: 'Skipped, waits for something outside; it holds nobody up',
      tone: 'waiting',
    },
  ])('$text', ({ result, text, tone }) => {
    expect(transitionText(aTransition({ result }))).toBe(`pp → prod: ${text}`);
    expect(toneOf(result)).toBe(tone);
  });
});

describe('wayText', () => {
  it.each([
    { sources: ['pp'], text: 'pp → prod' },
    { sources: ['east', 'west'], text: 'east + west → prod' },
    { sources: [''], text: 'unknown → prod' },
    { sources: [], text: 'unknown → prod' },
  ])('of $sources: $text', ({ sources, text }) => {
    expect(wayText({ sources, target: 'prod' })).toBe(text);
  });
});

describe('leftOutText', () => {
  it.each<{ given: Pick<LeftOut, 'reason' | 'message'>; text: string }>([
    { given: { reason: 'NoBase' }, text: 'NoBase: the target has no base for it' },
    { given: { reason: 'Locked' }, text: 'Locked: it is locked in the target' },
    { given: { reason: 'Locked', message: 'PAY-231' }, text: 'Locked: PAY-231' },
    { given: { reason: 'Invalid' }, text: 'Invalid: its files have a problem' },
    { given: { reason: 'Held' }, text: 'Held: another transition waits for it' },
    { given: { reason: 'Scheduled' }, text: 'Scheduled: it waits for the schedule' },
    { given: { reason: 'Together' }, text: 'Together: it waits for those that move with it' },
    {
      given: { reason: 'SourcesDiffer' },
      text: 'SourcesDiffer: the sources do not have the same version',
    },
  ])('$text', ({ given, text }) => {
    expect(leftOutText(given)).toBe(text);
  });
});

describe('briefText', () => {
  const status = aTransition({ result: { result: 'CheckFailed', message: 'unknown key' } });

  it('leaves to a list of faults what it says', () => {
    expect(briefText(status, [{ path: 'transitions.yaml', message: 'unknown key' }])).toBe(
      'pp → prod: CheckFailed',
    );
  });

  it('says all where nothing is listed', () => {
    expect(briefText(status, [])).toBe('pp → prod: CheckFailed, unknown key');
  });
});
