import type { RepositoryFile } from '@tribble/resource-repo/format';
import { versionText } from '../candidate.ts';
import type { Facts } from '../facts.ts';
import { fileIn, type Upstream } from './route.ts';

/** The version that is asked about, and how far it has come: the nearest environment that has it. */
export type Wanted = { version: string; file: RepositoryFile; position: string };

/** The version with this text or blob id; without one the newest where versions enter, whichever way they come. */
export function wantedOf(
  facts: Facts,
  upstream: Upstream,
  resource: string,
  version: string | undefined,
): Wanted | undefined {
  const { environments } = upstream;
  const held = environments.flatMap((name) => {
    const file = fileIn(facts.snapshot, name, resource);
    return file ? [{ name, file }] : [];
  });
  const file = version === undefined ? newest(facts, upstream, held) : held.find(isVersion(version))?.file;
  const nearest = file && held.find((each) => each.file.id === file.id);
  if (nearest === undefined) return undefined;
  const { name: position, file: there } = nearest;
  return { version: versionText(there) ?? there.id.slice(0, 12), file: there, position };
}

type Held = { name: string; file: RepositoryFile };

function isVersion(version: string): (held: Held) => boolean {
  return ({ file }) =>
    versionText(file) === version || (/^[0-9a-f]{12,}$/.test(version) && file.id.startsWith(version));
}

function newest({ past }: Facts, { into }: Upstream, held: readonly Held[]): RepositoryFile | undefined {
  const entering = held.filter(({ name }) => (into.get(name) ?? []).length === 0);
  const orderOf = ({ file }: Held) => past.lastChange(file.path)?.order ?? 0;
  const [first] = [...entering].sort((one, other) => orderOf(other) - orderOf(one));
  return (first ?? held.at(-1))?.file;
}
