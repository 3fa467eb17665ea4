import type { Problem } from '@tribble/api';
import { problem } from '@tribble/resource-repo/format';
import type { Linked } from './link.ts';
import { moduleName, type Program } from './program.ts';
import { positionAt, type Token, tokenize } from './tokens.ts';

type Place = { path: string; line: number; column?: number };

/** The problem that the evaluator's message and trace tell of, at the place in the file that it comes from. */
export function failureProblem(output: string, program: Program, linked: Linked): Problem {
  const [first = '', ...rest] = output.split('\n');
  const trace = rest.filter((line) => line.startsWith('    '));
  const details = rest.slice(0, rest.length - trace.length).map((line) => line.trim());
  const fields = trace.flatMap((line) => /^ {4}field <(.*)> manifestification$/.exec(line)?.[1] ?? []);
  // The innermost field comes first.
  const where = fields.length > 0 && fields.length < 20 ? ` (in ${fields.toReversed().join('.')})` : '';
  const message = [first.replace(/^runtime error: /, ''), ...details].join(' ').slice(0, maxMessage) + where;
  const place = placeInTrace(trace, linked) ?? placeOfName(first, fields, program);
  if (place === undefined) return problem(program.path, message);
  const { path, ...at } = place;
  return { ...problem(path, message), ...at };
}

const maxMessage = 1_000;

function placeInTrace(trace: readonly string[], linked: Linked): Place | undefined {
  for (const entry of trace) {
    const match = /^ {4}snippet:(\d+):(\d+)/.exec(entry);
    const place = match && linked.placeOf(Number(match[1]));
    if (match && place) return { ...place, column: Number(match[2]) };
  }
  return undefined;
}

/**
 * The evaluator does not say where an operation failed, only in which field of the result. So this looks for the one place
 * that reads the field that is missing, else for the one place that defines the innermost field.
 */
function placeOfName(message: string, fields: readonly string[], program: Program): Place | undefined {
  const missing = /^no such field: (.*)$/.exec(message)?.[1];
  const uses = missing === undefined ? [] : places(program, (tokens, index) => isUse(tokens, index, missing));
  if (uses.length === 1) return uses[0];
  for (const field of fields) {
    const definitions = places(program, (tokens, index) => isDefinition(tokens, index, field));
    if (definitions.length === 1) return definitions[0];
  }
  return undefined;
}

function isUse(tokens: readonly Token[], index: number, name: string): boolean {
  const opener = tokens[index - 1]?.text;
  return named(tokens[index], name) && (opener === '.' || opener === '[');
}

function isDefinition(tokens: readonly Token[], index: number, name: string): boolean {
  const next = tokens[index + 1]?.text;
  return named(tokens[index], name) && (next === ':' || next === '+' || next === '(');
}

function named(token: Token | undefined, name: string): boolean {
  return token?.text === name || (token?.kind === 'string' && token.text.slice(1, -1) === name);
}

function places(program: Program, matches: (tokens: readonly Token[], index: number) => boolean): Place[] {
  const found: Place[] = [];
  for (const [key, { path, text }] of program.modules) {
    const scanned = tokenize(text);
    if (key !== moduleName(path, true) || 'fault' in scanned) continue;
    for (const [index, token] of scanned.tokens.entries()) {
      if (matches(scanned.tokens, index)) found.push({ path, ...positionAt(text, token.start) });
    }
  }
  return found;
}
