import type { VersionChange } from '@tribble/api';

const shown = 3;

/** The versions that come, for people: `s1 100, s2 7 and 12 more`. */
export function namesOf(changes: readonly VersionChange[]): string {
  const names = changes.slice(0, shown).map(({ resource, to }) => `${resource} ${to ?? '(removed)'}`);
  const more = changes.length > shown ? ` and ${changes.length - shown} more` : '';
  return `${names.join(', ')}${more}`;
}
