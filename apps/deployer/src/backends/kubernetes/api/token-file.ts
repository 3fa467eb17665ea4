import { readFileSync } from 'node:fs';
import { delimiter, dirname, isAbsolute, join } from 'node:path';
import type { User } from '@kubernetes/client-node';
import { parse } from 'yaml';

/**
 * The token files that users of a kubeconfig name, by user. The library knows them only under a name that kubectl does not
 * use; given as an authentication provider, it reads them again when they change. `files` is what $KUBECONFIG may hold:
 * one file, or several.
 */
export function tokenFilesOf(files: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const file of files.split(delimiter)) {
    for (const { name, tokenFile } of usersIn(file)) {
      const path = isAbsolute(tokenFile) ? tokenFile : join(dirname(file), tokenFile);
      // As kubectl does: the first file that names a user counts.
      if (!found.has(name)) found.set(name, path);
    }
  }
  return found;
}

/** A user whose token is read from its file. */
export function withTokenFile(user: User, files: ReadonlyMap<string, string>): User {
  const tokenFile = files.get(user.name);
  if (tokenFile === undefined) return user;
  return { ...user, authProvider: { name: 'tokenFile', config: { tokenFile } } };
}

function usersIn(file: string): { name: string; tokenFile: string }[] {
  const kubeconfig: unknown = readKubeconfig(file);
  const users = fieldOf(kubeconfig, 'users');
  return (Array.isArray(users) ? users : []).flatMap((each: unknown) => {
    const [name, tokenFile] = [fieldOf(each, 'name'), fieldOf(fieldOf(each, 'user'), 'tokenFile')];
    return typeof name === 'string' && typeof tokenFile === 'string' ? [{ name, tokenFile }] : [];
  });
}

/** The library has read the file already, and told what is wrong with it; of several, some may not be there. */
function readKubeconfig(file: string): unknown {
  try {
    return parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
