import { describe, expect, it } from '@jest/globals';
import type { Approval } from '@tribble/api';
import { parseApprovals } from './approvals.ts';
import { addApprovals } from './approvals-edit.ts';
import type { RepositoryFile } from './file.ts';

const file = (text: string): RepositoryFile => ({ path: 'approvals.yaml', id: '', content: { text } });
const at = '2026-11-21T12:00:00Z';
const ann = 'Ann <ann@x>';
const approval = (change: string, by = ann, more: Partial<Approval> = {}): Approval => ({
  change,
  by,
  at,
  ...more,
});
const always = () => true;

describe('parseApprovals', () => {
  it('gives who approved what, in the order of the file', () => {
    const { approvals, problems } = parseApprovals(
      file(
        `approvals:\n  prod:\n    - {change: c1, by: ${ann}, at: ${at}, comment: fine}\n    - {change: c2, by: Bob, at: "${at}"}\n  pp:\n`,
      ),
    );
    expect(problems).toEqual([]);
    expect([...approvals]).toEqual([
      ['prod', [approval('c1', ann, { comment: 'fine' }), approval('c2', 'Bob')]],
      ['pp', []],
    ]);
  });

  it.each([undefined, file(''), file('approvals:\n')])('is empty without one: %j', (none) => {
    expect(parseApprovals(none)).toEqual({ approvals: new Map(), problems: [] });
  });

  it.each<[RepositoryFile, object]>([
    [
      file('approvals: {prod: [{change: c1, by: Ann}]}'),
      { message: 'approvals.prod.0.at: expected a date and time with its zone' },
    ],
    [
      file(`approvals:\n  prod:\n    - {change: 1, by: Ann, at: ${at}}`),
      { message: 'approvals.prod.0.change: expected text', line: 3 },
    ],
    [file('approvals: {prod: yes}'), { message: 'approvals.prod: expected a list' }],
    [file('aprovals: {}'), { message: 'aprovals: unknown key' }],
    [file('approvals: ['), { line: 1 }],
    [{ path: 'approvals.yaml', id: '', content: { fault: 'is a folder, which is never followed' } }, {}],
  ])('%j approves nothing, and says why', (bad, expected) => {
    const { approvals, problems } = parseApprovals(bad);
    expect(approvals).toEqual(new Map());
    expect(problems[0]).toMatchObject({
      path: 'approvals.yaml',
      hint: expect.stringContaining('until this is mended nothing counts as approved') as unknown,
      ...expected,
    });
  });
});

describe('adding approvals', () => {
  const commented = `# who approved\napprovals:\n  pp:\n    - {change: p1, by: Bob, at: ${at}} # of pp\n  prod:\n    # release week\n    - change: c1 # the first\n      by: ${ann}\n      at: ${at}\n    - change: c2\n      by: ${ann}\n      at: ${at}\n`;

  it('keeps comments, order and what others approved', () => {
    expect(addApprovals(file(commented), 'prod', [approval('c1', 'Bob', { comment: 'ok' })], always)).toEqual(
      {
        text: `${commented}    - change: c1\n      by: Bob\n      at: ${at}\n      comment: ok\n`.replace(
          /{change.*}/,
          (flow) => flow.replace('{', '{ ').replace('}', ' }'),
        ),
      },
    );
  });

  it('drops what is no longer pending, of this transition alone', () => {
    const result = addApprovals(file(commented), 'prod', [approval('c3')], (change) => change === 'c3');
    const text = 'text' in result ? (result.text ?? '') : '';
    expect(text).toContain('# of pp');
    expect(text.startsWith('# who approved\n')).toBe(true);
    expect([...parseApprovals(file(text)).approvals]).toEqual([
      ['pp', [approval('p1', 'Bob')]],
      ['prod', [approval('c3')]],
    ]);
  });

  it('begins a file, and leaves no list that is empty', () => {
    expect(addApprovals(undefined, 'prod', [approval('c1')], always)).toEqual({
      text: `approvals:\n  prod:\n    - change: c1\n      by: ${ann}\n      at: ${at}\n`,
    });
    const result = addApprovals(file(commented), 'prod', [], () => false);
    expect('text' in result && result.text).not.toContain('prod');
  });

  it('adds an approval once, and none of a change that is not pending', () => {
    const again = [approval('c2'), approval('c2', ann, { comment: 'again' })];
    expect(addApprovals(file(commented), 'prod', again, always)).toEqual({ text: undefined });
    const gone = (change: string) => change !== 'gone';
    expect(addApprovals(file(commented), 'prod', [approval('gone')], gone)).toEqual({ text: undefined });
    const twice = addApprovals(undefined, 'prod', [approval('c1'), approval('c1')], always);
    expect(
      parseApprovals(file('text' in twice ? (twice.text ?? '') : '')).approvals.get('prod'),
    ).toHaveLength(1);
  });

  it('refuses to edit a file that it cannot read', () => {
    expect(addApprovals(file('approvals: ['), 'prod', [approval('c1')], always)).toMatchObject({
      problems: [{ path: 'approvals.yaml' }],
    });
  });
});
