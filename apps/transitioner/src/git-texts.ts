import type { ResourceRepo } from '@tribble/resource-repo';
import { parseVersion } from '@tribble/resource-repo/format';

/** What pure functions may ask of git; undefined where it is not known. */
export type KnownTexts = {
  /** The version that a blob tells. */
  versionOf: (id: string) => string | undefined;
  /** The message of a commit. */
  messageOf: (revision: string) => string | undefined;
};

type Read = (id: string) => Promise<string | undefined>;

/** More texts than this are not remembered. */
const remembered = 10_000;

/** Blobs and messages never change, so each is read once. */
export class GitTexts {
  readonly #blobs: Texts;
  readonly #messages: Texts;

  constructor(repo: Pick<ResourceRepo, 'blob' | 'message'>) {
    this.#blobs = new Texts((id) => repo.blob(id));
    this.#messages = new Texts((revision) => repo.message(revision));
  }

  /** Does the work once to see which texts it needs, reads those, and does it again until nothing is missing. */
  async complete<Result>(work: (known: KnownTexts) => Result): Promise<Result> {
    for (;;) {
      const result = work({
        versionOf: (id) => versionIn(id, this.#blobs.get(id)),
        messageOf: (revision) => this.#messages.get(revision),
      });
      const [blobs, messages] = [await this.#blobs.readMissing(), await this.#messages.readMissing()];
      if (!blobs && !messages) return result;
    }
  }
}

function versionIn(id: string, text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const parsed = parseVersion({ path: id, id, content: { text } });
  return 'version' in parsed ? parsed.version.version : undefined;
}

class Texts {
  readonly #read: Read;
  readonly #known = new Map<string, string | undefined>();
  readonly #missing = new Set<string>();

  constructor(read: Read) {
    this.#read = read;
  }

  get(id: string): string | undefined {
    if (!this.#known.has(id)) this.#missing.add(id);
    return this.#known.get(id);
  }

  /** Reads what was asked for in vain. Gives false where there was nothing. */
  async readMissing(): Promise<boolean> {
    const missing = [...this.#missing];
    this.#missing.clear();
    if (this.#known.size > remembered) this.#known.clear();
    for (const id of missing) this.#known.set(id, await this.#read(id));
    return missing.length > 0;
  }
}
