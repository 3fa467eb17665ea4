import { describe, expect, it } from '@jest/globals';
import { describeGroups, groupsOf, mailOf, namesOf } from './people.ts';

describe('a mail address', () => {
  it.each([
    { text: 'ann@example.org', mail: 'ann@example.org' },
    { text: ' Ann@Example.org ', mail: 'ann@example.org' },
    { text: 'Ann Example <Ann@example.org>', mail: 'ann@example.org' },
    { text: 'bob@example.org <ann@example.org>', mail: 'ann@example.org' },
    { text: 'Ann', mail: undefined },
    { text: '', mail: undefined },
    { text: '@example.org', mail: undefined },
    { text: 'Ann <ann>', mail: undefined },
    { text: 'ann@example.org, bob@example.org', mail: undefined },
  ])('of $text', ({ text, mail }) => {
    expect(mailOf(text)).toBe(mail);
  });
});

describe('who may approve', () => {
  const roles = new Map([
    ['managers', ['ann@example.org', 'Bob <BOB@example.org>', 'Carl']],
    ['nobody', []],
  ]);
  const from = ['managers', 'Eve@example.org', 'nobody', 'constructor'];

  it('is in a role or named; names without a mail address are nobody', () => {
    const { groups, unknown } = groupsOf(from, roles);
    expect(groups).toEqual([
      { name: 'managers', isRole: true, mails: ['ann@example.org', 'bob@example.org'] },
      { name: 'Eve@example.org', isRole: false, mails: ['eve@example.org'] },
      { name: 'nobody', isRole: true, mails: [] },
    ]);
    expect(unknown).toEqual(['constructor']);
  });

  it('is told without those who are not left', () => {
    const { groups } = groupsOf(from, roles);
    expect(describeGroups(groups, () => true)).toBe(
      'managers (ann@example.org, bob@example.org), eve@example.org',
    );
    expect(describeGroups(groups, (mail) => mail.startsWith('b'))).toBe('managers (bob@example.org)');
  });

  it('is told by three names', () => {
    expect(namesOf(['a', 'b', 'c', 'd', 'e'])).toBe('a, b, c, 2 more');
  });
});
