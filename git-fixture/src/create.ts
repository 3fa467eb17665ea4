import { appendFile, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { importCommits } from './fast-import.ts';
import { Fixture } from './fixture.ts';
import { runGit } from './git.ts';
import { checkedTemplate, parseTemplate } from './parse-template.ts';
import { planRepository, type RepositoryPlan } from './plan.ts';
import type { Template } from './template.ts';

/** Holds for everyone who pushes to the repository, too: no housekeeping that outlives a test. */
const repositoryConfig =
  '[gc]\n\tauto = 0\n[maintenance]\n\tauto = false\n[receive]\n\tautogc = false\n[core]\n\tlogAllRefUpdates = false\n';

/** Builds the bare repository of a template in a new folder below the system's temporary folder, or in `directory`. */
export async function createRepository(template: Template | string, directory?: string): Promise<Fixture> {
  const checked = typeof template === 'string' ? parseTemplate(template) : checkedTemplate(template);
  return await buildRepository(planRepository(checked), directory);
}

/** Writes a planned repository. The folder must be empty or not there yet. */
export async function buildRepository(plan: RepositoryPlan, directory?: string): Promise<Fixture> {
  const path = await emptyFolder(directory);
  try {
    const initialise = ['init', '--quiet', '--bare', '--template=', '--object-format=sha1'];
    await runGit(path, [...initialise, `--initial-branch=${plan.branch}`]);
    await appendFile(join(path, 'config'), repositoryConfig);
    return new Fixture(path, plan, await importCommits(path, plan.commits, plan.refs));
  } catch (error) {
    await rm(path, { recursive: true, force: true });
    throw error;
  }
}

async function emptyFolder(directory: string | undefined): Promise<string> {
  if (directory === undefined) return await mkdtemp(join(tmpdir(), 'git-fixture-'));
  const path = resolve(directory);
  await mkdir(path, { recursive: true });
  if ((await readdir(path)).length > 0) {
    throw new Error(`${path} is not empty: give a new folder for the repository, or none`);
  }
  return path;
}
