import { describe, expect, it } from '@jest/globals';
import { blobId, formatProblem, type ValueMap } from '@tribble/resource-repo/format';
import type { JobOrder } from '../../backend.ts';
import { renderGateJob } from './render.ts';

const owner = { environment: 'pp', namespace: 'pp-space' };

function orderOf(text: string, more: Partial<JobOrder> & { path?: string } = {}): JobOrder {
  const { path = 'tests/smoke.yaml', ...rest } = more;
  return { file: { path, id: blobId(text), content: { text } }, variables: {}, timeout: 300, ...rest };
}

function jobOf(order: JobOrder, of = owner) {
  const rendered = renderGateJob(order, of);
  if ('problems' in rendered) throw new Error(rendered.problems.map(formatProblem).join());
  return rendered.job;
}

const job = (spec = '', metadata = 'name: smoke', image = 'smoke:1') => `apiVersion: batch/v1
kind: Job
metadata: {${metadata}}
spec: {${spec && `${spec}, `}template: {spec: {restartPolicy: Never, containers: [{name: test, image: "${image}"}]}}}
`;

describe('the Job of a gate', () => {
  it('is in the environment’s namespace, with its name, its marks and its bounds', () => {
    const { payload, digest, base } = jobOf(orderOf(job('', 'name: smoke, labels: {team: payments}')));
    expect(base).toBe('smoke');
    expect(payload).toEqual({
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: {
        name: `smoke-${digest.slice(7, 19)}`,
        namespace: 'pp-space',
        labels: { team: 'payments', 'tribble.dev/gate': 'smoke' },
        annotations: {
          'tribble.dev/gate-digest': digest,
          'tribble.dev/gate-environment': 'pp',
          'tribble.dev/gate-manifest': 'tests/smoke.yaml',
        },
      },
      spec: {
        activeDeadlineSeconds: 300,
        backoffLimit: 0,
        template: { spec: { restartPolicy: 'Never', containers: [{ name: 'test', image: 'smoke:1' }] } },
      },
    });
  });

  it('keeps bounds of its own, and never removes itself', () => {
    const spec = 'activeDeadlineSeconds: 7, backoffLimit: 3, ttlSecondsAfterFinished: 0';
    expect(jobOf(orderOf(job(spec))).payload['spec']).toEqual({
      activeDeadlineSeconds: 7,
      backoffLimit: 3,
      template: expect.anything(),
    });
  });

  it('has variables in its texts, and only there', () => {
    const text = job('', 'name: "smoke-${version}"', '${image}:$version ${HOME}');
    const image = 'a", command: [sh], x: "';
    const { payload, base } = jobOf(orderOf(text, { variables: { version: '1.10', image } }));
    expect(base).toBe('smoke-1.10');
    const containers = [{ name: 'test', image: `${image}:1.10 \${HOME}` }];
    expect(payload['spec']).toMatchObject({ template: { spec: { containers } } });
  });

  it('bears no mark of an environment, even where the manifest was read from a cluster', () => {
    const metadata =
      'name: smoke, labels: {tribble.dev/environment: pp}, annotations: {tribble.dev/resource: smoke, tribble.dev/inventory: pp, note: kept}';
    const { labels, annotations } = jobOf(orderOf(job('', metadata))).payload.metadata;
    expect(Object.keys(labels as ValueMap)).toEqual(['tribble.dev/gate']);
    expect(Object.keys(annotations as ValueMap)).toEqual([
      'note',
      ...['digest', 'environment', 'manifest'].map((name) => `tribble.dev/gate-${name}`),
    ]);
  });

  it.each([
    { name: 'the same text', order: orderOf(job()), isSame: true },
    { name: 'another order of the keys', order: orderOf(JSON.stringify(reordered())), isSame: true },
    { name: 'another path', order: orderOf(job(), { path: 'tests/again.yaml' }), isSame: true },
    {
      name: 'another value that is not used',
      order: orderOf(job(), { variables: { x: '1' } }),
      isSame: false,
    },
    { name: 'another image', order: orderOf(job('', 'name: smoke', 'smoke:2')), isSame: false },
    { name: 'another timeout', order: orderOf(job(), { timeout: 301 }), isSame: false },
    { name: 'another name', order: orderOf(job('', 'name: load')), isSame: false },
    { name: 'another label', order: orderOf(job('', 'name: smoke, labels: {a: b}')), isSame: false },
  ])('has the name of its content and values: $name', ({ order, isSame }) => {
    const { digest } = jobOf(order);
    expect(digest === jobOf(orderOf(job())).digest).toBe(isSame);
  });

  it.each([
    { environment: 'prod', namespace: owner.namespace },
    { environment: owner.environment, namespace: 'elsewhere' },
  ])('is another one in $environment, $namespace', (other) => {
    expect(jobOf(orderOf(job()), other).digest).not.toBe(jobOf(orderOf(job())).digest);
  });
});

function reordered() {
  const containers = [{ image: 'smoke:1', name: 'test' }];
  return {
    spec: { template: { spec: { containers, restartPolicy: 'Never' } } },
    metadata: { name: 'smoke' },
    kind: 'Job',
    apiVersion: 'batch/v1',
  };
}

describe('what is no Job of a gate is told with its file', () => {
  const configMap = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: smoke}\n';
  it.each([
    ['no YAML', orderOf('a: [', {}), /^tests\/smoke\.yaml:1:\d+: /],
    ['an empty file', orderOf(''), /holds no manifest/],
    ['two objects', orderOf(`${job()}---\n${configMap}`), /holds 2 objects: .* holds one Job/],
    ['another kind', orderOf(configMap), /is a ConfigMap of v1: .* is a Job of batch\/v1/],
    ['an older Job', orderOf(job().replace('batch/v1', 'batch/v1beta1')), /is a Job of batch\/v1beta1/],
    ['a CronJob', orderOf(job().replace('kind: Job', 'kind: CronJob')), /is a CronJob of batch\/v1/],
    ['no name', orderOf(job('', 'generateName: smoke-')), /metadata\.name: missing/],
    [
      'a variable that makes no name',
      orderOf(job('', 'name: "smoke-${resource}"'), { variables: { resource: 'payments/api' } }),
      /metadata\.name: "smoke-payments\/api" is no name of a Job/,
    ],
    [
      'another namespace',
      orderOf(job('', 'name: smoke, namespace: "${where}"'), { variables: { where: 'kube-system' } }),
      /metadata\.namespace: .* runs in pp-space/,
    ],
    ['no spec', orderOf('{apiVersion: batch/v1, kind: Job, metadata: {name: smoke}}'), /spec: missing/],
    [
      'labels that are none',
      orderOf(job('', 'name: smoke, labels: [a]')),
      /metadata\.labels: expected a map/,
    ],
    ['jsonnet', orderOf(job(), { path: 'tests/smoke.jsonnet' }), /is no \.yaml, \.yml or \.json file/],
  ])('%s', (_, order, expected) => {
    const rendered = renderGateJob(order, owner);
    if (!('problems' in rendered)) throw new Error('it is a Job');
    const [first, ...more] = rendered.problems.map(formatProblem);
    expect(more).toEqual([]);
    expect(first).toMatch(expected);
    expect(first).toContain(order.file.path);
  });

  it('a file that is no text', () => {
    const file = { path: 'tests/smoke.yaml', id: 'x', content: { fault: 'is a symbolic link' } };
    expect(renderGateJob({ file, variables: {}, timeout: 1 }, owner)).toEqual({
      problems: [{ path: 'tests/smoke.yaml', message: 'is a symbolic link' }],
    });
  });
});
