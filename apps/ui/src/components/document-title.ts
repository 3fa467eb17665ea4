import type { State } from '@tribble/api';

const name = 'Cautious Tribble';

/** The title of the browser's tab: how many cells of the board have failed, so that it can be seen from another tab. */
export function documentTitle(state: State | undefined): string {
  const failures = state ? countFailed(state) : 0;
  return failures === 0 ? name : `(${failures} failed) ${name}`;
}

function countFailed({ resources }: State): number {
  const cells = Object.values(resources).flatMap((resource) => Object.values(resource.cells));
  return cells.filter((cell) => cell.status === 'Failed').length;
}
