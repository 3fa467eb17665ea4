import { EventEmitter } from 'node:events';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { redact, redactUrl, redactValue } from './redact.ts';

describe('redactUrl', () => {
  it.each([
    ['https://ann:hunter2@host/path', 'https://***@host/path'],
    ['https://hunter2@host', 'https://***@host'],
    ['https://ann:p@ss:word@host:8443/a@b', 'https://***@host:8443/a@b'],
    ['ssh://git@host/repo and https://a:b@c.', 'ssh://***@host/repo and https://***@c.'],
    [
      "fatal: unable to access 'https://x-token:abc@host/': refused",
      "fatal: unable to access 'https://***@host/': refused",
    ],
    ['{"a":"https://ann:b@host","c":"d@e"}', '{"a":"https://***@host","c":"d@e"}'],
  ])('takes the credentials out of %s', (text, expected) => expect(redactUrl(text)).toBe(expected));

  it.each([
    'https://host/@scope/package',
    'https://host?mail=a@b',
    'git@host:repo.git',
    'ann <a@b.c> see https://host',
  ])('leaves %s as it is', (text) => expect(redactUrl(text)).toBe(text));

  it('never lets a password through', () => {
    const word = fc.stringMatching(/^[A-Za-z0-9!$&'()*+,;=:@%._~-]{1,20}$/);
    fc.assert(
      fc.property(word, word, (user, password) => {
        expect(redactUrl(`see https://${user}:${password}@host/path now`)).toBe(
          'see https://***@host/path now',
        );
      }),
    );
  });
});

describe('redact', () => {
  it.each([
    ['Authorization: Bearer abc.def', 'Authorization: Bearer ***'],
    ['curl -H "authorization: Basic YTpi" x', 'curl -H "authorization: Basic ***" x'],
    ['{"authorization":"Bearer abc"}', '{"authorization":"Bearer ***"}'],
    ['{\\"Authorization\\":\\"token abc\\"}', '{\\"Authorization\\":\\"token ***\\"}'],
    ['token ghp_16C7e42F292c6912E7710c838347Ae178B4a!', 'token ***!'],
    ['{"t":"gho_16C7e42F292c6912E7710c838347Ae178B4a"}', '{"t":"***"}'],
    ['ghu_16C7e42F292c6912E7710c838347Ae178B4a ghs_16C7e42F292c6912E7710c838347Ae178B4a', '*** ***'],
    ['TOKEN_ghp_16C7e42F292c6912E7710c838347Ae178B4a', 'TOKEN_***'],
    ['x=ghr_16C7e42F292c6912E7710c838347Ae178B4a', 'x=***'],
    ['github_pat_11ABCDEFG0aBcDeFgHiJkL_mNoPqRsTuVwXyZ', '***'],
    ['glpat-abcDEF-123_456789xyz\n', '***\n'],
    ["slack 'xoxb-1234567890-abcDEF'", "slack '***'"],
    ['xoxa-2-1234567890 xoxp-1234567890 xoxr-1234567890', '*** *** ***'],
    [
      'jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9P, end',
      'jwt ***, end',
    ],
    ['ghp_short glpat-short xoxb-short eyJ.eyJ.x', 'ghp_short glpat-short xoxb-short eyJ.eyJ.x'],
    ['the high_water_mark_of_the_whole_system', 'the high_water_mark_of_the_whole_system'],
    ['authorization failed', 'authorization failed'],
    ['{"authorization":null}', '{"authorization":null}'],
  ])('turns %s into %s', (text, expected) => expect(redact(text)).toBe(expected));
});

describe('long texts', () => {
  // Minutes, were each place read to the end once more.
  it.each(['a.', 'eyJaaaaa.', '-eyJaaaaa', 'xoxb-', 'https://', 'authorization: '])(
    'of nothing but %j take no longer than they are',
    (part) => {
      const text = part.repeat(1_000_000 / part.length);
      expect(redact(text).length).toBeLessThanOrEqual(text.length);
    },
  );
});

describe('redactValue', () => {
  it('reaches strings at any depth', () => {
    expect(redactValue({ a: [{ b: 'https://u:p@host' }], n: 1, none: null })).toEqual({
      a: [{ b: 'https://***@host' }],
      n: 1,
      none: null,
    });
  });

  it('hides authorization and cookies by their names', () => {
    expect(redactValue({ headers: { Authorization: 'abc', cookie: ['a=b'], accept: '*/*' } })).toEqual({
      headers: { Authorization: '***', cookie: '***', accept: '*/*' },
    });
  });

  it('hides the data of Secrets, and their copy in the annotation of kubectl', () => {
    const secret = {
      kind: 'Secret',
      metadata: {
        name: 's',
        annotations: { 'kubectl.kubernetes.io/last-applied-configuration': '{"data":{}}' },
      },
      data: { password: 'aHVudGVyMg==' },
      stringData: { user: 'ann' },
    };
    expect(redactValue({ kind: 'List', items: [secret] })).toEqual({
      kind: 'List',
      items: [
        {
          kind: 'Secret',
          metadata: { name: 's', annotations: { 'kubectl.kubernetes.io/last-applied-configuration': '***' } },
          data: { password: '***' },
          stringData: { user: '***' },
        },
      ],
    });
    expect(redactValue({ kind: 'ConfigMap', data: { a: 'b' } })).toEqual({
      kind: 'ConfigMap',
      data: { a: 'b' },
    });
  });

  it('reaches errors and their causes', () => {
    const error = new Error('outer', { cause: new Error('https://u:p@host refused') });
    const text = JSON.stringify(redactValue({ error }));
    expect(text).toContain('https://***@host refused');
    expect(text).not.toContain('u:p@');
  });

  it('ends on what contains itself, and leaves what is no data', () => {
    const loop: Record<string, unknown> = {};
    loop['self'] = loop;
    expect(redactValue(loop)).toEqual({ self: '[circular]' });
    const emitter = new EventEmitter();
    expect(redactValue({ emitter, bytes: Buffer.from('abc') })).toEqual({ emitter, bytes: '[3 bytes]' });
  });
});
