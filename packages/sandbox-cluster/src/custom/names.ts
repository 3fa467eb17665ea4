import { fieldAt, type JsonObject, objectOf, textOf } from '../json.ts';
import { type KubernetesObject } from '../objects.ts';

/** What a definition may call its kind. */
export interface NamesDecision {
  readonly accepted: JsonObject;
  readonly conflict: { readonly reason: string; readonly message: string } | undefined;
}

/** Which names of a definition are free, given those that others in its group have: names that are taken are not accepted. */
export function decideNames(
  definition: KubernetesObject,
  others: readonly KubernetesObject[],
): NamesDecision {
  const wanted = objectOf(fieldAt(definition, 'spec', 'names'));
  const taken = namesOf(others.map((other) => objectOf(fieldAt(other, 'status', 'acceptedNames'))));
  const accepted = { plural: '', kind: '', ...objectOf(fieldAt(definition, 'status', 'acceptedNames')) };
  let conflict: NamesDecision['conflict'];
  // Of several conflicts a real server tells the last one, in this order.
  for (const field of ['plural', 'singular', 'shortNames', 'kind', 'listKind'] as const) {
    const value = wanted[field];
    if (value === undefined) continue;
    const names = Array.isArray(value) ? value.map((name) => textOf(name)) : [textOf(value)];
    const used = field === 'kind' || field === 'listKind' ? taken.kinds : taken.resources;
    const clash = names.filter((name) => used.has(name));
    if (clash.length === 0) Object.assign(accepted, { [field]: value });
    else conflict = conflictOf(field, clash);
  }
  const { categories } = wanted;
  return { accepted: { ...accepted, ...(categories !== undefined && { categories }) }, conflict };
}

function conflictOf(field: string, names: readonly string[]): NamesDecision['conflict'] {
  const reason = `${field.charAt(0).toUpperCase()}${field.slice(1)}Conflict`;
  return { reason, message: `${JSON.stringify(names.join())} is already in use` };
}

function namesOf(accepted: readonly JsonObject[]): { resources: Set<string>; kinds: Set<string> } {
  const pick = (name: string) => accepted.map((names) => textOf(names[name])).filter((text) => text !== '');
  const short = accepted.flatMap(({ shortNames }) => (Array.isArray(shortNames) ? shortNames : []));
  return {
    resources: new Set([...pick('plural'), ...pick('singular'), ...short.map((name) => textOf(name))]),
    kinds: new Set([...pick('kind'), ...pick('listKind')]),
  };
}
