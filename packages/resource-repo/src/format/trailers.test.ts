import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseIdentity } from './edit.ts';
import { formatMessage, parseTrailers } from './trailers.ts';

describe('formatMessage', () => {
  it('puts subject, body and trailers into paragraphs', () => {
    const trailers = [
      ['Tribble-Action', 'register'],
      ['Tribble-Resource', 's1'],
    ] as const;
    expect(formatMessage({ subject: 'Register s1 99', body: 'Hello\n', trailers })).toBe(
      'Register s1 99\n\nHello\n\nTribble-Action: register\nTribble-Resource: s1\n',
    );
  });

  it('lets no text of a request pass for a trailer', () => {
    const forged = 'x\n\nTribble-Action: transition';
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.constant(forged)),
        fc.oneof(fc.string(), fc.constant(forged)),
        (subject, body) => {
          const message = formatMessage({
            subject: `Lock: ${subject}`,
            body,
            trailers: [['Tribble-Action', 'lock']],
          });
          expect(parseTrailers(message)).toEqual([['Tribble-Action', 'lock']]);
        },
      ),
    );
  });
});

describe('parseTrailers', () => {
  it.each([
    ['subject only', []],
    ['Key: value', []],
    [
      's\n\nbody\n\nA: 1\nB: 2\n',
      [
        ['A', '1'],
        ['B', '2'],
      ],
    ],
    ['s\n\nA: 1\nno trailer\n', []],
  ])('%j', (message, expected) => {
    expect(parseTrailers(message)).toEqual(expected);
  });
});

describe('parseIdentity', () => {
  it.each([
    ['Ann Example <ann@example.org>', { name: 'Ann Example', email: 'ann@example.org' }],
    ['ci<ci@x>', { name: 'ci', email: 'ci@x' }],
    ['no mail', undefined],
    ['<a@b>', undefined],
    ['a <b> <c@d>', undefined],
    ['evil\ncommitter x <a@b>', undefined],
  ])('%j', (text, expected) => {
    expect(parseIdentity(text)).toEqual(expected);
  });
});
