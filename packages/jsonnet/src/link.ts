import type { ValueMap } from '@tribble/resource-repo/format';
import { standardLibrary } from './standard-library.ts';
import { type Module, moduleName, type Program } from './program.ts';

/** A program as one text without imports, and what leads from its lines back to the files. */
export type Linked = {
  text: string;
  /** Where a line of the text comes from; undefined for lines that stand in no file. */
  placeOf: (line: number) => { path: string; line: number } | undefined;
};

/**
 * Puts a program into one text: each file becomes a local variable, each import that variable's name, padded so that every
 * line and column stays where it was. Jsonnet's locals are lazy and may refer to each other, as imports are and may.
 */
export function link({ path, modules }: Program, version: ValueMap | null): Linked {
  const all = [...modules];
  const prefix = unusedPrefix(all.map(([, module]) => module));
  const names = new Map(all.map(([key], index) => [key, `${prefix}${index.toString(36)}`]));
  const bindings = [standardLibrary(prefix, version)];
  const places: Place[] = [];
  let line = 1 + lineCount(bindings[0] ?? '');
  for (const [key, module] of all) {
    const isCode = key === moduleName(module.path, true);
    const value = isCode ? code(module, names, prefix) : JSON.stringify(module.text);
    const lines = lineCount(value);
    // The lines of the file are those of its value but for the first and the last.
    if (isCode) places.push({ path: module.path, first: line + 1, last: line + lines - 2 });
    bindings.push(`${names.get(key) ?? ''} = ${value}`);
    line += lines;
  }
  // One `local` for all, so that each sees the others, whatever their order.
  const text = `local ${bindings.join(',\n')};\n${names.get(moduleName(path, true)) ?? ''}`;
  return { text, placeOf: (at) => placeIn(places, at) };
}

type Place = { path: string; first: number; last: number };

const lineCount = (text: string) => text.split('\n').length;

/** Every file has a standard library of its own, since `std.thisFile` differs. */
function code({ path, text, imports }: Module, names: ReadonlyMap<string, string>, prefix: string): string {
  let body = text.startsWith('\uFEFF') ? ` ${text.slice(1)}` : text;
  for (const { kind, path: target, start, end } of imports.toReversed()) {
    const name = names.get(moduleName(target, kind === 'import')) ?? '';
    const rest = body.slice(start, end).slice(name.length).replaceAll(/[^\n]/g, ' ');
    body = `${body.slice(0, start)}${name}${rest}${body.slice(end)}`;
  }
  return `(local std = ${prefix}std { thisFile:: ${JSON.stringify(path)} };\n${body}\n)`;
}

/** A beginning of names that occurs in no file. */
function unusedPrefix(modules: readonly Module[]): string {
  let prefix = '_';
  do prefix += '_';
  while (modules.some(({ text }) => text.includes(prefix)));
  return prefix;
}

/** The end of a file that breaks off is noticed one line below it. */
function placeIn(places: readonly Place[], line: number): { path: string; line: number } | undefined {
  const found = places.find(({ first, last }) => first <= line && line <= last + 1);
  return found && { path: found.path, line: Math.min(line, found.last) - found.first + 1 };
}
