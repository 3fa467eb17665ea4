import { describe, expect, it } from '@jest/globals';
import { factsOf, preconditionOf, transitionOf } from './testing.ts';
import type { Candidate } from './candidate.ts';
import type { Gates } from './gates/index.ts';
import { judgeCandidate } from './judge-candidate.ts';
import type { Verdict } from './verdict.ts';

const candidate: Candidate = {
  changes: [
    { resource: 'a', to: '1', sources: ['dev'] },
    { resource: 'b', to: '1', sources: ['dev'] },
    { resource: 'c', to: '1', sources: ['dev'] },
  ],
  files: new Map(['a', 'b', 'c'].map((name) => [name, new Map([[`pp/version/${name}.yaml`, 'version: 1']])])),
  leftOut: [{ resource: 'z', reason: 'NoBase' }],
};
const hold = (reason: string): Verdict => ({ kind: 'hold', reason, judged: '' });
const fail = (reason: string): Verdict => ({ kind: 'fail', reason, judged: '' });
const unknown = (reason: string): Verdict => ({ kind: 'unknown', reason, judged: '' });

/** Judges with two gates, `First` and `Second`, whose answers are given by gate and resource. */
function judge(perResource: boolean, answers: Record<string, Verdict>) {
  const asked: string[] = [];
  const gates: Gates = {
    read: ({ type }) => ({
      gate: {
        kind: 'pure',
        check: ({ resource = 'all' }) => {
          asked.push(`${type} ${resource}`);
          return answers[`${type} ${resource}`] ?? { kind: 'pass', reason: 'fine', judged: '' };
        },
      },
    }),
  };
  const preconditions = ['First', 'Second'].map((type) => preconditionOf(type));
  const transition = transitionOf({ perResource, preconditions });
  const rule = { name: 'to-pp', transition, roles: new Map(), facts: factsOf({}), gates };
  return { ...judgeCandidate(candidate, rule), asked };
}

const names = ({ changes }: Candidate) => changes.map(({ resource }) => resource);

describe('all resources at once', () => {
  it('may move where every gate passes', () => {
    const { candidate: judged, refusal, holds, asked } = judge(false, {});
    expect(judged).toBe(candidate);
    expect(refusal).toBeUndefined();
    expect(holds).toEqual(new Map());
    expect(asked).toEqual(['First all', 'Second all']);
  });

  it.each([
    { verdict: hold('soon'), holds: new Map([['dev', 'all']]) },
    { verdict: fail('broken'), holds: new Map() },
    { verdict: unknown('who knows'), holds: new Map() },
  ])('stay where a gate answers $verdict.kind, whatever the next one says', ({ verdict, holds }) => {
    const judged = judge(false, { 'First all': verdict, 'Second all': hold('later') });
    const refusal = { kind: verdict.kind, message: `First: ${verdict.reason}` };
    expect(judged).toMatchObject({ candidate, refusal });
    expect(judged.holds).toEqual(holds);
    expect(judged.verdicts.map(({ gate, kind }) => `${gate} ${kind}`)).toEqual([
      `First ${verdict.kind}`,
      'Second hold',
    ]);
  });
});

describe('each resource on its own', () => {
  it('moves what passes, names what does not, and holds only what may pass soon', () => {
    const judged = judge(true, { 'First a': fail('broken'), 'Second b': hold('soon') });
    expect(names(judged.candidate)).toEqual(['c']);
    expect([...judged.candidate.files.keys()]).toEqual(['c']);
    expect(judged.candidate.leftOut).toEqual([
      { resource: 'z', reason: 'NoBase' },
      { resource: 'a', reason: 'Held', message: 'First: broken' },
      { resource: 'b', reason: 'Held', message: 'Second: soon' },
    ]);
    expect(judged.refusal).toBeUndefined();
    expect(judged.holds).toEqual(new Map([['dev', new Set(['b'])]]));
    expect(judged.verdicts).toHaveLength(6);
  });

  it('is held where nothing passes and something may soon', () => {
    const judged = judge(true, {
      'First a': fail('broken'),
      'First b': hold('soon'),
      'First c': fail('broken'),
    });
    expect(judged.refusal).toEqual({ kind: 'hold', message: 'First: broken; First: soon' });
    expect(judged.holds).toEqual(new Map([['dev', new Set(['b'])]]));
    // What would move is shown while it waits.
    expect(judged.candidate).toBe(candidate);
  });

  it('fails where nothing passes and nothing will soon', () => {
    const broken = fail('broken');
    const judged = judge(true, { 'First a': broken, 'First b': broken, 'First c': unknown('who knows') });
    expect(judged.refusal).toEqual({ kind: 'fail', message: 'First: broken; First: who knows' });
    expect(judged.holds).toEqual(new Map());
  });
});

describe('what a gate asks the world', () => {
  it('is another question for another change, though the words are the same', () => {
    const about: string[] = [];
    const gates: Gates = {
      read: () => ({
        gate: {
          kind: 'asking',
          files: [],
          ask: () => ({
            question: { kind: 'http', method: 'GET', url: 'http://x', headers: {}, interval: 1, timeout: 1 },
          }),
          check: () => ({ kind: 'pass', reason: 'fine', judged: '' }),
        },
      }),
    };
    const transition = transitionOf({ preconditions: [preconditionOf('First')] });
    const facts = factsOf({}, { answerTo: (question) => void about.push(question.about) });
    const rule = { name: 'to-pp', transition, roles: new Map(), facts, gates };
    const [first] = candidate.changes;
    for (const versionId of ['1', '2'])
      judgeCandidate({ ...candidate, changes: first ? [{ ...first, versionId }] : [] }, rule);
    expect(new Set(about).size).toBe(2);
  });
});
