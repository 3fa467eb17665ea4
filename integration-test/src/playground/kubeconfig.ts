import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { parse, stringify } from 'yaml';
import { PlaygroundError } from './playground-error.ts';

type Named = { name: string; cluster?: Record<string, unknown>; user?: Record<string, unknown> };
type Kubeconfig = { contexts?: Named[]; clusters?: Named[]; users?: Named[]; 'current-context'?: string };

/** The fields that name a file, relative to the kubeconfig. */
const fileFields = ['certificate-authority', 'client-certificate', 'client-key', 'tokenFile'];

/** The text of a kubeconfig whose current context is the chosen one, and which may stand in another folder. */
export async function currentKubeconfig(file: string, context?: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new PlaygroundError(`The kubeconfig ${file} cannot be read.`, { cause });
  });
  const config = parse(text) as Kubeconfig | null;
  const names = (config?.contexts ?? []).map(({ name }) => name);
  const chosen = context ?? config?.['current-context'];
  if (chosen === undefined || !names.includes(chosen)) {
    throw new PlaygroundError(
      `${file} has no context "${chosen ?? ''}"; it has: ${names.join(', ') || 'none'}.`,
    );
  }
  const folder = dirname(resolve(file));
  const clusters = config?.clusters?.map((each) => ({
    ...each,
    cluster: withAbsolutePaths(each.cluster, folder),
  }));
  const users = config?.users?.map((each) => ({ ...each, user: withAbsolutePaths(each.user, folder) }));
  return stringify({ ...config, clusters, users, 'current-context': chosen });
}

function withAbsolutePaths(fields: Record<string, unknown> = {}, folder: string): Record<string, unknown> {
  const entries = Object.entries(fields).map(([name, value]) => {
    return [name, fileFields.includes(name) && typeof value === 'string' ? resolve(folder, value) : value];
  });
  return Object.fromEntries(entries) as Record<string, unknown>;
}
