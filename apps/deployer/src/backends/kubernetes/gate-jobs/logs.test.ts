import { describe, expect, it } from '@jest/globals';
import type { ValueMap } from '@tribble/resource-repo/format';
import { containersByInterest, joinedLogs, newestPod } from './logs.ts';

const named = (...names: string[]) => names.map((name) => ({ name }));
const ended = (name: string, exitCode: number) => ({ name, state: { terminated: { exitCode } } });
const lines = (count: number, word = 'line') => Array.from({ length: count }, (_, at) => `${word} ${at + 1}`);

describe('newestPod', () => {
  const pod = (name: string, creationTimestamp: string) => ({ metadata: { name, creationTimestamp } });
  it('is the one that was made last', () => {
    const pods = [
      pod('a', '2026-11-21T12:00:01Z'),
      pod('b', '2026-11-21T12:00:03Z'),
      pod('c', '2026-11-21T12:00:02Z'),
    ];
    expect(newestPod(pods)).toMatchObject({ metadata: { name: 'b' } });
    expect(newestPod([])).toBeUndefined();
  });
});

describe('containersByInterest', () => {
  const cases: { name: string; pod: ValueMap; expected: string[] }[] = [
    {
      name: 'a pod that succeeded',
      pod: {
        spec: { containers: named('test', 'proxy'), initContainers: named('prepare') },
        status: { phase: 'Succeeded', containerStatuses: [ended('test', 0), ended('proxy', 0)] },
      },
      expected: ['test', 'proxy', 'prepare'],
    },
    {
      name: 'one of several that failed',
      pod: {
        spec: { containers: named('proxy', 'test') },
        status: { phase: 'Failed', containerStatuses: [ended('proxy', 0), ended('test', 1)] },
      },
      expected: ['test', 'proxy'],
    },
    {
      name: 'what was to be done first failed',
      pod: {
        spec: { containers: named('test'), initContainers: named('prepare') },
        status: { phase: 'Failed', initContainerStatuses: [ended('prepare', 2)] },
      },
      expected: ['prepare', 'test'],
    },
    { name: 'a pod without status', pod: { spec: { containers: named('test') } }, expected: ['test'] },
    {
      name: 'more than are read',
      pod: { spec: { containers: named(...lines(12, 'c')) } },
      expected: lines(8, 'c'),
    },
  ];
  it.each(cases)('$name', ({ pod, expected }) => {
    expect(containersByInterest(pod)).toEqual(expected);
  });
});

describe('joinedLogs', () => {
  const log = (container: string, text: string) => ({ container, text });
  it.each([
    { name: 'nothing', logs: [], expected: undefined },
    { name: 'nothing written', logs: [log('test', ' \n'), log('proxy', '')], expected: undefined },
    { name: 'one container', logs: [log('test', 'one\ntwo\n')], expected: 'one\ntwo' },
    { name: 'one that wrote', logs: [log('test', ''), log('proxy', 'up\n')], expected: 'up' },
    {
      name: 'two containers',
      logs: [log('test', 'failed\n'), log('proxy', 'up\n')],
      expected: 'test:\nfailed\nproxy:\nup',
    },
    {
      name: 'more lines than are told',
      logs: [log('test', lines(60).join('\n'))],
      expected: lines(60).slice(10).join('\n'),
    },
    {
      name: 'the first goes first, the next has what is left',
      logs: [log('test', lines(46).join('\n')), log('proxy', lines(10, 'p').join('\n')), log('last', 'x')],
      expected: ['test:', ...lines(46), 'proxy:', 'p 9', 'p 10'].join('\n'),
    },
  ])('$name', ({ logs, expected }) => {
    expect(joinedLogs(logs)).toBe(expected);
  });

  it('is never longer than it may be', () => {
    const long = 'x'.repeat(7000);
    const told = joinedLogs([log('test', `${long}1`), log('proxy', `${long}2`), log('last', long)]) ?? '';
    expect(told.length).toBeLessThanOrEqual(8192);
    expect(told).toContain(`${long}1`);
    expect(told.endsWith('x2')).toBe(true);
  });
});
