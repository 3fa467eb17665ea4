import { fieldAt, type JsonObject, objectOf, textOf } from '../json.ts';
import { type KubernetesObject } from '../objects.ts';

/** What a definition may call its kind. */
export interface NamesDecision {
  readonly accepted: JsonObject;
  readonly conflict: { readonly reason: string; readonly message: string } | undefined;
}

const fields = ['plural', 'singular', 'kind', 'listKind'] as const;

/** Which names of a definition are free, given those that others in its group have: names that are taken are not accepted. */
export function decideNames(
  definition: KubernetesObject,
  others: readonly KubernetesObject[],
): NamesDecision {
  const wanted = objectOf(fieldAt(definition, 'spec', 'names'));
  const taken = namesOf(others.map((other) => objectOf(fieldAt(other, 'status', 'acceptedNames'))));
  const before = objectOf(fieldAt(definition, 'status', 'acceptedNames'));
  const accepted: JsonObject = { plural: textOf(before['plural']), kind: textOf(before['kind']) };
  let conflict: NamesDecision['conflict'];
  for (const field of fields) {
    const name = textOf(wanted[field]);
    if (taken[field === 'kind' || field === 'listKind' ? 'kinds' : 'resources'].has(name)) {
      const reason = `${field.charAt(0).toUpperCase()}${field.slice(1)}Conflict`;
      conflict ??= { reason, message: `${JSON.stringify(name)} is already in use` };
      if (before[field] !== undefined) accepted[field] = before[field];
    } else if (name) {
      accepted[field] = name;
    }
  }
  const shortNames = Array.isArray(wanted['shortNames']) ? wanted['shortNames'] : [];
  const free = shortNames.filter((name) => !taken.resources.has(textOf(name)));
  if (free.length < shortNames.length) {
    const list = shortNames.filter((name) => taken.resources.has(textOf(name))).map((name) => textOf(name));
    conflict ??= {
      reason: 'ShortNamesConflict',
      message: `${JSON.stringify(list.join())} is already in use`,
    };
  } else if (free.length > 0) {
    accepted['shortNames'] = free;
  }
  if (wanted['categories'] !== undefined) accepted['categories'] = wanted['categories'];
  return { accepted, conflict };
}

function namesOf(accepted: readonly JsonObject[]): { resources: Set<string>; kinds: Set<string> } {
  const pick = (name: string) => accepted.map((names) => textOf(names[name])).filter((text) => text !== '');
  const short = accepted.flatMap(({ shortNames }) => (Array.isArray(shortNames) ? shortNames : []));
  return {
    resources: new Set([...pick('plural'), ...pick('singular'), ...short.map((name) => textOf(name))]),
    kinds: new Set([...pick('kind'), ...pick('listKind')]),
  };
}
