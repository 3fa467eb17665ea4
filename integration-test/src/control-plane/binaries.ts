/** Where the programs of a control plane come from: a folder that the person names, or a build of our own. */
import { access, constants } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { root } from '../root.ts';
import { type Report, builtModule } from './build.ts';
import { ControlPlaneError } from './control-plane-error.ts';
import { type Binaries, type Program, goModules, programs } from './modules.ts';

/** The programs, or one line on why there are none. */
export type Found = { kind: 'found'; binaries: Binaries } | { kind: 'skipped'; reason: string };

export type FindOptions = {
  environment: NodeJS.ProcessEnv;
  report: Report;
  signal?: AbortSignal;
};

/** The folder of the Go modules. */
export const controlPlaneFolder = join(root, 'integration-test', 'control-plane');

/**
 * Takes the programs from `KUBEBUILDER_ASSETS` (the folder that envtest takes them from) where that is set, and builds
 * with Go what is not there.
 */
export async function findBinaries({ environment, report, signal }: FindOptions): Promise<Found> {
  const found = await inAssets(environment['KUBEBUILDER_ASSETS']);
  const missing = programs.filter((program) => found[program] === undefined);
  if (missing.length === 0) return { kind: 'found', binaries: whole(found) };
  const go = await executable('go', (environment['PATH'] ?? '').split(delimiter));
  if (go === undefined) return { kind: 'skipped', reason: skipReason(environment, missing) };
  for (const module of goModules) {
    const wanted = missing.filter((program) => program in module.packages);
    if (wanted.length === 0) continue;
    const source = join(controlPlaneFolder, module.folder);
    const cache = cacheFolder(environment);
    const folder = await builtModule({ module, source, cache, go, report, ...(signal && { signal }) });
    for (const program of wanted) found[program] = join(folder, program);
  }
  return { kind: 'found', binaries: whole(found) };
}

/** Where builds are kept, by the convention of the XDG base directories. */
export function cacheFolder(environment: NodeJS.ProcessEnv): string {
  const base = environment['XDG_CACHE_HOME'] || join(environment['HOME'] ?? homedir(), '.cache');
  return join(base, 'cautious-tribble', 'control-plane');
}

async function inAssets(folder: string | undefined): Promise<Partial<Record<Program, string>>> {
  if (!folder) return {};
  const found: Partial<Record<Program, string>> = {};
  for (const program of programs) {
    const file = await executable(program, [folder]);
    if (file !== undefined) found[program] = file;
  }
  if (found.etcd === undefined || found['kube-apiserver'] === undefined)
    throw new ControlPlaneError(
      `KUBEBUILDER_ASSETS names ${folder}, which holds no etcd and kube-apiserver that can be run. ` +
        'Name a folder that does, or unset it to have them built with Go.',
    );
  return found;
}

function skipReason(environment: NodeJS.ProcessEnv, missing: readonly Program[]): string {
  const folder = environment['KUBEBUILDER_ASSETS'];
  const lack = folder ? `${folder} lacks ${missing.join(', ')}` : 'KUBEBUILDER_ASSETS is not set';
  return `${lack}, and Go, which would build what is missing, was not found`;
}

async function executable(name: string, folders: readonly string[]): Promise<string | undefined> {
  for (const folder of folders.filter((candidate) => candidate !== '')) {
    const file = join(folder, name);
    const runs = await access(file, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (runs) return file;
  }
  return undefined;
}

function whole(found: Partial<Record<Program, string>>): Binaries {
  const place = (program: Program) => {
    const file = found[program];
    if (file === undefined) throw new ControlPlaneError(`No Go module builds ${program}.`);
    return file;
  };
  return {
    etcd: place('etcd'),
    'kube-apiserver': place('kube-apiserver'),
    'kube-controller-manager': place('kube-controller-manager'),
    'kube-scheduler': place('kube-scheduler'),
    kwok: place('kwok'),
  };
}
