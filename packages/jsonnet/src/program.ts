import type { Problem } from '@tribble/api';
import { problem, type RepositoryFile } from '@tribble/resource-repo/format';
import { candidatesOf, findImports, type FoundImports, type Import } from './imports.ts';
import { positionAt } from './tokens.ts';

/** Reads a file of the repository at one revision by its path from the root; undefined where there is none. */
export type ReadFile = (path: string) => Promise<RepositoryFile | undefined>;

/** A file that an import names. Without `id`: none is there, but if one were, it would be taken before the one that is. */
export type ImportedFile = { path: string; id?: string };

/** One file of a program, its imports resolved. */
export type Module = { path: string; text: string; imports: readonly (Import & { path: string })[] };

/** A jsonnet file with all that it imports, directly or not. */
export type Program = {
  path: string;
  modules: ReadonlyMap<string, Module>;
  imports: readonly ImportedFile[];
};

/** Far more than hand-written configuration has; each evaluation parses all of them. */
const maxModules = 2_000;
const maxProgramCharacters = 16 * 1024 * 1024;

/** Reads a file and what it imports. Never looks outside of what `read` gives; a missing import is a problem at its place. */
export async function loadProgram(
  file: RepositoryFile,
  read: ReadFile,
): Promise<Program | { problems: Problem[] }> {
  const loading = new Loading(file, read);
  await loading.run();
  const { modules, imports, problems } = loading;
  if (problems.length > 0) return { problems };
  return {
    path: file.path,
    modules,
    imports: [...imports].map(([path, id]) => ({ path, ...(id && { id }) })),
  };
}

class Loading {
  readonly modules = new Map<string, Module>();
  readonly imports = new Map<string, string | undefined>();
  readonly problems: Problem[] = [];
  readonly #read: ReadFile;
  readonly #root: string;
  #waiting: { file: RepositoryFile; isCode: boolean }[];
  #characters = 0;

  constructor(file: RepositoryFile, read: ReadFile) {
    this.#read = read;
    this.#root = file.path;
    this.#waiting = [{ file, isCode: true }];
  }

  async run(): Promise<void> {
    for (let next = this.#waiting.pop(); next !== undefined; next = this.#waiting.pop()) {
      const { file, isCode } = next;
      const name = moduleName(file.path, isCode);
      if (this.modules.has(name)) continue;
      if ('fault' in file.content) {
        this.problems.push(problem(file.path, file.content.fault));
        continue;
      }
      const { text } = file.content;
      this.#characters += text.length;
      if (this.modules.size >= maxModules || this.#characters > maxProgramCharacters) {
        const limits = `${maxModules} files or ${maxProgramCharacters} characters`;
        this.problems.push(problem(this.#root, `imports more than ${limits}`));
        return;
      }
      const module = { path: file.path, text, imports: isCode ? await this.#resolveAll(file, text) : [] };
      this.modules.set(name, module);
    }
  }

  async #resolveAll(file: RepositoryFile, text: string): Promise<Module['imports']> {
    const found = importsOf(file, text);
    if ('fault' in found) {
      const { message, offset } = found.fault;
      this.problems.push(problem(file.path, message, positionAt(text, offset)));
      return [];
    }
    const resolved: (Import & { path: string })[] = [];
    for (const each of found.imports) {
      const target = await this.#find(file.path, each);
      if ('message' in target) {
        const message = `${each.kind} of "${each.target}": ${target.message}`;
        this.problems.push(problem(file.path, message, positionAt(text, each.start), target.hint));
      } else {
        this.#waiting.push({ file: target, isCode: each.kind === 'import' });
        resolved.push({ ...each, path: target.path });
      }
    }
    return resolved;
  }

  async #find(
    importer: string,
    { target }: Import,
  ): Promise<RepositoryFile | { message: string; hint?: string }> {
    const candidates = candidatesOf(importer, target);
    if ('message' in candidates) return candidates;
    for (const path of candidates) {
      const file = await this.#read(path);
      this.imports.set(path, file?.id);
      if (file !== undefined) return file;
    }
    return { message: 'there is no such file', hint: `add ${candidates.join(' or ')}` };
  }
}

/** The key of a module: one file can be imported both as code and as text. */
export function moduleName(path: string, isCode: boolean): string {
  return `${isCode ? 'import' : 'importstr'} ${path}`;
}

/** What was found in contents that are still in use somewhere. */
const known = new WeakMap<RepositoryFile['content'], FoundImports>();

function importsOf({ content }: RepositoryFile, text: string): FoundImports {
  const found = known.get(content) ?? findImports(text);
  known.set(content, found);
  return found;
}
