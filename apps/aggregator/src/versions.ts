import type { Head, ResourceRepo } from '@tribble/resource-repo';
import { type LastChange, parseVersion, resourcePaths } from '@tribble/resource-repo/format';
import type { VersionContent } from './core/deployment.ts';
import type { KnownVersion } from './core/registration.ts';

type Content = { version: string | undefined; text: string };

/** Every version that ever was, from the history. Contents are read once, since a blob id never changes its content. */
export class Versions {
  readonly #repo: Pick<ResourceRepo, 'blob'>;
  readonly #contents = new Map<string, Promise<Content>>();

  constructor(repo: Pick<ResourceRepo, 'blob'>) {
    this.#repo = repo;
  }

  /** Every content that the version file of a resource had in an environment, by blob id. */
  async inEnvironment(head: Head, environment: string, resource: string): Promise<Map<string, KnownVersion>> {
    const found = await Promise.all(
      [...firstSeen(head, [environment], resource)].map(async ([id, { revision }]) => {
        const { version } = await this.#content(id);
        return [id, { version, revision }] as const;
      }),
    );
    return new Map(found);
  }

  /** Every readable version of a resource in any environment, each content once; it is as old as its first commit. */
  async ofResource(head: Head, resource: string): Promise<VersionContent[]> {
    const seen = [...firstSeen(head, head.snapshot.environments.keys(), resource)];
    const found = await Promise.all(
      seen.map(async ([id, { order }]) => ({ id, order, ...(await this.#content(id)) })),
    );
    return found.flatMap(({ version, ...rest }) => (version === undefined ? [] : [{ ...rest, version }]));
  }

  #content(id: string): Promise<Content> {
    const known = this.#contents.get(id) ?? this.#read(id);
    this.#contents.set(id, known);
    known.catch(() => this.#contents.delete(id));
    return known;
  }

  async #read(id: string): Promise<Content> {
    const text = (await this.#repo.blob(id)) ?? '';
    const parsed = parseVersion({ path: id, id, content: { text } });
    return { version: 'version' in parsed ? parsed.version.version : undefined, text };
  }
}

/** The commit that first brought each content of a resource's version file to one of the environments. */
function firstSeen(
  { history }: Head,
  environments: Iterable<string>,
  resource: string,
): Map<string, LastChange> {
  const first = new Map<string, LastChange>();
  for (const environment of environments) {
    for (const path of resourcePaths(environment, 'version', resource)) {
      for (const [id, change] of history.versionFile(path)) {
        const before = first.get(id);
        if (before === undefined || change.order < before.order) first.set(id, change);
      }
    }
  }
  return first;
}
