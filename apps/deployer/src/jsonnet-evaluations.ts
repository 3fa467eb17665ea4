import { type ImportedFile, type Jsonnet, loadProgram, type Program, type ReadFile } from '@tribble/jsonnet';
import type { ResourceRepo } from '@tribble/resource-repo';
import {
  type EnvironmentFiles,
  type Evaluated,
  type EvaluatedFiles,
  type JsonnetFile,
  jsonnetFiles,
} from '@tribble/resource-repo/format';

/** A result and until when (in milliseconds) it holds: for good, unless another try can come to something else. */
type Expiring<T> = { result: T; until: number };

/** How long a problem that is not in the files alone is told before it is tried again. */
const retryAfterMs = 60_000;

/**
 * What the jsonnet files of one environment came to. An evaluation follows from the contents of its files, so that it is made
 * again only when one of them is another; what the last turn did not use is forgotten.
 */
export class JsonnetEvaluations {
  readonly #jsonnet: Jsonnet;
  readonly #now: () => Date;
  #evaluated = new Map<string, Expiring<Evaluated>>();
  #revisions = new Map<string, Expiring<EvaluatedFiles>>();

  constructor(jsonnet: Jsonnet, now: () => Date) {
    this.#jsonnet = jsonnet;
    this.#now = now;
  }

  /** Evaluates the environment as it is at each revision, with the libraries as they are there. Throws GitError. */
  async at(
    environments: ReadonlyMap<string, EnvironmentFiles>,
    repo: Pick<ResourceRepo, 'fileAt'>,
  ): Promise<Map<string, EvaluatedFiles>> {
    const used = new Map<string, Expiring<Evaluated>>();
    const revisions = new Map<string, Expiring<EvaluatedFiles>>();
    for (const [revision, files] of environments) {
      const known = this.#current(this.#revisions, revision);
      revisions.set(
        revision,
        known ?? (await this.#environment(files, readerOf(files, revision, repo), used)),
      );
    }
    this.#revisions = revisions;
    if (used.size > 0) this.#evaluated = used;
    return new Map([...revisions].map(([revision, { result }]) => [revision, result]));
  }

  async #environment(
    files: EnvironmentFiles,
    read: ReadFile,
    used: Map<string, Expiring<Evaluated>>,
  ): Promise<Expiring<EvaluatedFiles>> {
    const result = new Map<string, Evaluated>();
    let until = Number.POSITIVE_INFINITY;
    for (const each of jsonnetFiles(files)) {
      const evaluated = await this.#file(each, read, used);
      result.set(each.file.path, evaluated.result);
      until = Math.min(until, evaluated.until);
    }
    return { result, until };
  }

  async #file(
    { file, version, versionId }: JsonnetFile,
    read: ReadFile,
    used: Map<string, Expiring<Evaluated>>,
  ): Promise<Expiring<Evaluated>> {
    const program = await loadProgram(file, read);
    if ('problems' in program) return forGood({ ...program, imports: [] });
    const { imports } = program;
    const key = keyOf([
      { path: file.path, id: file.id },
      { path: 'version', ...(versionId && { id: versionId }) },
      ...imports,
    ]);
    const known = used.get(key) ?? this.#current(this.#evaluated, key);
    const evaluated = known ?? (await this.#evaluate(program, version));
    used.set(key, evaluated);
    return evaluated;
  }

  async #evaluate(program: Program, version: JsonnetFile['version']): Promise<Expiring<Evaluated>> {
    const { imports } = program;
    const evaluation = await this.#jsonnet.evaluate(program, version);
    if ('value' in evaluation) return forGood({ value: evaluation.value, imports });
    const result = { problems: evaluation.problems, imports };
    return evaluation.mayChange ? { result, until: this.#now().getTime() + retryAfterMs } : forGood(result);
  }

  #current<T>(known: ReadonlyMap<string, Expiring<T>>, key: string): Expiring<T> | undefined {
    const found = known.get(key);
    return found !== undefined && found.until > this.#now().getTime() ? found : undefined;
  }
}

function forGood<T>(result: T): Expiring<T> {
  return { result, until: Number.POSITIVE_INFINITY };
}

function keyOf(files: readonly ImportedFile[]): string {
  return files.map(({ path, id }) => `${id ?? 'no'} ${path}`).join('\n');
}

/** Reads each file once, however many others import it; what the environment holds is at hand already. */
function readerOf(
  { files }: EnvironmentFiles,
  revision: string,
  repo: Pick<ResourceRepo, 'fileAt'>,
): ReadFile {
  const known = new Map<string, ReturnType<ReadFile>>();
  return (path) => {
    const file = files.get(path);
    const reading = known.get(path) ?? (file ? Promise.resolve(file) : repo.fileAt(revision, path));
    known.set(path, reading);
    return reading;
  };
}
