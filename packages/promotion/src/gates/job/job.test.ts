import { describe, expect, it } from '@jest/globals';
import type { Answer } from '../../question.ts';
import { factsOf, gateInput } from '../../testing.ts';
import type { GateInput, ReadyGate } from '../gate.ts';
import { job } from './index.ts';

const at = '2026-11-21T12:00:00.000Z';
const manifest = 'tests/smoke.yaml';
const manifestId = 'a'.repeat(40);
const facts = factsOf({}, { fileId: (path) => (path === manifest ? manifestId : undefined) });
const input = gateInput(facts);

function gateOf(options: object): Extract<ReadyGate, { kind: 'asking' }> {
  const read = job.read(options);
  if (!('gate' in read) || read.gate.kind !== 'asking') throw new Error(JSON.stringify(read));
  return read.gate;
}
const gate = gateOf({ manifest });

describe('the question', () => {
  it('is the manifest with what is judged, in the source', () => {
    expect(gate.files).toEqual([manifest]);
    expect(gate.ask(input)).toEqual({
      question: {
        kind: 'job',
        environment: 'dev',
        manifest,
        manifestId,
        variables: {
          source: 'dev',
          target: 'pp',
          transition: 'to-pp',
          change: expect.stringMatching(/^[0-9a-f]{40}$/),
          resource: 's1',
          version: '1',
          version_s1: '1',
        },
        timeout: 600_000,
        interval: 5_000,
      },
    });
  });

  it('is another one for another change', () => {
    const changes: GateInput['changes'] = [{ resource: 's1', to: '1', versionId: 'other', sources: ['dev'] }];
    expect(gate.ask(gateInput(facts, { changes }))).not.toEqual(gate.ask(input));
  });

  it('is not asked where there is no such file', () => {
    expect(gateOf({ manifest: 'tests/smok.yaml' }).ask(input)).toMatchObject({
      verdict: { kind: 'unknown', reason: 'there is no file tests/smok.yaml in the repository' },
    });
  });
});

describe('the verdict', () => {
  const name = 'Job dev/smoke-3f2a91c04d1e';
  it.each<{ given: Answer; kind: string; reason: string; text?: string }>([
    {
      given: { at, kind: 'job', state: 'running', name, log: 'half' },
      kind: 'hold',
      reason: `${name} is running`,
      text: name,
    },
    {
      given: { at, kind: 'job', state: 'succeeded', name, log: 'all green\n' },
      kind: 'pass',
      reason: `${name} succeeded`,
      text: `${name}\nall green`,
    },
    {
      given: {
        at,
        kind: 'job',
        state: 'failed',
        name,
        message: 'BackoffLimitExceeded',
        log: 'x'.repeat(3_000),
      },
      kind: 'fail',
      reason: `${name} failed: BackoffLimitExceeded`,
      text: `${name}\n…${'x'.repeat(2_000)}`,
    },
    {
      given: { at, kind: 'error', message: 'no deployer reports on dev' },
      kind: 'unknown',
      reason: 'no deployer reports on dev',
    },
    {
      given: { at, kind: 'command', exitCode: 0, output: '' },
      kind: 'unknown',
      reason: 'the answer is of another kind',
    },
  ])('$kind: $reason', ({ given, kind, reason, text }) => {
    const { judged: _judged, ...verdict } = gate.check(input, given);
    expect(verdict).toEqual({ kind, reason, ...(text !== undefined && { evidence: [{ text }] }) });
  });
});

describe('options', () => {
  it.each([
    '/tests/a.yaml',
    '../a.yaml',
    'tests/../../a.yaml',
    'tests//a.yaml',
    './a.yaml',
    'tests/a.sh',
    '',
    5,
  ])('the manifest %j is a fault', (path) => {
    const read = job.read({ manifest: path });
    expect('faults' in read && read.faults[0]).toMatchObject({
      message: expect.stringContaining('the path of a manifest in the repository') as unknown,
      keys: ['manifest'],
    });
  });

  it.each(['a.yml', 'tests/a.json', 'tests/a..b.yaml'])('the manifest %s is none', (path) =>
    expect(job.read({ manifest: path })).toHaveProperty('gate'),
  );
});
