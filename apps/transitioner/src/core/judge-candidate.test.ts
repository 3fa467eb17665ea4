import { describe, expect, it } from '@jest/globals';
import type { Precondition } from '@tribble/resource-repo/format';
import { snapshotOf, transitionOf } from '../testing.ts';
import type { Candidate } from './candidate.ts';
import { type Gates, judgeCandidate } from './judge-candidate.ts';
import type { Verdict } from './verdict.ts';

const candidate: Candidate = {
  changes: [
    { resource: 'a', to: '1' },
    { resource: 'b', to: '1' },
    { resource: 'c', to: '1' },
  ],
  files: new Map(['a', 'b', 'c'].map((name) => [`pp/version/${name}.yaml`, 'version: 1'])),
  leftOut: [{ resource: 'z', reason: 'Excluded' }],
};
const precondition = (type: string): Precondition => ({
  type,
  options: undefined,
  problemAt: (message) => ({ path: 'transitions.yaml', message }),
});
const hold = (reason: string): Verdict => ({ kind: 'hold', reason });
const fail = (reason: string): Verdict => ({ kind: 'fail', reason });
const unknown = (reason: string): Verdict => ({ kind: 'unknown', reason });

/** Judges with two gates, `First` and `Second`, whose answers are given by gate and resource. */
function judge(perResource: boolean, answers: Record<string, Verdict>) {
  const asked: string[] = [];
  const gates: Gates = {
    faultOf: () => undefined,
    judge: ({ type }, { resource = 'all' }) => {
      asked.push(`${type} ${resource}`);
      return answers[`${type} ${resource}`] ?? { kind: 'pass' };
    },
  };
  const transition = transitionOf({ perResource, preconditions: ['First', 'Second'].map(precondition) });
  const facts = { snapshot: snapshotOf({}), transition, statusOf: () => undefined };
  return { ...judgeCandidate(candidate, facts, gates), asked };
}

const names = ({ changes }: Candidate) => changes.map(({ resource }) => resource);

describe('all resources at once', () => {
  it('may move where every gate passes', () => {
    const { candidate: judged, refusal, holds, asked } = judge(false, {});
    expect(judged).toBe(candidate);
    expect(refusal).toBeUndefined();
    expect(holds).toEqual(new Set());
    expect(asked).toEqual(['First all', 'Second all']);
  });

  it.each([
    { verdict: hold('soon'), holds: 'all' },
    { verdict: fail('broken'), holds: new Set() },
    { verdict: unknown('who knows'), holds: new Set() },
  ])('stay where a gate answers $verdict.kind, and no other is asked', ({ verdict, holds }) => {
    const judged = judge(false, { 'First all': verdict, 'Second all': fail('never asked') });
    const reason = verdict.kind === 'pass' ? '' : `First: ${verdict.reason}`;
    expect(judged).toEqual({ candidate, refusal: { ...verdict, reason }, holds, asked: ['First all'] });
  });
});

describe('each resource on its own', () => {
  it('moves what passes, names what does not, and holds only what may pass soon', () => {
    const judged = judge(true, { 'First a': fail('broken'), 'Second b': hold('soon') });
    expect(names(judged.candidate)).toEqual(['c']);
    expect([...judged.candidate.files.keys()]).toEqual(['pp/version/c.yaml']);
    expect(judged.candidate.leftOut).toEqual([
      { resource: 'z', reason: 'Excluded' },
      { resource: 'a', reason: 'Held', message: 'First: broken' },
      { resource: 'b', reason: 'Held', message: 'Second: soon' },
    ]);
    expect(judged.refusal).toBeUndefined();
    expect(judged.holds).toEqual(new Set(['b']));
    expect(judged.asked).toEqual(['First a', 'First b', 'Second b', 'First c', 'Second c']);
  });

  it('is held where nothing passes and something may soon', () => {
    const judged = judge(true, {
      'First a': fail('broken'),
      'First b': hold('soon'),
      'First c': fail('broken'),
    });
    expect(judged.refusal).toEqual({ kind: 'hold', reason: 'First: broken; First: soon' });
    expect(judged.holds).toEqual(new Set(['b']));
    // What would move is shown while it waits.
    expect(judged.candidate).toBe(candidate);
  });

  it('fails where nothing passes and nothing will soon', () => {
    const broken = fail('broken');
    const judged = judge(true, { 'First a': broken, 'First b': broken, 'First c': unknown('who knows') });
    expect(judged.refusal).toEqual({ kind: 'fail', reason: 'First: broken; First: who knows' });
    expect(judged.holds).toEqual(new Set());
  });
});
