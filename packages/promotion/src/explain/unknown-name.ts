import { nearby } from '@tribble/resource-repo/format';

const shown = 10;

/** `there is no environment "prdo": did you mean prod?`, or what there is where nothing is near. */
export function unknownName(kind: string, name: string, known: Iterable<string>): { fault: string } {
  const all = [...known];
  const near = nearby(name, all).slice(0, 3);
  const told = `there is no ${kind} "${name}"`;
  if (near.length > 0) return { fault: `${told}: did you mean ${near.join(', ')}?` };
  if (all.length === 0) return { fault: `${told}: there is none at all` };
  const more = all.length > shown ? ` and ${all.length - shown} more` : '';
  return { fault: `${told}: there are ${all.sort().slice(0, shown).join(', ')}${more}` };
}
