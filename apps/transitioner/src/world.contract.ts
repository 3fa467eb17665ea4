import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EnvironmentStatus, TransitionerStatus } from '@tribble/api';
import { createRepository, type Fixture } from '@tribble/git-fixture';
import { allGates, gatesOf } from '@tribble/promotion';
import { openResourceRepo, type ResourceRepo } from '@tribble/resource-repo';
import { recordingLogger, type RecordingLogger } from '@tribble/service-kit/testing';
import { OutcomeBook } from './outcome-book.ts';
import type { TransitionerContext } from './reconcile.ts';
import { TransitionBoard } from './transition-board.ts';

const ended: (() => Promise<unknown>)[] = [];

/** Takes away everything that tests have made. */
export async function endWorlds(): Promise<void> {
  for (const end of ended.splice(0).reverse()) await end();
}

/** A remote repository, a clone of it, and what is published. */
export type World = {
  fixture: Fixture;
  repo: ResourceRepo;
  board: TransitionBoard;
  published: TransitionerStatus[];
};

/** What a deployer reports. */
export type Reported = (environment: string, repo: ResourceRepo) => EnvironmentStatus | undefined;

/** The world of a file in `fixtures/`, at its commit `head`. */
export async function world(name: string): Promise<World> {
  return build(await readFile(join(import.meta.dirname, 'fixtures', `${name}.yaml`), 'utf8'));
}

/** The world of these files. */
export const worldOf = (files: Readonly<Record<string, string>>): Promise<World> =>
  build(JSON.stringify({ commits: [{ name: 'head', files }] }));

async function build(yaml: string): Promise<World> {
  const fixture = await createRepository(yaml);
  ended.push(() => fixture.remove());
  await fixture.setRef('main', 'head');
  const directory = await mkdtemp(join(tmpdir(), 'tribble-transitioner-'));
  ended.push(() => rm(directory, { recursive: true }));
  const committer = { name: 'Tribble transitioner', email: 'transitioner@tribble.invalid' };
  const repo = await openResourceRepo({ url: fixture.path, directory, committer, now: () => new Date() });
  ended.push(() => repo.close());
  const published: TransitionerStatus[] = [];
  return { fixture, repo, board: new TransitionBoard((status) => published.push(status)), published };
}

/** A deployer that has deployed everything there is. */
const clean: Reported = (environment, repo) => {
  const tree = repo.head?.snapshot.environments.get(environment)?.tree;
  return { type: 'Mock', status: 'Clean', ...(tree !== undefined && { tree }), resources: {}, problems: [] };
};

/** All that a turn in a world needs, where nobody answers any question. */
export function contextOf(
  { repo, board }: Pick<World, 'repo' | 'board'>,
  reported: Reported = clean,
): TransitionerContext & Pick<RecordingLogger, 'lines'> {
  const { log, lines } = recordingLogger();
  return {
    repo,
    outcomes: new OutcomeBook(repo),
    board,
    askers: { answerTo: () => undefined, want: () => undefined },
    gates: gatesOf(allGates),
    log,
    lines,
    now: () => new Date('2026-11-21T12:00:00Z'),
    statusOf: (name) => reported(name, repo),
  };
}

/** Lets the remote refuse every push from now on, or none any more. */
export async function refusePushes(
  { fixture }: Pick<World, 'fixture'>,
  words: string | undefined,
): Promise<void> {
  const hook = join(fixture.path, 'hooks', 'pre-receive');
  if (words === undefined) return await rm(hook);
  await mkdir(join(fixture.path, 'hooks'), { recursive: true });
  await writeFile(hook, `#!/bin/sh\necho ${JSON.stringify(words)} >&2\nexit 1\n`);
  await chmod(hook, 0o755);
}
