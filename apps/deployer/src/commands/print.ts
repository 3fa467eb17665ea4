import Table from 'cli-table3';
import { stringify } from 'yaml';

export type Format = 'table' | 'json' | 'yaml';

/** Writes an answer for programs, or as text for people. */
export function print(format: Format, value: unknown, text: () => string): void {
  const written = {
    json: () => JSON.stringify(value, undefined, 2),
    yaml: () => stringify(value),
    table: text,
  };
  const output = written[format]();
  process.stdout.write(output.endsWith('\n') ? output : `${output}\n`);
}

const noBorders = {
  ...{ top: '', 'top-mid': '', 'top-left': '', 'top-right': '' },
  ...{ bottom: '', 'bottom-mid': '', 'bottom-left': '', 'bottom-right': '' },
  ...{ left: '', 'left-mid': '', mid: '', 'mid-mid': '', right: '', 'right-mid': '', middle: '  ' },
};

/** Columns under a heading, as kubectl writes them. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const style = { head: [], border: [], 'padding-left': 0, 'padding-right': 0 };
  const drawn = new Table({ head: [...head], chars: noBorders, style });
  drawn.push(...rows.map((row) => [...row]));
  return drawn
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}
