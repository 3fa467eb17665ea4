import { type RepositoryFile, resourcePaths, type Transition } from '@tribble/resource-repo/format';
import type { Facts, Past } from './facts.ts';
import { remember } from './remember.ts';

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
  /** How the sources differ so that none of them tells what should come. */
  differ?: string;
};

/** The resources that any of the sources has otherwise than the target, or the target alone has, sorted. */
export function differingNames(sources: readonly Side[], target: Versions): readonly string[] {
  const lists = sources.map(({ versions }) => differing(versions)(target));
  return lists.reduce((one, other) => merged(one)(other), lists[0] ?? []);
}

/** Remembered for each pair of contents, so that a commit elsewhere costs nothing. */
const differing = remember((source: Versions) =>
  remember((target: Versions): readonly string[] => {
    const names: string[] = [];
    for (const [name, files] of source) if (!isSame(files, target.get(name))) names.push(name);
    for (const name of target.keys()) if (!source.has(name)) names.push(name);
    return names.sort();
  }),
);

const merged = remember((one: readonly string[]) =>
  remember((other: readonly string[]): readonly string[] =>
    one === other ? one : [...new Set([...one, ...other])].sort(),
  ),
);

function isSame(one: readonly RepositoryFile[], other: readonly RepositoryFile[] | undefined): boolean {
  return one.length === 1 && other?.length === 1 && one[0]?.id === other[0]?.id;
}

type Rule = { facts: Facts; transition: Transition };

/** What a source has of one resource. */
type Held = { name: string; files: readonly RepositoryFile[] };

/** The files of a resource; undefined where nothing would change. */
export function pairOf(
  resource: string,
  sources: readonly Side[],
  target: Versions,
  rule: Rule,
): Pair | undefined {
  const current = target.get(resource) ?? [];
  const held = sources.map(({ name, versions }) => ({ name, files: versions.get(resource) ?? [] }));
  const holding = held.filter(({ files }) => files.length > 0);
  if (holding.length === 0) return removal(resource, held, current, rule);
  const twice = twiceIn([...holding.map(({ files }) => files), current]);
  if ('twice' in twice) return { current, sources: namesOf(holding), ...twice };
  const { past } = rule.facts;
  return rule.transition.needs === 'any'
    ? ofAny(resource, held, current, past)
    : ofAll(held, current, holding[0]?.files[0]);
}

const namesOf = (held: readonly Held[]) => held.map(({ name }) => name);

/** What no source has any more goes. What none of them ever had came otherwise, and is nothing to this transition. */
function removal(
  resource: string,
  held: readonly Held[],
  current: readonly RepositoryFile[],
  { facts: { past }, transition }: Rule,
): Pair | undefined {
  if (!transition.propagateDeletes) return undefined;
  const paths = held.flatMap(({ name }) => resourcePaths(name, 'version', resource));
  if (paths.every((path) => past.versionFile(path).size === 0)) return undefined;
  return { current, sources: namesOf(held), ...twiceIn([current]) };
}

/** What must be in all sources comes where it is. */
function ofAll(
  held: readonly Held[],
  current: readonly RepositoryFile[],
  from: RepositoryFile | undefined,
): Pair | undefined {
  const same = held.filter(({ files: [file] }) => file?.id === from?.id);
  const isEverywhere = same.length === held.length;
  if (isEverywhere && from?.id === current[0]?.id) return undefined;
  const differ = `${namesOf(held).join(', ')} do not hold the same version`;
  return { ...(from && { from }), current, sources: namesOf(same), ...(!isEverywhere && { differ }) };
}

/** Of sources of which any will do comes what came last. */
function ofAny(
  resource: string,
  held: readonly Held[],
  current: readonly RepositoryFile[],
  past: Past,
): Pair | undefined {
  const from = newest(held, past);
  if (from === undefined || from.id === current[0]?.id) return undefined;
  const sources = namesOf(held.filter(({ files: [file] }) => file?.id === from.id));
  const lost = current[0] && lostSource(resource, held, { from, current: current[0] }, past);
  if (lost === undefined) return { from, current, sources };
  const differ = `${lost} has it no more, and what ${sources.join(', ')} has is older than what came from there`;
  return { from, current, sources, differ };
}

/**
 * The source that brought what the target has, and lost it since. What is left in the others was passed over for that once, so it must
 * not come now: taking a file away means to remove a version, not to bring an older one back.
 */
function lostSource(
  resource: string,
  held: readonly Held[],
  { from, current }: { from: RepositoryFile; current: RepositoryFile },
  past: Past,
): string | undefined {
  const order = orderOf(from.path, past);
  if (orderOf(current.path, past) <= order) return undefined;
  return held.find(
    ({ name, files }) =>
      files.length === 0 &&
      resourcePaths(name, 'version', resource).some(
        (path) => past.versionFile(path).has(current.id) && orderOf(path, past) > order,
      ),
  )?.name;
}

function twiceIn(lists: readonly (readonly RepositoryFile[])[]): Pick<Pair, 'twice'> {
  const twice = lists.find((files) => files.length > 1);
  return twice ? { twice } : {};
}

/** The version that came last, whichever source has it: the other way round two sources would take turns for ever. */
function newest(held: readonly Held[], past: Past): RepositoryFile | undefined {
  const files = held.flatMap(({ files: [file] }) => file ?? []);
  return files.sort((one, other) => orderOf(other.path, past) - orderOf(one.path, past))[0];
}

const orderOf = (path: string, past: Past) => past.lastChange(path)?.order ?? 0;
