import { expect, it } from '@jest/globals';
import { changelogIn } from './changelog.ts';

it.each([
  { name: 'nothing is known', message: undefined, changelog: undefined },
  {
    name: 'CI said something',
    message: 'Register s1 2\n\nFaster.\n\n- a\n- b\n\nTribble-Action: register\nTribble-Resource: s1\n',
    changelog: 'Faster.\n\n- a\n- b',
  },
  { name: 'CI said nothing', message: 'Register s1 2\n\nTribble-Action: register\n', changelog: undefined },
  {
    name: 'a person committed',
    message: 'Bump s1\n\nbecause of CVE-1\n',
    changelog: 'Bump s1\n\nbecause of CVE-1',
  },
])('$name', ({ message, changelog }) => {
  expect(changelogIn(message)).toBe(changelog);
});
