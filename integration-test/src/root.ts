import { join } from 'node:path';

/** The root of the workspace, seen from `src/` and from the bundle in `dist/` alike. */
export const root = join(import.meta.dirname, '..', '..');

/** The built program of a project of the workspace. */
export function programOf(project: string): string {
  return join(root, project, 'dist', 'main.mjs');
}

/** How node runs a project from its source, again after every change. */
export function watched(project: string): string[] {
  return ['--watch', '--watch-preserve-output', '--import', 'tsx', join(root, project, 'src', 'main.ts')];
}
