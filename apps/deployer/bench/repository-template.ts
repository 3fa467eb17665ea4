/** The resource repository that is deployed: a base and a version for each app, and commits that change one version each. */
import { appName, objectsOf } from './apps.ts';

const environment = 'bench';

export type RepositoryShape = {
  kubeconfig?: string;
  context?: string;
  namespace: string;
  apps: number;
  /** How many commits follow the first. */
  changes: number;
};

/** The name of the commit that makes a change. */
export const changeName = (change: number): string => `change-${change}`;

/** The app that a change is of: a different one each time, where there are enough. */
export const changedApp = (change: number, apps: number): string => appName(change % apps);

export function repositoryTemplate({ kubeconfig, context, namespace, apps, changes }: RepositoryShape) {
  const names = Array.from({ length: apps }, (_, app) => appName(app));
  const entry = { type: 'Kubernetes', namespace, kubeconfig, context };
  const first = {
    'deployers.yaml': JSON.stringify({ deployers: { [environment]: entry } }),
    ...Object.fromEntries(names.map((name) => [`${environment}/base/${name}.yaml`, baseOf(name)])),
    ...Object.fromEntries(names.map((name) => [versionPath(name), versionFile('1')])),
  };
  const later = Array.from({ length: changes }, (_, change) => ({
    name: changeName(change),
    files: { [versionPath(changedApp(change, apps))]: versionFile(`2.${change}`) },
  }));
  return { refs: { main: 'first' }, commits: [{ name: 'first', files: first }, ...later] };
}

const versionPath = (name: string) => `${environment}/version/${name}.yaml`;
const versionFile = (version: string) => `version: "${version}"\n`;
const baseOf = (name: string) =>
  objectsOf(name, '$version')
    .map((object) => JSON.stringify(object, undefined, 2))
    .join('\n---\n');
