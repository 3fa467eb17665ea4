import { access, chmod, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { waitUntil } from '../wait-until.ts';
import type { World } from '../world.ts';

/** Where hooks of a world leave word and wait for it. When the world ends it is gone, and so are they. */
const folderOf = (world: World) => join(world.folder, 'hook');

/**
 * Makes the remote run shell commands for every push of a transitioner to the branch, with `$old` and `$new`; `$folder` is for
 * what they leave.
 */
async function onPush(world: World, hook: 'pre-receive' | 'post-receive', commands: string): Promise<void> {
  await mkdir(folderOf(world), { recursive: true });
  const file = join(world.fixture.path, 'hooks', hook);
  await mkdir(dirname(file), { recursive: true });
  const script = `#!/bin/sh
folder='${folderOf(world)}'
while read -r old new ref; do
  [ "$ref" = refs/heads/main ] || continue
  [ "$(git log -1 --format=%cn "$new")" = 'Tribble transitioner' ] || continue
  ${commands}
done
exit 0
`;
  await writeFile(file, script);
  await chmod(file, 0o755);
}

/** Holds the next push of a transitioner, before or after it is taken, and only that one. */
export async function holdPush(world: World, hook: 'pre-receive' | 'post-receive'): Promise<HeldPush> {
  const commands = `mkdir "$folder/held" 2>/dev/null || continue
  while [ -d "$folder" ] && [ ! -e "$folder/verdict" ]; do sleep 0.05; done
  exit "$(cat "$folder/verdict")"`;
  await onPush(world, hook, commands);
  return {
    arrived: () =>
      waitUntil('a push of the transitioner is held', () => exists(join(folderOf(world), 'held'))),
    release: (verdict) => writeFile(join(folderOf(world), 'verdict'), verdict === 'take' ? '0' : '1'),
  };
}

export type HeldPush = {
  /** Waits until it is held. */
  arrived: () => Promise<unknown>;
  /** What becomes of it. */
  release: (verdict: 'take' | 'refuse') => Promise<void>;
};

const faster = `unset GIT_QUARANTINE_PATH GIT_OBJECT_DIRECTORY GIT_ALTERNATE_OBJECT_DIRECTORIES
  next=$(git -c user.name=Person -c user.email=person@example.org commit-tree "$old^{tree}" -p "$old" -m "Faster $count")
  git update-ref refs/heads/main "$next" "$old"`;

/** Makes somebody else faster than the next pushes of a transitioner, each time by a commit between its fetch and its push. */
export async function loseRaces(world: World, races: number): Promise<void> {
  await onPush(world, 'pre-receive', onlyFirst(races, faster));
}

/** Sets the branch back to a commit while the next push of a transitioner is in flight. */
export async function rewindDuringPush(world: World, commit: string): Promise<void> {
  const rewind = `unset GIT_QUARANTINE_PATH GIT_OBJECT_DIRECTORY GIT_ALTERNATE_OBJECT_DIRECTORIES
  git update-ref refs/heads/main ${commit} "$old"`;
  await onPush(world, 'pre-receive', onlyFirst(1, rewind));
}

/**
 * Puts a script before the git of all services that start from now on, which can set the branch back right before the
 * transitioner pushes, when it has looked for the last time. Gives what does so, once.
 */
export async function prepareRewind(world: World): Promise<(commit: string) => Promise<void>> {
  const bin = join(folderOf(world), 'bin');
  const wanted = join(folderOf(world), 'rewind');
  await mkdir(bin, { recursive: true });
  const search = process.env['PATH'] ?? '';
  const script = `#!/bin/sh
PATH='${search}'
case "$PWD $*" in *checkouts/transitioner*" push "*:refs/heads/main)
  if mv '${wanted}' '${wanted}.done' 2>/dev/null; then
    git -C '${world.fixture.path}' update-ref refs/heads/main "$(cat '${wanted}.done')"
  fi;;
esac
exec git "$@"
`;
  await writeFile(join(bin, 'git'), script, { mode: 0o755 });
  world.environment['PATH'] = `${bin}:${search}`;
  return (commit) => writeFile(wanted, commit);
}

function onlyFirst(times: number, commands: string): string {
  return `count=$(cat "$folder/count" 2>/dev/null || echo 0)
  [ "$count" -lt ${times} ] || continue
  echo $((count + 1)) > "$folder/count"
  ${commands}`;
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
