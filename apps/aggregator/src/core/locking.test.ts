import { describe, expect, it } from '@jest/globals';
import { noon, snapshotOf } from '../testing.ts';
import { lockEdit, unlockEdit } from './locking.ts';

const author = { name: 'Ann', email: 'ann@x' };
const at = '2026-11-21T12:00:00.000Z';
const file = `# who locked what
env_lock:
  reasons:
    # ask first
    - fair
resource_locks:
  s1: {reasons: [{reason: broken, by: Bob}, tired]}
`;
const snapshot = snapshotOf({
  'dev/version/s1.yaml': 'version: 1',
  'pp/locks.yaml': file,
  'bad/locks.yaml': 'env_lock: [',
});

/** The new text of the lock file and the message. */
function committed(result: ReturnType<typeof lockEdit>) {
  if ('problems' in result || result.edit === undefined) throw new Error(JSON.stringify(result));
  const { files, message, ...rest } = result.edit;
  expect(files.size).toBe(1);
  return { text: [...files.values()].join(''), path: [...files.keys()].join(''), ...message, ...rest };
}

describe('locking', () => {
  it('makes a lock file where there is none', () => {
    expect(committed(lockEdit(snapshot, 'dev', { reason: ' sale\n' }, { author, now: noon }))).toEqual({
      path: 'dev/locks.yaml',
      text: `env_lock:\n  reasons:\n    - reason: sale\n      by: Ann <ann@x>\n      at: ${at}\n`,
      subject: 'Lock dev: sale',
      trailers: [
        ['Tribble-Action', 'lock'],
        ['Tribble-Target', 'dev'],
      ],
      author,
    });
  });

  it('keeps comments and what was locked before', () => {
    const lock = { reason: 'sale', resource: 's2', until: '2026-11-22T01:00:00+01:00' };
    const { text, subject, trailers } = committed(
      lockEdit(snapshot, 'pp', lock, { author: undefined, now: noon }),
    );
    expect(text).toBe(
      `${file.replace('{reasons: [{reason: broken, by: Bob}, tired]}', '{ reasons: [ { reason: broken, by: Bob }, tired ] }')}  s2:\n    reasons:\n      - reason: sale\n        at: ${at}\n        until: 2026-11-22T00:00:00.000Z\n`,
    );
    expect(subject).toBe('Lock s2 in pp: sale');
    expect(trailers).toContainEqual(['Tribble-Resource', 's2']);
  });

  it('changes nothing where the same reason is there', () => {
    expect(lockEdit(snapshot, 'pp', { reason: 'fair' }, { author, now: noon })).toEqual({ edit: undefined });
  });

  it('does not touch a file that cannot be read', () => {
    const result = lockEdit(snapshot, 'bad', { reason: 'x' }, { author, now: noon });
    expect(result).toEqual({ problems: [expect.objectContaining({ path: 'bad/locks.yaml', line: 1 })] });
  });
});

describe('unlocking', () => {
  it('removes one reason, in whichever form it was written', () => {
    const { text, subject } = committed(
      unlockEdit(snapshot, 'pp', { resource: 's1', reason: 'broken' }, author),
    );
    expect(text).toContain('# who locked what\nenv_lock:\n  reasons:\n    # ask first\n    - fair\n');
    expect(text).toContain('tired');
    expect(text).not.toContain('broken');
    expect(subject).toBe('Unlock s1 in pp: broken');
  });

  it('removes all reasons, and what is left empty', () => {
    const { text, subject, trailers } = committed(unlockEdit(snapshot, 'pp', { resource: 's1' }, undefined));
    expect(text).not.toContain('resource_locks');
    expect(text).toContain('fair');
    expect(subject).toBe('Unlock s1 in pp');
    expect(trailers).toEqual([
      ['Tribble-Action', 'unlock'],
      ['Tribble-Target', 'pp'],
      ['Tribble-Resource', 's1'],
    ]);
  });

  it.each([
    { environment: 'dev', query: {} },
    { environment: 'pp', query: { reason: 'no such reason' } },
    { environment: 'pp', query: { resource: 's2' } },
  ])('changes nothing for $query in $environment', ({ environment, query }) => {
    expect(unlockEdit(snapshot, environment, query, author)).toEqual({ edit: undefined });
  });
});
