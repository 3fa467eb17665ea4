import { describe, expect, it } from '@jest/globals';
import { redact } from '@tribble/service-kit';
import { logTail } from './log-tail.ts';

const lines = (count: number) => Array.from({ length: count }, (_, index) => `line ${index + 1}`);

describe('logTail', () => {
  it.each([
    { name: 'a short log', log: 'one\ntwo\n', expected: 'one\ntwo' },
    { name: 'the last of many lines', log: lines(12).join('\n'), expected: lines(12).slice(2).join('\n') },
    { name: 'Windows lines', log: 'one\r\ntwo\r\n', expected: 'one\ntwo' },
    {
      name: 'coloured lines',
      log: '\u001b[1;31merror\u001b[0m: no\tdatabase',
      expected: 'error: no\tdatabase',
    },
    { name: 'lines that ring', log: '\u0007\u001bone [two]', expected: 'one [two]' },
    { name: 'a long line', log: `${'x'.repeat(3000)}end`, expected: `${'x'.repeat(2045)}end` },
    {
      name: 'a coloured token that is cut',
      log: `Authorization: Bearer abc\u001b[0m${'d'.repeat(100)}\n${'x'.repeat(2000)}`,
      expected: `Authorization: Bearer ***\n${'x'.repeat(2000)}`,
    },
    { name: 'nothing', log: '', expected: '' },
  ])('$name', ({ log, expected }) => {
    expect(logTail(log, redact)).toBe(expected);
  });
});
