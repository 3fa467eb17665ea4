/**
 * Reads snapshots of commits by walking tree objects. Trees and blobs are named by their content, so whatever is equal to
 * the snapshot before is taken from it: a commit costs what it changed, not what the repository holds. What is no plain
 * file below an environment (symbolic link, submodule, odd name, endless depth) becomes a problem and is never followed.
 */
import type { Problem } from '@tribble/api';
import type { FileContent, RepositoryFile } from '../format/file.ts';
import { configurationFiles, isEnvironmentName, resourceFolders } from '../format/layout.ts';
import { problem } from '../format/problem.ts';
import { type EnvironmentFiles, fileProblem, type Snapshot, sortedByPath } from '../format/snapshot.ts';
import type { ObjectReader } from './object-reader.ts';
import { readContent, readTree } from './read-object.ts';
import type { TreeEntry } from './tree.ts';

const maxDepth = 32;

/** Far more than a person keeps in one environment; a few crafted trees can name millions of files. */
const maxEntries = 50_000;

type Walk = { files: Map<string, RepositoryFile>; problems: Problem[]; entries: number };

export class SnapshotReader {
  readonly #objects: ObjectReader;
  #environments = new Map<string, EnvironmentFiles>();
  #contents = new Map<string, FileContent>();

  constructor(objects: ObjectReader) {
    this.#objects = objects;
  }

  /** The snapshot of a commit. Only the newest head (`keep`) is remembered for the next read. */
  async read(revision: string, keep = true): Promise<Snapshot> {
    const root = await readTree(this.#objects, `${revision}^{tree}`);
    const environments = new Map<string, EnvironmentFiles>();
    const configuration: Walk = { files: new Map(), problems: [], entries: 0 };
    for (const entry of root) {
      if (entry.name === undefined) continue;
      if (configurationFiles.includes(entry.name)) await this.#addEntry(configuration, '', entry);
      else if (entry.kind === 'folder' && isEnvironmentName(entry.name)) {
        const environment = await this.#environment(entry.name, entry.id);
        if (environment !== undefined) environments.set(entry.name, environment);
      }
    }
    if (keep) this.#remember(environments, configuration.files);
    return { revision, environments, configuration: configuration.files, problems: configuration.problems };
  }

  async #environment(name: string, tree: string): Promise<EnvironmentFiles | undefined> {
    const known = this.#environments.get(`${name} ${tree}`);
    if (known !== undefined) return known;
    const walk: Walk = { files: new Map(), problems: [], entries: 0 };
    const entries = await readTree(this.#objects, tree);
    const parts = entries.filter(
      (entry) => entry.name === lockFile || resourceFolders.some((folder) => folder === entry.name),
    );
    if (parts.length === 0) return undefined;
    await Promise.all(parts.map((entry) => this.#addEntry(walk, `${name}/`, entry)));
    if (walk.entries > maxEntries) return unreadable(name, tree);
    return { name, tree, files: sortedByPath(walk.files), problems: walk.problems };
  }

  async #addEntry(walk: Walk, folder: string, entry: TreeEntry): Promise<void> {
    const path = `${folder}${entry.label}`;
    if (entry.name === undefined) {
      walk.problems.push(
        problem(path, 'has a name that no file here may have', undefined, 'rename or delete it'),
      );
    } else if (entry.kind === 'file') await this.#addFile(walk, path, entry.id);
    else if (isSettingsFile(path)) walk.files.set(path, noPlainFile(path, entry));
    else if (entry.kind === 'folder') await this.#addFolder(walk, path, entry.id);
    else
      walk.problems.push(
        problem(path, `is a ${entry.kind}, which is never followed`, undefined, 'use a plain file'),
      );
  }

  async #addFolder(walk: Walk, path: string, id: string): Promise<void> {
    if (path.split('/').length > maxDepth) {
      walk.problems.push(problem(path, `lies more than ${maxDepth} folders deep`, undefined, 'move it up'));
      return;
    }
    if (walk.entries > maxEntries) return;
    const entries = await readTree(this.#objects, id);
    walk.entries += entries.length;
    if (walk.entries > maxEntries) return;
    await Promise.all(entries.map((entry) => this.#addEntry(walk, `${path}/`, entry)));
  }

  async #addFile(walk: Walk, path: string, id: string): Promise<void> {
    const fault = fileProblem(path);
    if (fault !== undefined) {
      walk.problems.push(fault);
      return;
    }
    walk.files.set(path, { path, id, content: await this.#content(id) });
  }

  async #content(id: string): Promise<FileContent> {
    const known = this.#contents.get(id);
    if (known !== undefined) return known;
    const content = await readContent(this.#objects, id);
    this.#contents.set(id, content);
    return content;
  }

  /** Keeps what this snapshot holds and lets go of the rest, so that memory does not grow with the history. */
  #remember(
    environments: ReadonlyMap<string, EnvironmentFiles>,
    configuration: ReadonlyMap<string, RepositoryFile>,
  ): void {
    this.#environments = new Map(
      [...environments.values()].map((each) => [`${each.name} ${each.tree}`, each]),
    );
    this.#contents = new Map();
    for (const files of [configuration, ...[...environments.values()].map((each) => each.files)]) {
      for (const file of files.values()) this.#contents.set(file.id, file.content);
    }
  }
}

const lockFile = 'locks.yaml';

/** Files whose absence means something: where one is there but no plain file, that must not count as absent. */
function isSettingsFile(path: string): boolean {
  return configurationFiles.includes(path) || path.endsWith(`/${lockFile}`);
}

function noPlainFile(path: string, { kind, id }: TreeEntry): RepositoryFile {
  return { path, id, content: { fault: `is a ${kind}, which is never followed` } };
}

/** An environment that is not read to its end: nothing is known of it, so everything in it counts as locked. */
function unreadable(name: string, tree: string): EnvironmentFiles {
  const fault = `holds more than ${maxEntries} files: nothing of it is read`;
  const path = `${name}/${lockFile}`;
  return {
    name,
    tree,
    files: new Map([[path, { path, id: tree, content: { fault } }]]),
    problems: [problem(name, fault)],
  };
}
