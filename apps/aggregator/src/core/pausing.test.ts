import { describe, expect, it } from '@jest/globals';
import { noon, snapshotOf } from '../testing.ts';
import { pauseEdit, resumeEdit } from './pausing.ts';

const author = { name: 'Ann', email: 'ann@x' };
const at = '2026-11-21T12:00:00.000Z';
const file = `# ask the people on call first
all:
  reasons:
    - incident 41 # Bob looks into it
transitions:
  prod:
    reasons:
      - fair
      - {reason: broken, by: Bob}
`;
const snapshot = snapshotOf({ 'pauses.yaml': file });

/** The new text of the file and the message. */
function committed(result: ReturnType<typeof pauseEdit>) {
  if ('problems' in result || result.edit === undefined) throw new Error(JSON.stringify(result));
  const { files, message, ...rest } = result.edit;
  expect([...files.keys()]).toEqual(['pauses.yaml']);
  return { text: files.get('pauses.yaml'), ...message, ...rest };
}

describe('pausing', () => {
  it('makes the file where there is none', () => {
    expect(committed(pauseEdit(snapshotOf({}), { reason: ' incident 42\n' }, { author, now: noon }))).toEqual(
      {
        text: `all:\n  reasons:\n    - reason: incident 42\n      by: Ann <ann@x>\n      at: ${at}\n`,
        subject: 'Pause all transitions: incident 42',
        trailers: [['Tribble-Action', 'pause']],
        author,
      },
    );
  });

  it('keeps comments and what was paused before', () => {
    const pause = { reason: 'sale', transition: 'pp', until: '2026-11-22T01:00:00+01:00' };
    const { text, ...rest } = committed(pauseEdit(snapshot, pause, { author: undefined, now: noon }));
    expect(text).toContain(
      '# ask the people on call first\nall:\n  reasons:\n    - incident 41 # Bob looks into it\n',
    );
    expect(text).toContain(
      `  pp:\n    reasons:\n      - reason: sale\n        at: ${at}\n        until: 2026-11-22T00:00:00.000Z\n`,
    );
    expect(rest).toEqual({
      subject: 'Pause pp: sale',
      trailers: [
        ['Tribble-Action', 'pause'],
        ['Tribble-Transition', 'pp'],
      ],
    });
  });

  it.each([{ reason: 'incident 41' }, { reason: 'fair', transition: 'prod' }])(
    'changes nothing where it is paused for the same reason: %j',
    (pause) => {
      expect(pauseEdit(snapshot, pause, { author, now: noon })).toEqual({ edit: undefined });
    },
  );

  it('does not touch a file that cannot be read', () => {
    const result = pauseEdit(snapshotOf({ 'pauses.yaml': 'all: [' }), { reason: 'x' }, { author, now: noon });
    expect(result).toEqual({ problems: [expect.objectContaining({ path: 'pauses.yaml', line: 1 })] });
  });
});

describe('resuming', () => {
  it('removes one reason, in whichever form it was written', () => {
    const { text, subject } = committed(
      resumeEdit(snapshot, { transition: 'prod', reason: 'broken' }, author),
    );
    expect(text).toBe(file.replace('      - {reason: broken, by: Bob}\n', ''));
    expect(subject).toBe('Resume prod: broken');
  });

  it('removes all reasons, and what is left empty', () => {
    expect(committed(resumeEdit(snapshot, {}, undefined))).toEqual({
      text: expect.not.stringContaining('all:'),
      subject: 'Resume all transitions',
      trailers: [['Tribble-Action', 'resume']],
    });
    expect(committed(resumeEdit(snapshot, { transition: 'prod' }, author))).toMatchObject({
      text: expect.not.stringContaining('transitions:'),
      subject: 'Resume prod',
      trailers: [
        ['Tribble-Action', 'resume'],
        ['Tribble-Transition', 'prod'],
      ],
    });
  });

  it.each([{ transition: 'pp' }, { reason: 'no such reason' }])('changes nothing for %j', (query) => {
    expect(resumeEdit(snapshot, query, author)).toEqual({ edit: undefined });
  });
});
