import { diffLines } from './line-diff.ts';
import type { Tree, TreeFile } from './tree.ts';

const maximumFiles = 20;
const maximumLines = 20;

/** How two trees differ, file by file and short enough to read, or undefined where they are the same. */
export function compareTrees(actual: Tree, expected: Tree): string | undefined {
  const paths = [...new Set([...expected.keys(), ...actual.keys()])].sort();
  const differences = paths.flatMap((path) => {
    const difference = describe(path, expected.get(path), actual.get(path));
    return difference === undefined ? [] : [difference];
  });
  if (differences.length === 0) return undefined;
  const shown = differences.slice(0, maximumFiles);
  const hidden = differences.length - shown.length;
  return [
    'the trees differ (- expected, + actual):',
    ...shown,
    ...(hidden > 0 ? [`… and ${hidden} more files`] : []),
  ].join('\n');
}

function describe(path: string, expected?: TreeFile, actual?: TreeFile): string | undefined {
  const shown = JSON.stringify(path).slice(1, -1) === path ? path : JSON.stringify(path);
  if (!actual) return `missing: ${shown}`;
  if (!expected) return [`unexpected: ${shown}`, ...lines('', actual.content)].join('\n');
  const modes = expected.mode === actual.mode ? '' : ` (mode ${expected.mode} → ${actual.mode})`;
  if (modes === '' && isSame(expected.content, actual.content)) return undefined;
  return [`changed: ${shown}${modes}`, ...lines(expected.content, actual.content)].join('\n');
}

function isSame(one: TreeFile['content'], other: TreeFile['content']): boolean {
  return Buffer.from(one).equals(Buffer.from(other));
}

function lines(expected: TreeFile['content'], actual: TreeFile['content']): string[] {
  if (isSame(expected, actual)) return [];
  if (typeof expected !== 'string' || typeof actual !== 'string') {
    return [`  binary, ${Buffer.from(expected).length} → ${Buffer.from(actual).length} bytes`];
  }
  const all = diffLines(expected, actual);
  const hidden = all.length - maximumLines;
  const shown = hidden > 0 ? [...all.slice(0, maximumLines), `… and ${hidden} more lines`] : all;
  return shown.map((line) => `  ${line}`);
}
