import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseFlatVersion } from './flat-version.ts';
import { parseVersion } from './version.ts';

/** What YAML makes of a text: a comment keeps it from being read as a flat file. */
const byYaml = (text: string) =>
  parseVersion({ path: 'dev/version/s1.yaml', id: 'id', content: { text: `# whole\n${text}` } });

const word = fc.oneof(
  fc.stringMatching(/^[A-Za-z0-9][\w.+-]{0,8}$/),
  fc.constantFrom(
    'null',
    'true',
    'yes',
    'no',
    'on',
    '1.10',
    '0123',
    '0x1F',
    '1e3',
    '1_000',
    '2026-11-21',
    '.5',
    '-1',
    '~',
    '12:30',
    'a b',
    '- a',
    '{}',
    '',
  ),
);
const value = fc.oneof(
  word,
  word.map((text) => `"${text}"`),
  word.map((text) => `'${text}'`),
  fc.constantFrom('"a\\nb"', '"it\'s"', "'it''s'", '&a b', '*a', '!!str 1', 'a # b', '"a" # b', ' a', 'a '),
);
const key = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('version', 'logLevel', 'level_2', '_x') },
  fc.constantFrom(
    'containers',
    'constructor',
    '__proto__',
    'yes',
    'null',
    '/spec',
    '"version"',
    '<<',
    '1',
    'a.b',
    '? x',
  ),
);
const file = fc
  .array(fc.tuple(key, value), { minLength: 1, maxLength: 4 })
  .map((pairs) => pairs.map(([name, text]) => `${name}: ${text}`))
  .chain((lines) =>
    fc.constantFrom(lines.join('\n'), `${lines.join('\n')}\n`, `version: 1\n${lines.join('\n')}`),
  );

describe('a flat version file', () => {
  it.each(['version: 1.10\n', 'version: "1.10"\nlogLevel: info', "version: 'a b'\n"])(
    'is read: %j',
    (text) => {
      expect(parseFlatVersion(text, 'id')).toBeDefined();
    },
  );

  it.each([
    '',
    '\n',
    'version:\n',
    'version: ""',
    'version: 1\n\n',
    'version: 1\nversion: 2',
    'version: 1 # one',
    'version: 1\ncontainers: {}',
    'level: 1',
    'version: 1\r\n',
    '---\nversion: 1',
    'version: &a 1',
    'version: "a\\n"',
  ])('is left to YAML: %j', (text) => {
    expect(parseFlatVersion(text, 'id')).toBeUndefined();
  });

  it('says exactly what YAML says', () => {
    let flat = 0;
    fc.assert(
      fc.property(file, (text) => {
        const version = parseFlatVersion(text, 'id');
        if (version === undefined) return;
        flat += 1;
        expect({ version }).toEqual(byYaml(text));
      }),
      { numRuns: 3_000 },
    );
    expect(flat).toBeGreaterThan(300);
  });
});
