import { stringify } from 'yaml';

/** The files of an environment's folder `deployable/`, each with one object. */
export function deployable(environment: string, objects: Record<string, object>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(objects).map(([name, object]) => [
      `${environment}/deployable/${name}.yaml`,
      stringify(object),
    ]),
  );
}

/** A repository of one commit. Environments are Kubernetes namespaces of their own names; `options` come in addition. */
export function repositoryOf(
  environments: Record<string, { options?: object; objects: Record<string, object> }>,
): string {
  const entries = Object.entries(environments);
  const options = Object.fromEntries(entries.map(([name, of]) => [name, of.options]));
  const folders = entries.flatMap(([name, { objects }]) => Object.entries(deployable(name, objects)));
  const files = { ...deployersFile(options), ...Object.fromEntries(folders) };
  return stringify({ commits: [{ name: 'head', files }] });
}

/** `deployers.yaml` for environments in namespaces of their own names. */
export function deployersFile(environments: Record<string, object | undefined>): {
  'deployers.yaml': string;
} {
  const deployers = Object.fromEntries(
    Object.entries(environments).map(([name, options]) => [
      name,
      { type: 'Kubernetes', namespace: name, createNamespace: true, ...options },
    ]),
  );
  return { 'deployers.yaml': stringify({ deployers }) };
}

export const configMap = (name: string, data: Record<string, string> = { level: 'info' }) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name },
  data,
});

export const secret = (name: string, password: string) => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name },
  stringData: { password },
});

export const deployment = (name: string, tag: string, replicas = 1) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name },
  spec: {
    replicas,
    progressDeadlineSeconds: 2,
    selector: { matchLabels: { app: name } },
    template: {
      metadata: { labels: { app: name } },
      spec: { containers: [{ name: 'web', image: `registry.example.org/${name}:${tag}` }] },
    },
  },
});
