/** A piece of jsonnet that matters for finding imports and names; offsets count UTF-16 units. */
export type Token = { kind: 'word' | 'string' | 'punctuation'; text: string; start: number; end: number };

/** What keeps a text from being split into tokens, and where. */
export type TokenFault = { message: string; offset: number };

type Scanned = { tokens: Token[] } | { fault: TokenFault };

const space = /(?:\s+|\/\/[^\n]*|#[^\n]*|\/\*[\s\S]*?\*\/)+/y;
const word = /[A-Za-z_]\w*/y;
const number = /\d[\w.]*/y;
// Unrolled, so that a long text costs no recursion.
const strings = [
  /"[^"\\]*(?:\\[\s\S][^"\\]*)*"/y,
  /'[^'\\]*(?:\\[\s\S][^'\\]*)*'/y,
  /@"(?:[^"]|"")*"/y,
  /@'(?:[^']|'')*'/y,
];
const textBlock = /\|\|\|-?[ \t\r]*\n(?:[ \t\r]*\n)*([ \t]+)/y;

/** Splits jsonnet into tokens, comments and numbers left out; says where a text, a comment or a bracket has no end. */
export function tokenize(text: string): Scanned {
  const tokens: Token[] = [];
  let offset = text.startsWith('\uFEFF') ? 1 : 0;
  for (;;) {
    offset = endOf(space, text, offset) ?? offset;
    if (offset >= text.length) break;
    const numberEnd = endOf(number, text, offset);
    const token = numberEnd === undefined ? tokenAt(text, offset) : undefined;
    if (token !== undefined && 'message' in token) return { fault: token };
    if (token !== undefined) tokens.push(token);
    offset = numberEnd ?? token?.end ?? offset;
  }
  const fault = bracketFault(tokens);
  return fault === undefined ? { tokens } : { fault };
}

function tokenAt(text: string, start: number): Token | TokenFault {
  const wordEnd = endOf(word, text, start);
  if (wordEnd !== undefined) return token('word', text, start, wordEnd);
  if (text.startsWith('/*', start)) return { message: 'a comment that is not closed', offset: start };
  if (text.startsWith('|||', start)) return blockAt(text, start);
  if (!/^@?["']/.test(text.slice(start, start + 2))) return token('punctuation', text, start, start + 1);
  for (const pattern of strings) {
    const end = endOf(pattern, text, start);
    if (end !== undefined) return token('string', text, start, end);
  }
  return { message: 'a text that is not closed', offset: start };
}

/** A `|||` block: it goes on as long as lines are empty or begin with the indentation of its first line. */
function blockAt(text: string, start: number): Token | TokenFault {
  const fault = { message: 'a text block that does not begin or end as it must', offset: start };
  textBlock.lastIndex = start;
  const indentation = textBlock.exec(text)?.[1];
  if (indentation === undefined) return fault;
  let line = text.indexOf('\n', start) + 1;
  while (text.startsWith(indentation, line) || /^[ \t\r]*\n/.test(text.slice(line, line + 200))) {
    const next = text.indexOf('\n', line);
    if (next < 0) return fault;
    line = next + 1;
  }
  const end = endOf(/[ \t]*\|\|\|/y, text, line);
  return end === undefined ? fault : token('string', text, start, end);
}

const closing = new Map([
  ['(', ')'],
  ['[', ']'],
  ['{', '}'],
]);

/** Brackets are checked file by file, so that no file can be read as the end of another. */
function bracketFault(tokens: readonly Token[]): TokenFault | undefined {
  const open: Token[] = [];
  for (const each of tokens) {
    if (each.kind !== 'punctuation') continue;
    if (closing.has(each.text)) open.push(each);
    else if (/[)\]}]/.test(each.text)) {
      const opener = open.pop();
      if (opener === undefined || closing.get(opener.text) !== each.text) {
        return { message: `"${each.text}" closes nothing`, offset: each.start };
      }
    }
  }
  const left = open.pop();
  return left && { message: `"${left.text}" is never closed`, offset: left.start };
}

function token(kind: Token['kind'], text: string, start: number, end: number): Token {
  return { kind, text: text.slice(start, end), start, end };
}

/** Where a match of the sticky pattern at the offset ends. */
function endOf(pattern: RegExp, text: string, offset: number): number | undefined {
  pattern.lastIndex = offset;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

/** Where an offset lies, for people: both count from 1. */
export function positionAt(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}
