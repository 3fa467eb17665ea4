import { describe, expect, it } from '@jest/globals';
import type { Cell } from '@tribble/api';
import { absoluteTime } from '../../components/time.ts';
import { aCell, now } from '../../../test/state.ts';
import { cellLines, type CellView, cellView } from './cell-view.ts';
import type { Column } from './flow.ts';

const column: Column = {
  environment: 'prod',
  view: { locks: [], lockFileInvalid: false },
  waysIn: [],
  sources: ['pp'],
};
const since = '2026-11-20T11:30:00.000Z';
const plain: CellView = { label: '99', kind: 'version', status: 'Clean', since, locks: [] };
const { version: _version, liveVersion: _live, ...manifest } = aCell({ commit: '1234567890'.repeat(4) });

describe('cellView', () => {
  it.each<{ name: string; prod: Cell; pp?: Cell; view: CellView }>([
    { name: 'a version', prod: aCell(), view: plain },
    { name: 'what runs instead', prod: aCell({ liveVersion: '98' }), view: { ...plain, live: '98' } },
    {
      name: 'a whole manifest by its revision',
      prod: manifest,
      view: { ...plain, label: '1234567', kind: 'revision' },
    },
    {
      name: 'the revision that runs instead',
      prod: { ...manifest, liveRevision: 'abcdef0'.repeat(6) },
      view: { ...plain, label: '1234567', kind: 'revision', live: 'abcdef0' },
    },
    {
      name: 'what is known of nothing',
      prod: { locks: [] },
      view: { label: 'no version', kind: 'none', locks: [] },
    },
    {
      name: 'the reason and the message',
      prod: aCell({ status: 'InProgress', reason: 'NotAllUpdated', message: '1 of 3' }),
      view: { ...plain, status: 'InProgress', explanation: 'NotAllUpdated: 1 of 3' },
    },
    {
      name: 'the reason alone',
      prod: aCell({ status: 'Outdated', reason: 'OutOfDate' }),
      view: { ...plain, status: 'Outdated', explanation: 'OutOfDate' },
    },
    {
      name: 'one line of a long message',
      prod: aCell({ status: 'Failed', reason: 'Failed', message: 'the log ends:\nbye' }),
      view: { ...plain, status: 'Failed', explanation: 'the log ends: …' },
    },
    {
      name: 'the message where the reason only repeats the status',
      prod: aCell({ status: 'Failed', reason: 'Failed', message: 'ImagePullBackOff' }),
      view: { ...plain, status: 'Failed', explanation: 'ImagePullBackOff' },
    },
    {
      name: 'the locks that hold',
      prod: aCell({ locks: [{ reason: 'old', until: since }, { reason: 'audit' }] }),
      view: { ...plain, locks: [{ reason: 'audit' }] },
    },
    { name: 'the same version as before it in the flow', prod: aCell(), pp: aCell(), view: plain },
    {
      name: 'that it is behind',
      prod: aCell(),
      pp: aCell({ version: '100' }),
      view: { ...plain, behind: { environment: 'pp', version: '100' } },
    },
    { name: 'nothing about a source that has no version', prod: aCell(), pp: manifest, view: plain },
  ])('shows $name', ({ prod, pp, view }) => {
    expect(cellView({ cells: { prod, ...(pp && { pp }) } }, column, now)).toEqual(view);
  });

  it('is behind any of several sources', () => {
    const cells = { east: aCell(), west: aCell({ version: '100' }), prod: aCell() };
    const view = cellView({ cells }, { ...column, sources: ['north', 'east', 'west'] }, now);
    expect(view?.behind).toEqual({ environment: 'west', version: '100' });
  });

  it('shows nothing where the resource is not', () => {
    expect(cellView({ cells: { pp: aCell() } }, column, now)).toBeUndefined();
  });
});

describe('cellLines', () => {
  const time = `since ${absoluteTime(Date.parse(since))}, 3 hours ago`;
  it.each<{ view: CellView | undefined; lines: string[] }>([
    { view: undefined, lines: ['s1 in prod: not there'] },
    { view: plain, lines: ['s1 in prod: version 99', 'Clean', time] },
    { view: { label: 'no version', kind: 'none', locks: [] }, lines: ['s1 in prod: no version'] },
    {
      view: {
        ...plain,
        live: '98',
        status: 'Failed',
        explanation: 'ImagePullBackOff',
        behind: { environment: 'pp', version: '100' },
        locks: [{ reason: 'audit', by: 'Ada' }],
      },
      lines: [
        's1 in prod: version 99',
        'Failed',
        time,
        '98 is live',
        'ImagePullBackOff',
        'behind pp, which has 100',
        'locked: audit (by Ada)',
      ],
    },
  ])('$lines', ({ view, lines }) => {
    expect(cellLines(view, 's1', 'prod', now)).toEqual(lines);
  });
});
