import { describe, expect, it } from '@jest/globals';
import type { OutcomeLog } from '@tribble/resource-repo';
import type { Outcome } from '@tribble/resource-repo/format';
import { OutcomeBook } from './outcome-book.ts';

const outcome = (at: string): Outcome => ({
  environment: 'dev',
  at,
  tree: '',
  revision: '',
  status: 'Clean',
  reasons: [],
  seconds: 1,
  resources: new Map([['s1', { status: 'Clean', versionId: at }]]),
});

/** A repository whose logs are given call by call; what was asked for is kept. */
function repositoryOf(...logs: (Partial<OutcomeLog> & Pick<OutcomeLog, 'outcomes'>)[]) {
  const asked: string[] = [];
  const outcomes = (environment: string, { since }: { since?: string | undefined } = {}) => {
    asked.push(`${environment} since ${since ?? 'ever'}`);
    const log = logs.shift() ?? { outcomes: [] };
    return Promise.resolve({ tip: `tip ${asked.length}`, problems: [], continues: true, ...log });
  };
  return { book: new OutcomeBook({ outcomes }), asked };
}

const [first, second] = [outcome('2026-11-21T10:00:00.000Z'), outcome('2026-11-21T11:00:00.000Z')];

describe('the outcomes of environments', () => {
  it('are read once and then only from where they ended', async () => {
    const { book, asked } = repositoryOf({ outcomes: [first] }, { outcomes: [second] });
    await book.refresh(['dev']);
    await book.refresh(['dev']);
    expect(asked).toEqual(['dev since ever', 'dev since tip 1']);
    expect(book.of('dev')?.resources.get('s1')?.clean).toHaveLength(2);
  });

  it('are folded anew where somebody rewrote them', async () => {
    const { book } = repositoryOf({ outcomes: [first] }, { outcomes: [second], continues: false });
    await book.refresh(['dev']);
    await book.refresh(['dev']);
    expect(
      book
        .of('dev')
        ?.resources.get('s1')
        ?.clean.map(({ versionId }) => versionId),
    ).toEqual([second.at]);
  });

  it('are none where nothing was recorded, and are forgotten with their environment', async () => {
    const { book } = repositoryOf({ outcomes: [] }, { outcomes: [first] });
    await book.refresh(['dev', 'pp']);
    expect(book.of('dev')).toBeUndefined();
    expect(book.of('pp')).toBeDefined();
    await book.refresh(['dev']);
    expect(book.of('pp')).toBeUndefined();
  });

  it('tell what is none of them', async () => {
    const { book } = repositoryOf({
      outcomes: [],
      problems: [{ path: 'outcome', message: 'is no outcome' }],
    });
    await book.refresh(['dev']);
    expect(book.problems).toHaveLength(1);
  });

  it('are not asked for where git takes no ref of the name', async () => {
    const { book, asked } = repositoryOf({ outcomes: [first] });
    await book.refresh(['odd.lock', 'dev']);
    expect(asked).toEqual(['dev since ever']);
    expect(book.of('odd.lock')).toBeUndefined();
  });
});
