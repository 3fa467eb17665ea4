import { readFile } from 'node:fs/promises';
import { parse, stringify } from 'yaml';
import { PlaygroundError } from './playground-error.ts';

type Named = { name: string };
type Kubeconfig = { contexts?: Named[]; 'current-context'?: string };

/** The text of a kubeconfig whose current context is the chosen one. */
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
  return stringify({ ...config, 'current-context': chosen });
}
