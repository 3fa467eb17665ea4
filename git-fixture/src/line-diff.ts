const context = 2;
/** Above this many pairs of lines a common subsequence is not worth its time: the texts count as rewritten. */
const maximumPairs = 1_000_000;

type Line = { sign: ' ' | '-' | '+'; text: string };

/** The lines by which two texts differ, as in a unified diff: `-` only before, `+` only after, two lines around. */
export function diffLines(before: string, after: string): string[] {
  const lines = align(splitLines(before), splitLines(after));
  const near = (index: number) =>
    lines.slice(Math.max(0, index - context), index + context + 1).some(({ sign }) => sign !== ' ');
  return lines.flatMap(({ sign, text }, index) => {
    if (near(index)) return [`${sign}${text}`];
    return index > 0 && near(index - 1) ? ['…'] : [];
  });
}

function splitLines(text: string): string[] {
  if (text === '') return [];
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  else lines.push('\\ no newline at the end');
  return lines;
}

/** What is the same at both ends is settled first; only the middle is searched. */
function align(before: readonly string[], after: readonly string[]): Line[] {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  const middle = alignMiddle(
    before.slice(start, before.length - end),
    after.slice(start, after.length - end),
  );
  return [
    ...signed(' ', before.slice(0, start)),
    ...middle,
    ...signed(' ', before.slice(before.length - end)),
  ];
}

function alignMiddle(before: readonly string[], after: readonly string[]): Line[] {
  if (before.length * after.length > maximumPairs) return [...signed('-', before), ...signed('+', after)];
  const common = commonLengths(before, after);
  const at = (row: number, column: number) => common[row]?.[column] ?? 0;
  const lines: Line[] = [];
  let row = 0;
  let column = 0;
  while (row < before.length && column < after.length) {
    if (before[row] === after[column]) {
      lines.push(...signed(' ', before.slice(row, row + 1)));
      row += 1;
      column += 1;
    } else if (at(row + 1, column) >= at(row, column + 1)) {
      lines.push(...signed('-', before.slice(row, row + 1)));
      row += 1;
    } else {
      lines.push(...signed('+', after.slice(column, column + 1)));
      column += 1;
    }
  }
  return [...lines, ...signed('-', before.slice(row)), ...signed('+', after.slice(column))];
}

/** `[row][column]`: how long the longest common subsequence of the lines from there to the end is. */
function commonLengths(before: readonly string[], after: readonly string[]): Uint32Array[] {
  const rows = Array.from({ length: before.length + 1 }, () => new Uint32Array(after.length + 1));
  for (let row = before.length - 1; row >= 0; row -= 1) {
    const here = rows[row] ?? new Uint32Array();
    const below = rows[row + 1] ?? here;
    for (let column = after.length - 1; column >= 0; column -= 1) {
      here[column] =
        before[row] === after[column]
          ? (below[column + 1] ?? 0) + 1
          : Math.max(below[column] ?? 0, here[column + 1] ?? 0);
    }
  }
  return rows;
}

function signed(sign: Line['sign'], texts: readonly string[]): Line[] {
  return texts.map((text) => ({ sign, text }));
}
