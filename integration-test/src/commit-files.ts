import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

/**
 * Clones a repository, commits files and pushes, as a person does; others may push meanwhile. A file or folder that is null
 * goes. Gives the commit's id.
 */
export async function commitFiles(
  repository: string,
  files: Record<string, string | null>,
  message: string,
): Promise<string> {
  const clone = await mkdtemp(join(tmpdir(), 'tribble-clone-'));
  const identity = ['-c', 'user.name=Person', '-c', 'user.email=person@example.org'];
  const git = async (...args: string[]) =>
    (await promisify(execFile)('git', [...identity, ...args], { cwd: clone })).stdout.trim();
  try {
    await git('clone', '--quiet', repository, '.');
    for (const [path, text] of Object.entries(files)) {
      if (text === null) {
        await rm(join(clone, path), { recursive: true });
        continue;
      }
      await mkdir(dirname(join(clone, path)), { recursive: true });
      await writeFile(join(clone, path), text);
    }
    await git('add', '--all');
    await git('commit', '--quiet', '--message', message);
    await git('pull', '--quiet', '--rebase');
    await git('push', '--quiet');
    return await git('rev-parse', 'HEAD');
  } finally {
    await rm(clone, { recursive: true, force: true });
  }
}
