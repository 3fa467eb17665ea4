import { compareTrees } from './compare-trees.ts';
import type { Fixture } from './fixture.ts';
import type { Tree } from './tree.ts';

/** `below`: compare only what is in this folder (or these folders or files). */
export type ExpectTreeOptions = { below?: string | readonly string[] };

/** Throws an Error with the difference if a ref does not hold the same files as a named commit of the template. */
export async function expectTree(
  fixture: Fixture,
  ref: string,
  commitName: string,
  { below }: ExpectTreeOptions = {},
): Promise<void> {
  const [actual, expected] = await Promise.all([
    fixture.tree(await fixture.resolve(ref)),
    fixture.tree(fixture.commit(commitName)),
  ]);
  const folders = below === undefined ? undefined : [below].flat();
  const difference = compareTrees(restrict(actual, folders), restrict(expected, folders));
  if (difference !== undefined) throw new Error(`${ref} is not as commit "${commitName}": ${difference}`);
}

function restrict(tree: Tree, folders: readonly string[] | undefined): Tree {
  if (!folders) return tree;
  const names = folders.map((folder) => folder.replace(/\/$/, ''));
  return new Map(
    [...tree].filter(([path]) => names.some((name) => path === name || path.startsWith(`${name}/`))),
  );
}
