import type { VersionChange } from '@tribble/api';

/** A change of a version in words: `s1 99 → 100`, `s9 new → 1`, `s8 7 → removed`. */
export function changeText({ resource, from = 'new', to = 'removed' }: VersionChange): string {
  return `${resource} ${from} → ${to}`;
}

/** So many versions, in words. */
export function versionCount(count: number): string {
  return count === 1 ? '1 version' : `${count} versions`;
}

/** Changes in one line, the first of many. */
export function changesText(changes: readonly VersionChange[], most = 5): string {
  const shown = changes.slice(0, most).map(changeText).join(', ');
  return changes.length > most ? `${shown} and ${changes.length - most} more` : shown;
}
