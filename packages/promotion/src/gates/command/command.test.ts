import { describe, expect, it } from '@jest/globals';
import type { Answer } from '../../question.ts';
import { factsOf, gateInput } from '../../testing.ts';
import type { ReadyGate } from '../gate.ts';
import { command } from './index.ts';

const at = '2026-11-21T12:00:00.000Z';
const input = gateInput(factsOf({}));

function gateOf(options: object): Extract<ReadyGate, { kind: 'asking' }> {
  const read = command.read(options);
  if (!('gate' in read) || read.gate.kind !== 'asking') throw new Error(JSON.stringify(read));
  return read.gate;
}
const gate = gateOf({ command: ['check', '${version}'] });

describe('the question', () => {
  it('is the command as it is written: what is judged comes as variables', () => {
    expect(gate.ask(input)).toMatchObject({
      question: {
        kind: 'command',
        command: ['check', '${version}'],
        variables: { version: '1', resource: 's1', source: 'dev', target: 'pp', transition: 'to-pp' },
        interval: 60_000,
        timeout: 60_000,
      },
    });
  });
});

describe('the verdict', () => {
  const answer = (exitCode: number, output = ''): Answer => ({ at, kind: 'command', exitCode, output });
  it.each<{ given: Answer; kind: string; reason: string; evidence?: unknown }>([
    { given: answer(0), kind: 'pass', reason: 'check says yes' },
    {
      given: answer(75, 'soon\n'),
      kind: 'wait',
      reason: 'check says not yet (exit code 75)',
      evidence: [{ text: 'soon' }],
    },
    {
      given: answer(1, 'no\n'),
      kind: 'fail',
      reason: 'check says no (exit code 1)',
      evidence: [{ text: 'no' }],
    },
    { given: { at, kind: 'error', message: 'no program' }, kind: 'unknown', reason: 'no program' },
  ])('$kind: $reason', ({ given, kind, reason, evidence }) => {
    const { judged: _judged, ...verdict } = gate.check(input, given);
    expect(verdict).toEqual({ kind, reason, ...(evidence !== undefined && { evidence }) });
  });
});

describe('options', () => {
  it.each([
    [{}, ['command']],
    [{ command: 'check' }, ['command']],
    [{ command: [] }, ['command']],
    [{ command: [''] }, ['command']],
    [{ command: ['check', 1] }, ['command', 1]],
    [{ command: ['check'], timeout: '0s' }, ['timeout']],
    [{ comand: ['check'] }, ['comand']],
  ])('%j has a fault', (options, keys) => {
    const read = command.read(options);
    expect('faults' in read && read.faults[0]?.keys).toEqual(keys);
  });
});
