import { access, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createFromFolder } from '@tribble/git-fixture';
import { stringify } from 'yaml';
import { root } from '../root.ts';
import { PlaygroundError } from './playground-error.ts';

/** Where everything of a playground is. */
export type Places = {
  directory: string;
  repository: string;
  kubeconfig: string;
  logs: string;
  ports: { aggregator: number; deployer: number; transitioner: number; cluster: number };
  /** Whether the repository was made just now. */
  isNew: boolean;
};

/** Makes the example repository, unless there is one already, and writes one configuration file for each service. */
export async function prepare({ dir, port }: { dir: string; port: number }): Promise<Places> {
  const directory = resolve(dir);
  const repository = join(directory, 'repo.git');
  const places: Places = {
    directory,
    repository,
    kubeconfig: join(directory, 'kubeconfig'),
    logs: join(directory, 'logs'),
    ports: { aggregator: port, deployer: port + 1, transitioner: port + 2, cluster: port + 3 },
    isNew: !(await exists(repository)),
  };
  if (places.isNew) await createRepository(places);
  await mkdir(places.logs, { recursive: true });
  for (const [service, configuration] of Object.entries(configurations(places))) {
    const heading = `# Written by every \`npm start\`. Fields: docs/configuration.md\n`;
    await writeFile(join(directory, `${service}.yaml`), heading + stringify(configuration));
  }
  return places;
}

async function createRepository({ directory, repository }: Places): Promise<void> {
  const files = await readdir(directory).catch(() => []);
  if (files.length > 0) {
    throw new PlaygroundError(`${directory} is not empty and no playground: name another folder with --dir.`);
  }
  await mkdir(directory, { recursive: true });
  await createFromFolder(join(root, 'integration-test', 'example-repository'), repository, {
    message: 'The example repository',
    date: new Date().toISOString(),
  });
}

function configurations({ directory, repository, kubeconfig, ports }: Places): Record<string, object> {
  const shared = (service: string, port: number) => ({
    versions_url: repository,
    versions_checkout_path: join(directory, 'checkouts', service),
    api_port: port,
    poll_interval: '1s',
  });
  const addressOf = (port: number) => `http://127.0.0.1:${port}`;
  return {
    deployer: { ...shared('deployer', ports.deployer), kubeconfig },
    transitioner: { ...shared('transitioner', ports.transitioner), deployer_url: addressOf(ports.deployer) },
    aggregator: {
      ...shared('aggregator', ports.aggregator),
      deployer_url: addressOf(ports.deployer),
      transitioner_url: addressOf(ports.transitioner),
      ui_path: join(root, 'apps', 'ui', 'dist'),
    },
  };
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
