import type { RepositoryFile, Transition } from '@tribble/resource-repo/format';
import type { Facts } from './facts.ts';

type Versions = ReadonlyMap<string, readonly RepositoryFile[]>;

/** A source environment with its versions. */
export type Side = { name: string; versions: Versions };

/** The version files of one resource: the one that would come, and what the target has. */
export type Pair = {
  /** Absent where no source has the resource any more. */
  from?: RepositoryFile;
  current: readonly RepositoryFile[];
  /** The sources that hold exactly what would come. */
  sources: readonly string[];
  /** Two files of one resource where there must be one. */
  twice?: readonly RepositoryFile[];
  /** How the sources differ, where a version must be in all of them. */
  differ?: string;
};

const differingIn = new WeakMap<Versions, WeakMap<Versions, readonly string[]>>();

/** The resources that any of the sources has otherwise than the target, or the target alone has, sorted. */
export function differingNames(sources: readonly Side[], target: Versions): readonly string[] {
  const lists = sources.map(({ versions }) => differing(versions, target));
  const [only] = lists;
  return lists.length === 1 && only ? only : [...new Set(lists.flat())].sort();
}

/** Remembered for each pair of contents, so that a commit elsewhere costs nothing. */
function differing(source: Versions, target: Versions): readonly string[] {
  const known = differingIn.get(source) ?? new WeakMap<Versions, readonly string[]>();
  differingIn.set(source, known);
  const found = known.get(target);
  if (found) return found;
  const names: string[] = [];
  for (const [name, files] of source) if (!isSame(files, target.get(name))) names.push(name);
  for (const name of target.keys()) if (!source.has(name)) names.push(name);
  names.sort();
  known.set(target, names);
  return names;
}

function isSame(one: readonly RepositoryFile[], other: readonly RepositoryFile[] | undefined): boolean {
  return one.length === 1 && other?.length === 1 && one[0]?.id === other[0]?.id;
}

type Rule = { facts: Facts; transition: Transition };

/** The files of a resource; undefined where nothing would change. */
export function pairOf(
  resource: string,
  sources: readonly Side[],
  target: Versions,
  { facts, transition }: Rule,
): Pair | undefined {
  const current = target.get(resource) ?? [];
  const held = sources.map(({ name, versions }) => ({ name, files: versions.get(resource) ?? [] }));
  const holding = held.filter(({ files }) => files.length > 0);
  if (holding.length === 0) {
    if (!transition.propagateDeletes) return undefined;
    return { current, sources: held.map(({ name }) => name), ...twiceIn([current]) };
  }
  const twice = twiceIn([...holding.map(({ files }) => files), current]);
  if ('twice' in twice) return { current, sources: holding.map(({ name }) => name), ...twice };
  const files = holding.map(({ name, files: [file] }) => ({ name, file }));
  const chosen = transition.needs === 'any' ? newest(files, facts) : files[0]?.file;
  const same = files.filter(({ file }) => file?.id === chosen?.id).map(({ name }) => name);
  if (chosen === undefined || chosen.id === current[0]?.id) {
    if (transition.needs === 'any' || same.length === sources.length) return undefined;
  }
  const differ = transition.needs === 'all' && same.length < sources.length;
  return {
    ...(chosen && { from: chosen }),
    current,
    sources: same,
    ...(differ && { differ: `${sources.map(({ name }) => name).join(', ')} do not hold the same version` }),
  };
}

function twiceIn(lists: readonly (readonly RepositoryFile[])[]): Pick<Pair, 'twice'> {
  const twice = lists.find((files) => files.length > 1);
  return twice ? { twice } : {};
}

/** The version that came last, whichever source has it: the other way round two sources would take turns for ever. */
function newest(
  files: readonly { name: string; file: RepositoryFile | undefined }[],
  { past }: Facts,
): RepositoryFile | undefined {
  const orderOf = (file: RepositoryFile | undefined) => (file && past.lastChange(file.path)?.order) ?? 0;
  return [...files].sort((one, other) => orderOf(other.file) - orderOf(one.file))[0]?.file;
}
