import { describe, expect, it } from '@jest/globals';
import { webLink } from './web-link.ts';

describe('webLink', () => {
  it.each([
    { link: 'https://ci.example.org/runs/7', expected: 'https://ci.example.org/runs/7' },
    { link: 'http://127.0.0.1:9090/graph', expected: 'http://127.0.0.1:9090/graph' },
    { link: 'javascript:alert(1)', expected: undefined },
    { link: ' javascript:alert(1)', expected: undefined },
    { link: 'data:text/html,hello', expected: undefined },
    { link: '/relative', expected: undefined },
    { link: 'not an address', expected: undefined },
    { link: undefined, expected: undefined },
  ])('of $link: $expected', ({ link, expected }) => {
    expect(webLink(link)).toBe(expected);
  });
});
