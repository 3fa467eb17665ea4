import type { Head, ResourceRepo } from '@tribble/resource-repo';
import { parseVersion, versionPath } from '@tribble/resource-repo/format';
import type { VersionContent } from './core/deployment.ts';
import type { KnownVersion } from './core/registration.ts';

/** Every version that ever was, from the history. Contents are read once, since a blob id never changes its content. */
export class Versions {
  readonly #repo: ResourceRepo;
  readonly #contents = new Map<string, Promise<{ version: string | undefined; text: string }>>();

  constructor(repo: ResourceRepo) {
    this.#repo = repo;
  }

  /** Every content that a version file had, by blob id. */
  async ofFile({ history }: Head, path: string): Promise<Map<string, KnownVersion>> {
    const known = [...history.versionFile(path)].map(async ([id, { revision }]) => {
      const { version } = await this.#content(id);
      return [id, { version, revision }] as const;
    });
    return new Map(await Promise.all(known));
  }

  /** Every version of a resource in any environment, each content once. */
  async ofResource({ snapshot, history }: Head, resource: string): Promise<VersionContent[]> {
    const found = new Map<string, VersionContent>();
    for (const environment of snapshot.environments.keys()) {
      for (const [id, { order }] of history.versionFile(versionPath(environment, resource))) {
        const { version, text } = await this.#content(id);
        if (version !== undefined && (found.get(id)?.order ?? 0) < order)
          found.set(id, { id, version, text, order });
      }
    }
    return [...found.values()];
  }

  #content(id: string): Promise<{ version: string | undefined; text: string }> {
    const known = this.#contents.get(id) ?? this.#read(id);
    this.#contents.set(id, known);
    known.catch(() => this.#contents.delete(id));
    return known;
  }

  async #read(id: string): Promise<{ version: string | undefined; text: string }> {
    const text = (await this.#repo.blob(id)) ?? '';
    const parsed = parseVersion({ path: id, id, content: { text } });
    return { version: 'version' in parsed ? parsed.version.version : undefined, text };
  }
}
