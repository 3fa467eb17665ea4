import { describe, expect, it } from '@jest/globals';
import { paintIn } from './paint.ts';
import { table } from './table.ts';

describe('colours', () => {
  it('are there where they are wanted', () => {
    expect(paintIn(true).red('no')).toBe('\u001b[31mno\u001b[39m');
    expect(paintIn(true).red('')).toBe('');
    expect(paintIn(false).red('no')).toBe('no');
  });

  it('do not count as width', () => {
    const rows = (colours: boolean) => [
      [paintIn(colours).green('Moves'), 'a'],
      ['NoChange', 'b'],
    ];
    const escapes = new RegExp(String.raw`\u001b\[\d+m`, 'g');
    expect(table(['RESULT', 'WHY'], rows(true)).replaceAll(escapes, '')).toBe(
      table(['RESULT', 'WHY'], rows(false)),
    );
  });
});
