import { describe, expect, it } from '@jest/globals';
import type { RepositoryFile } from './file.ts';
import { environmentLock, parseLocks, resourceLock } from './locks.ts';
import { addLock, removeLock } from './locks-edit.ts';

const now = new Date('2026-11-21T12:00:00Z');
const file = (text: string): RepositoryFile => ({ path: 'prod/locks.yaml', id: '', content: { text } });

describe('parseLocks', () => {
  it('reads reasons as text or with by, at and until', () => {
    const { locks, problems } = parseLocks(
      file(
        'env_lock:\n  reasons:\n    - plain\n    - {reason: full, by: Ann, at: "2026-11-20", until: 2026-12-01T00:00:00Z}\n',
      ),
    );
    expect(problems).toEqual([]);
    expect(environmentLock(locks, now)).toEqual([
      { reason: 'plain' },
      { reason: 'full', by: 'Ann', at: '2026-11-20', until: '2026-12-01T00:00:00Z' },
    ]);
  });

  it.each([
    ['2026-11-21T11:59:59Z', 0],
    ['2026-11-21T12:00:00Z', 0],
    ['2026-11-21T12:00:01Z', 1],
    ['2026-11-21T13:30:00+01:00', 1],
    ['2026-11-22', 1],
  ])('a reason until %s holds %d time at 12:00', (until, count) => {
    const { locks } = parseLocks(file(`resource_locks: {s1: {reasons: [{reason: x, until: ${until}}]}}`));
    expect(resourceLock(locks, 's1', now)).toHaveLength(count);
  });

  it.each(['', '# nobody\n', '# env_lock:\n#   reasons: [x]\n', '---\n'])(
    'a file without content locks nothing: %j',
    (text) => {
      const { locks, problems } = parseLocks(file(text));
      expect(problems).toEqual([]);
      expect(environmentLock(locks, now)).toEqual([]);
      expect(addLock(file(text), { reason: 'x' })).toEqual({
        text: expect.stringMatching(/env_lock:\n {2}reasons:\n {4}- reason: x\n$/) as unknown as string,
      });
    },
  );

  it('without a file nothing is locked, and an empty lock locks nothing', () => {
    expect(parseLocks(undefined).locks.valid).toBe(true);
    const { locks, problems } = parseLocks(file('env_lock: {reasons: []}\nresource_locks:\nfreeze:\n'));
    expect(problems).toEqual([]);
    expect(environmentLock(locks, now)).toEqual([]);
  });

  it.each([
    {
      text: 'env_lock: {reasons: yes please}',
      message: 'env_lock.reasons: expected a list',
      line: 1,
      column: 12,
    },
    {
      text: 'env_locks: {reasons: [x]}',
      message: 'env_locks: unknown key',
      line: 1,
      column: 1,
      hint: expect.stringMatching(/^did you mean "env_lock"\?; until this/) as unknown as string,
    },
    {
      text: 'env_lock:\n  reasons:\n  - {why: x}',
      message: 'env_lock.reasons.0.why: unknown key',
      line: 3,
      hint: expect.stringMatching(/^known keys: reason, by, at, until; until this/) as unknown as string,
    },
    {
      text: 'env_lock: {reasons: [{reason: x, until: soon}]}',
      message: expect.stringContaining('reasons.0') as unknown as string,
    },
    { text: 'freeze: {revision: abc}', message: 'freeze.revision: expected a full commit id', line: 1 },
    {
      text: 'env_lock: {reasons: [[x]]}',
      message: 'env_lock.reasons.0: expected text or {reason, by, at, until}',
    },
    { text: 'env_lock: [', line: 1 },
    { text: '- x' },
  ])('$text locks everything and says why', ({ text, ...expected }) => {
    const { locks, problems } = parseLocks(file(text));
    expect(environmentLock(locks, now)).toEqual([{ reason: 'the lock file cannot be read' }]);
    expect(problems[0]).toMatchObject({ path: 'prod/locks.yaml', ...expected });
  });
});

describe('editing locks', () => {
  const commented =
    '# who locks, says why\nenv_lock:\n  reasons:\n    - old # since May\n\nresource_locks: {}\n';

  it('keeps comments, order and what was there', () => {
    const result = addLock(file(commented), { reason: 'release week', by: 'Ann', at: '2026-11-21' });
    expect(result).toEqual({
      text:
        '# who locks, says why\nenv_lock:\n  reasons:\n    - old # since May\n' +
        '    - reason: release week\n      by: Ann\n      at: "2026-11-21"\n\nresource_locks: {}\n'.replace(
          '"2026-11-21"',
          '2026-11-21',
        ),
    });
  });

  it('begins a file', () => {
    expect(addLock(undefined, { reason: 'x' }, 'payments/api')).toEqual({
      text: 'resource_locks:\n  payments/api:\n    reasons:\n      - reason: x\n',
    });
  });

  it('adds to an empty lock', () => {
    expect(addLock(file(commented), { reason: 'x' }, 's1')).toMatchObject({
      text: expect.stringMatching(
        /resource_locks:\n {2}s1:\n {4}reasons:\n {6}- reason: x\n$/,
      ) as unknown as string,
    });
  });

  it('does nothing for a reason that is there, or a lock that is not', () => {
    expect(addLock(file(commented), { reason: 'old' })).toEqual({ text: undefined });
    expect(removeLock(file(commented), 'other')).toEqual({ text: undefined });
    expect(removeLock(undefined)).toEqual({ text: undefined });
  });

  it('keeps what stands at the head of the file when the first key goes', () => {
    const unlocked = removeLock(
      file('# who locks, says why\nenv_lock:\n  reasons: [x]\nresource_locks: {}\n'),
    );
    expect(unlocked).toEqual({ text: '# who locks, says why\n\nresource_locks: {}\n' });
  });

  it('removes one reason or all, and what is left empty', () => {
    const both = file(
      'env_lock:\n  reasons:\n    - a\n    - reason: b\n      by: Ann\n# the end\nresource_locks:\n  s1: {reasons: [x]}\n',
    );
    expect(removeLock(both, 'a')).toEqual({
      text: 'env_lock:\n  reasons:\n    - reason: b\n      by: Ann\n# the end\nresource_locks:\n  s1: { reasons: [ x ] }\n',
    });
    const none = removeLock(both);
    expect('text' in none && none.text).toContain('s1');
    expect('text' in none && none.text).not.toContain('env_lock');
    expect(removeLock(both, undefined, 's1')).toMatchObject({
      text: expect.not.stringContaining('resource_locks') as unknown as string,
    });
  });

  it('refuses to edit a file that it cannot read', () => {
    expect(addLock(file('env_lock: ['), { reason: 'x' })).toMatchObject({
      problems: [{ path: 'prod/locks.yaml' }],
    });
  });

  it('is undone by its opposite', () => {
    const locked = addLock(file('# kept\n{}\n'), { reason: 'x' });
    const unlocked =
      'text' in locked && locked.text !== undefined ? removeLock(file(locked.text), 'x') : undefined;
    const { locks } = parseLocks(
      file((unlocked && 'text' in unlocked && unlocked.text) || 'env_lock: {reasons: [bad]}'),
    );
    expect(environmentLock(locks, now)).toEqual([]);
  });
});
