import { describe, expect, it } from '@jest/globals';
import type { TransitionResult } from '@tribble/api';
import { absoluteTime } from '../../components/time.ts';
import { aTransition } from '../../../test/state.ts';
import { toneOf, transitionText } from './transition-text.ts';

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
  ])('$text', ({ result, text, tone }) => {
    expect(transitionText(aTransition({ result }))).toBe(`pp → prod: ${text}`);
    expect(toneOf(result)).toBe(tone);
  });
});
