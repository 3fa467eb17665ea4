import { describe, expect, it } from '@jest/globals';
import { fieldAt, type JsonObject, objectsOf } from '../json.ts';
import { type KubernetesObject, timestamp } from '../objects.ts';
import { fits, whyUnschedulable } from './node.ts';
import { decidePod } from './pod.ts';

const start = Date.parse('2026-01-01T00:00:00Z');
const delays = { ready: 1000 };

function pod(
  spec: JsonObject,
  annotations: Record<string, string> = {},
  container: JsonObject = {},
): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web-0', namespace: 'default', uid: 'u', annotations },
    spec: { containers: [{ name: 'web', image: 'web:1', ...container }], ...spec },
    status: {},
  };
}

function at(milliseconds: number, subject: KubernetesObject) {
  const { status, wakeAt } = decidePod(subject, start, start + milliseconds, delays);
  const [container] = objectsOf(status['containerStatuses']);
  const ready = objectsOf(status['conditions']).find(({ type }) => type === 'Ready');
  return {
    phase: status['phase'],
    waiting: fieldAt(container, 'state', 'waiting', 'reason'),
    exitCode: fieldAt(container, 'state', 'terminated', 'exitCode'),
    restarts: container?.['restartCount'],
    ready: ready?.['status'],
    container,
    wakeAt: wakeAt === undefined ? undefined : wakeAt - start,
  };
}

describe('a task', () => {
  it.each([
    [999, 'Pending', undefined],
    [1000, 'Running', undefined],
    [2000, 'Succeeded', 0],
    [9000, 'Succeeded', 0],
  ])('after %d ms is %s', (time, phase, exitCode) => {
    expect(at(time, pod({ restartPolicy: 'Never' }))).toMatchObject({ phase, exitCode });
  });

  it.each([
    ['an argument says so', {}, { args: ['--fail'] }, 1],
    ['the command says so', {}, { command: ['sh', '-c', 'exit fail'] }, 1],
    ['the annotation says so', { 'sandbox.tribble.dev/exit-code': '3' }, {}, 3],
  ])('fails when %s', (_name, annotations, container, exitCode) => {
    const failed = at(2000, pod({ restartPolicy: 'Never' }, annotations, container));
    expect(failed).toMatchObject({ phase: 'Failed', exitCode, ready: 'False', wakeAt: undefined });
  });

  it('that fails is restarted in its pod when its policy is OnFailure', () => {
    const task = pod({ restartPolicy: 'OnFailure' }, {}, { args: ['fail'] });
    expect(at(3000, task)).toMatchObject({ phase: 'Running', restarts: 1, waiting: 'CrashLoopBackOff' });
  });
});

describe('a container that crashes', () => {
  const crashing = pod({}, { 'sandbox.tribble.dev/crash': 'no database' });

  it('waits longer each time, with the reason in its last state', () => {
    const { container, ...third } = at(4000, crashing);
    expect(third).toMatchObject({
      phase: 'Running',
      waiting: 'CrashLoopBackOff',
      restarts: 3,
      ready: 'False',
      wakeAt: 5000,
    });
    expect(container?.['lastState']).toEqual({
      terminated: {
        exitCode: 1,
        reason: 'Error',
        message: 'no database',
        startedAt: timestamp(start + 1000),
        finishedAt: timestamp(start + 1000),
      },
    });
    expect(fieldAt(container, 'state', 'waiting', 'message')).toBe(
      'back-off 40s restarting failed container=web pod=web-0_default(u)',
    );
  });

  it('stops counting at last', () => {
    expect(at(1e9, crashing)).toMatchObject({ restarts: 10, wakeAt: undefined });
  });
});

it('a container that never becomes ready runs all the same', () => {
  const unready = at(5000, pod({}, { 'sandbox.tribble.dev/unready': 'true' }));
  expect(unready).toMatchObject({ phase: 'Running', ready: 'False', wakeAt: undefined });
});

describe('scheduling', () => {
  const node: KubernetesObject = {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name: 'sandbox', labels: { 'kubernetes.io/os': 'linux', cores: '4' } },
  };
  const affinity = (term: JsonObject): JsonObject => ({
    affinity: {
      nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [term] } },
    },
  });
  const expression = (key: string, operator: string, ...values: string[]): JsonObject => ({
    matchExpressions: [{ key, operator, ...(values.length > 0 && { values }) }],
  });
  it.each([
    [{}, true],
    [{ nodeSelector: { 'kubernetes.io/os': 'linux' } }, true],
    [{ nodeSelector: { disk: 'ssd' } }, false],
    [affinity(expression('cores', 'Gt', '2')), true],
    [affinity(expression('cores', 'Lt', '2')), false],
    [affinity(expression('disk', 'DoesNotExist')), true],
    [affinity(expression('cores', 'In', '2', '8')), false],
    [affinity({ matchFields: [{ key: 'metadata.name', operator: 'In', values: ['sandbox'] }] }), true],
  ])('fits %j: %s', (spec, expected) => {
    expect(fits(node, spec)).toBe(expected);
  });

  const hopeless = 'preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling.';
  it('says why no node takes a pod, as the scheduler does', () => {
    const picky = pod({ nodeSelector: { disk: 'ssd' } });
    expect(whyUnschedulable(picky, [node], new Map())).toBe(
      `0/1 nodes are available: 1 node(s) didn't match Pod's node affinity/selector. ${hopeless}`,
    );
    expect(whyUnschedulable(pod({}), [], new Map())).toBe('no nodes available to schedule pods');
    expect(whyUnschedulable(pod({}), [node], new Map([['data', undefined]]))).toBe(
      `0/1 nodes are available: persistentvolumeclaim "data" not found. ${hopeless}`,
    );
    const cordoned = { ...node, spec: { unschedulable: true } };
    expect(whyUnschedulable(pod({}), [cordoned], new Map())).toContain('1 node(s) were unschedulable.');
    expect(whyUnschedulable(pod({}), [node], new Map())).toBeUndefined();
  });
});
