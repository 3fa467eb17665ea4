/** What `check` and `deploy` share: the repository is read once, into a folder that goes again. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createJsonnet, type Jsonnet } from '@tribble/jsonnet';
import { type Head, openResourceRepo, type ResourceRepo, serviceRepoOptions } from '@tribble/resource-repo';
import { type Deployer, deployersFile, parseDeployers } from '@tribble/resource-repo/format';
import { type ServiceContext, systemClock } from '@tribble/service-kit';
import type { Problem } from '@tribble/api';
import type { DeployerConfig } from '../config.ts';

export type Checkout = { repo: ResourceRepo; head: Head; jsonnet: Jsonnet };

/** Fetches the repository into a folder of its own, since the service may be using the configured one. */
export async function checkOut({ config, onStop }: ServiceContext<DeployerConfig>): Promise<Checkout> {
  const folder = await mkdtemp(join(tmpdir(), 'tribble-deployer-'));
  onStop('checkout', () => rm(folder, { recursive: true, force: true }));
  const options = serviceRepoOptions('deployer', config, () => systemClock.now());
  const repo = await openResourceRepo({ ...options, directory: join(folder, 'repository') });
  onStop('resource repository', () => repo.close());
  const head = await repo.fetch();
  if (head === undefined) throw new Error('the resource repository has no commit yet');
  const jsonnet = createJsonnet();
  onStop('jsonnet', () => jsonnet.close());
  return { repo, head, jsonnet };
}

/** The entries of the wanted environments. Throws an Error that names what deployers.yaml does not have. */
export function selectDeployers(
  { snapshot }: Head,
  wanted: readonly string[] | undefined,
): { selected: Deployer[]; problems: Problem[] } {
  const { deployers, problems } = parseDeployers(snapshot.configuration.get(deployersFile));
  const missing = (wanted ?? []).filter((name) => !deployers.has(name));
  if (missing.length > 0) {
    const known = [...deployers.keys()].join(', ') || 'none';
    const faults = problems.map(({ message }) => `; ${message}`).join('');
    throw new Error(
      `${deployersFile} has no usable entry for ${missing.join(', ')}; it has ${known}${faults}`,
    );
  }
  const selected = [...deployers.values()].filter(({ environment }) => wanted?.includes(environment) ?? true);
  return { selected, problems: wanted === undefined ? problems : [] };
}
