import { stringify } from 'yaml';

/** What is not said of a pipeline is as in `mockPipeline`. */
type PipelineParts = {
  resources?: readonly string[];
  /** Options of the Mock environments, by their names. */
  mocks?: Record<string, object>;
  roles?: Record<string, readonly string[]>;
  files?: Record<string, string>;
};

/** The ways of the usual pipeline: everything goes to `dev`, and on as soon as it is Clean. */
export const ways = {
  dev: { source: 'latest', target: 'dev' },
  pp: { source: 'dev', target: 'pp', preconditions: ['SourceClean'] },
  prod: { source: 'pp', target: 'prod', preconditions: ['SourceClean'] },
};

const base = (resource: string) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: resource.replaceAll('/', '-') },
  data: { version: '$version' },
});

/**
 * A repository of one commit: `s1`, a ConfigMap, in version 1 in `latest`, and the environments `dev`, `pp` and `prod` on
 * the Mock backend.
 */
export function mockPipeline(transitions: object, parts: PipelineParts = {}): string {
  const { resources = ['s1'], mocks = {}, roles, files } = parts;
  const environments = ['dev', 'pp', 'prod'];
  const deployers = Object.fromEntries(
    environments.map((name) => [name, { type: 'Mock', delay: 200, ...mocks[name] }]),
  );
  const versions = resources.map((name) => [`latest/version/${name}.yaml`, 'version: "1"\n']);
  const bases = environments.flatMap((environment) =>
    resources.map((name) => [`${environment}/base/${name}.yaml`, stringify(base(name))]),
  );
  return repositoryOfFiles({
    'transitions.yaml': stringify({ transitions, ...(roles && { roles }) }),
    'deployers.yaml': stringify({ deployers }),
    ...(Object.fromEntries([...versions, ...bases]) as Record<string, string>),
    ...files,
  });
}

/** A repository of one commit with these files. */
export function repositoryOfFiles(files: Record<string, string>): string {
  return stringify({ commits: [{ name: 'head', files }] });
}
