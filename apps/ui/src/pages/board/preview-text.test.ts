import { describe, expect, it } from '@jest/globals';
import type { Preview } from '@tribble/api';
import { absoluteTime } from '../../components/time.ts';
import { aPreview, aPreviewMove } from '../../../test/forecast.ts';
import { previewLines } from './preview-text.ts';

const early = '2026-11-20T15:00:00Z';
const late = '2026-11-21T09:00:00Z';
const text = (time: string) => absoluteTime(Date.parse(time));
const s1 = aPreviewMove();
const api = aPreviewMove({ change: { resource: 'payments/api', from: '1', to: '2' } });
const elsewhere = aPreviewMove({ target: 'edge', change: { resource: 's2', to: '1' } });

describe('previewLines', () => {
  it.each<{ name: string; given: Partial<Preview>; lines: string[] }>([
    { name: 'nothing', given: {}, lines: ['No version would move earlier or later because of this.'] },
    {
      name: 'what is released, by environment',
      given: { released: [s1, elsewhere, api] },
      lines: [
        '2 versions would be released to prod: s1 99 → 100, payments/api 1 → 2',
        '1 version would be released to edge: s2 new → 1',
      ],
    },
    {
      name: 'what is held',
      given: { held: [s1] },
      lines: ['1 version would be held back from prod: s1 99 → 100'],
    },
    {
      name: 'what moves at another time',
      given: { rescheduled: [{ ...s1, before: { at: late }, after: { at: early } }] },
      lines: [`s1 99 → 100 would move to prod at ${text(early)} instead of at ${text(late)}`],
    },
    {
      name: 'a time beyond the forecast',
      given: { rescheduled: [{ ...s1, before: { at: early }, after: {} }] },
      lines: [`s1 99 → 100 would move to prod later than can be foreseen instead of at ${text(early)}`],
    },
    {
      name: 'faults',
      given: { problems: [{ path: 'transitions.yaml', line: 3, column: 5, message: 'unknown key' }] },
      lines: ['No version would move earlier or later because of this.', 'transitions.yaml:3:5: unknown key'],
    },
  ])('tells $name', ({ given, lines }) => {
    expect(previewLines(aPreview(given))).toEqual(lines);
  });
});
