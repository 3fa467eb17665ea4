import { isValueMap, resourcePaths, type Value } from '@tribble/resource-repo/format';
import { changeId } from '../change.ts';
import { indexOf } from '../environment-index.ts';
import type { GateInput } from './gate.ts';

/** What `${NAME}` may stand for in a question. */
export const variableNames = [
  'revision',
  'version',
  'resource',
  'source',
  'target',
  'transition',
  'change',
] as const;
type VariableName = (typeof variableNames)[number];

/** A text with its variables filled in, or why one of them has no value here. */
export type Filled<Type> = { value: Type } | { missing: string };

/** Writes a value into a place; undefined where it must not stand there. */
export type Write = { place: string; write: (value: string) => string | undefined };

/** `$${` is a literal `${`. */
const variable = /\$\$\{|\$\{([^{}]*)\}/g;
const asItIs: Write = { place: 'a text', write: (value) => value };

/** The names in a template that stand for nothing. */
export function unknownVariables(template: Value): string[] {
  const names: string[] = [];
  mapTexts(template, (text) => {
    for (const [match, name = ''] of text.matchAll(variable))
      if (match !== '$${' && !isVariable(name)) names.push(name);
    return text;
  });
  return names;
}

/** Replaces `${NAME}` in a text, and in every text of a list or map. */
export function fill<Type extends Value>(
  template: Type,
  input: GateInput,
  { place, write }: Write = asItIs,
): Filled<Type> {
  let missing: string | undefined;
  const value = mapTexts(template, (text) =>
    text.replace(variable, (match, name: string | undefined) => {
      if (match === '$${' || name === undefined) return '${';
      const found = isVariable(name)
        ? valueOf(name, input)
        : { missing: `\${${name}} stands for nothing here` };
      if ('missing' in found) missing ??= found.missing;
      const written = 'value' in found ? write(found.value) : '';
      if (written === undefined && 'value' in found)
        missing ??= `\${${name}} is ${JSON.stringify(found.value)}, which cannot stand in ${place}`;
      return written ?? '';
    }),
  ) as Type;
  return missing === undefined ? { value } : { missing };
}

/** The values of all variables that have one, with `version_NAME` for each resource that changes. */
export function allVariables(input: GateInput): Record<string, string> {
  const own = variableNames.flatMap((name): [string, string][] => {
    const found = valueOf(name, input);
    return 'value' in found ? [[name, found.value]] : [];
  });
  return Object.fromEntries([...versionVariables(input), ...own]);
}

/** The newest commit that changed what is judged, so that a commit elsewhere does not make another question of it. */
export function revisionOf({ facts, source, changes }: GateInput): string | undefined {
  const { versions } = indexOf(facts.snapshot, source);
  const paths = changes.flatMap(
    ({ resource }) =>
      versions.get(resource)?.map(({ path }) => path) ?? resourcePaths(source, 'version', resource),
  );
  let newest: { revision: string; order: number } | undefined;
  for (const path of paths) {
    const change = facts.past.lastChange(path);
    if (change && (newest === undefined || change.order > newest.order)) newest = change;
  }
  return newest?.revision;
}

function valueOf(name: VariableName, input: GateInput): Filled<string> {
  const { source, transition } = input;
  switch (name) {
    case 'source':
      return { value: source };
    case 'target':
      return { value: transition.target };
    case 'transition':
      return { value: input.name };
    case 'change':
      return { value: changeId(input.name, input.all) };
    case 'revision':
      return found(
        revisionOf(input),
        `the history does not tell which commit brought the versions to ${source}`,
      );
    case 'resource':
    case 'version':
      return ofOne(name, input);
  }
}

/** Only of one resource can be said what it is called and which version it has. */
function ofOne(name: 'resource' | 'version', { changes }: GateInput): Filled<string> {
  const [change, second] = changes;
  if (change === undefined || second !== undefined)
    return {
      missing: `\${${name}} is asked for, but ${changes.length} resources are judged at once; write perResource: true`,
    };
  if (name === 'resource') return { value: change.resource };
  return found(change.to, `${change.resource} would be removed, so it has no \${version}`);
}

function found(value: string | undefined, missing: string): Filled<string> {
  return value === undefined ? { missing } : { value };
}

/** Two resources whose names become one variable have none: nobody could tell whose version it is. */
function versionVariables({ changes }: GateInput): [string, string][] {
  const byName = new Map<string, string[]>();
  for (const { resource, to } of changes) {
    if (to === undefined) continue;
    const name = `version_${resource.replace(/[^A-Za-z0-9]/g, '_')}`;
    byName.set(name, [...(byName.get(name) ?? []), to]);
  }
  return [...byName].flatMap(([name, [version, second]]): [string, string][] =>
    version === undefined || second !== undefined ? [] : [[name, version]],
  );
}

function isVariable(name: string): name is VariableName {
  return variableNames.some((each) => each === name);
}

function mapTexts(value: Value, change: (text: string) => string): Value {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((item) => mapTexts(item, change));
  if (!isValueMap(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapTexts(item, change)]));
}
