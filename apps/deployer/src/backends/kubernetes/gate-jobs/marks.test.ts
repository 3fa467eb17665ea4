import { describe, expect, it } from '@jest/globals';
import type { ValueMap } from '@tribble/resource-repo/format';
import { isGateJobOf, isOfContent, nameOfGateJob, selectorOfGate } from './marks.ts';

const digest = `sha256:0123456789ab${'c'.repeat(52)}`;

describe('nameOfGateJob', () => {
  it.each([
    { base: 'smoke', expected: 'smoke-0123456789ab' },
    { base: 'x'.repeat(50), expected: `${'x'.repeat(50)}-0123456789ab` },
    { base: 'x'.repeat(60), expected: `${'x'.repeat(50)}-0123456789ab` },
    { base: `${'x'.repeat(48)}-.y`, expected: `${'x'.repeat(48)}-0123456789ab` },
    { base: 'smoke.test', expected: 'smoke.test-0123456789ab' },
  ])('of $base is $expected', ({ base, expected }) => {
    const name = nameOfGateJob({ base, digest });
    expect(name).toBe(expected);
    expect(name.length).toBeLessThanOrEqual(63);
  });
});

describe('selectorOfGate', () => {
  it('has the name as it is, or its hash where it cannot be the value of a label', () => {
    expect(selectorOfGate('smoke')).toBe('tribble.dev/gate=smoke');
    expect(selectorOfGate('x'.repeat(64))).toMatch(/^tribble\.dev\/gate=[0-9a-f]{40}$/);
  });
});

describe('whose a Job is', () => {
  const identity = { base: 'smoke', environment: 'pp', digest };
  const marks = { 'tribble.dev/gate-environment': 'pp', 'tribble.dev/gate-digest': digest };
  const ours = { labels: { 'tribble.dev/gate': 'smoke' }, annotations: marks };
  const cases: { name: string; metadata: ValueMap; ofGate: boolean; ofContent: boolean }[] = [
    { name: 'ours', metadata: ours, ofGate: true, ofContent: true },
    { name: 'no label', metadata: { annotations: marks }, ofGate: false, ofContent: false },
    { name: 'nothing at all', metadata: {}, ofGate: false, ofContent: false },
    {
      name: 'another gate',
      metadata: { ...ours, labels: { 'tribble.dev/gate': 'load' } },
      ofGate: false,
      ofContent: false,
    },
    {
      name: 'another environment in this namespace',
      metadata: { ...ours, annotations: { ...marks, 'tribble.dev/gate-environment': 'prod' } },
      ofGate: false,
      ofContent: false,
    },
    {
      name: 'other content of this gate',
      metadata: { ...ours, annotations: { ...marks, 'tribble.dev/gate-digest': 'sha256:1' } },
      ofGate: true,
      ofContent: false,
    },
  ];
  it.each(cases)('$name', ({ metadata, ofGate, ofContent }) => {
    const job = {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: { name: 'smoke-0123456789ab', ...metadata },
    };
    expect(isGateJobOf(job, identity)).toBe(ofGate);
    expect(isOfContent(job, identity)).toBe(ofContent);
  });
});
