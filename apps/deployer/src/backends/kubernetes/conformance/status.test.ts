import { describe, expect, it } from '@jest/globals';
import type { ValueMap } from '@tribble/resource-repo/format';
import { until } from '../../backend.contract.ts';
import { conformance } from './conformance.contract.ts';
import { configMap, deployment, gadgets, job, object } from './manifests.contract.ts';
import { unique } from './place.contract.ts';

const suite = conformance();
const container = (state: ValueMap, more: ValueMap = {}) => ({
  containerStatuses: [
    {
      name: 'web',
      image: 'web:1',
      imageID: '',
      ready: false,
      restartCount: 0,
      started: false,
      state,
      ...more,
    },
  ],
});
const ready = (status: 'True' | 'False'): ValueMap => {
  const lastTransitionTime = '2026-01-01T00:00:00Z';
  const conditions = ['Ready', 'ContainersReady'].map((type) => ({ type, status, lastTransitionTime }));
  return { phase: 'Running', conditions, ...container({ running: { startedAt: lastTransitionTime } }) };
};

describe('status', () => {
  it('case 32: a rollout that does not get on is in progress, and fails at its deadline with the reason', async () => {
    const dev = await suite.environment();
    dev.commit({ web: deployment('web', { progressDeadlineSeconds: 2 }, { isManual: true }) });
    const first = await dev.turn();
    expect(first.status.status).toBe('InProgress');
    await dev.kubelet('web', {
      phase: 'Pending',
      conditions: [
        {
          type: 'PodScheduled',
          status: 'False',
          reason: 'Unschedulable',
          message: '0/1 nodes are available',
        },
      ],
    });
    const { status } = await dev.until((turn) => turn.status.status === 'Failed');
    expect(status.resources['web']?.message).toMatch(
      /Deployment web exceeded its progress deadline.*nodes are available/,
    );
    await dev.deploy({ web: deployment('web', { progressDeadlineSeconds: 2 }) });
  });

  it('case 33: an image that cannot be pulled is told with the pod’s words', async () => {
    const dev = await suite.environment();
    dev.commit({ web: deployment('web', {}, { isManual: true }) });
    await dev.turn();
    const message = 'Back-off pulling image "registry.example.org/web:1"';
    await dev.kubelet('web', {
      phase: 'Pending',
      ...container({ waiting: { reason: 'ImagePullBackOff', message } }),
    });
    const { status } = await dev.until((turn) =>
      /ImagePullBackOff/.test(turn.status.resources['web']?.message ?? ''),
    );
    expect(status.resources['web']).toMatchObject({ status: 'InProgress' });
    expect(status.resources['web']?.message).toContain(message);
  });

  it('a container that crashes again and again is told with its exit code', async () => {
    const dev = await suite.environment();
    dev.commit({ web: deployment('web', {}, { isManual: true }) });
    await dev.turn();
    const waiting = { reason: 'CrashLoopBackOff', message: 'back-off 10s restarting failed container' };
    const terminated = { exitCode: 3, reason: 'Error', startedAt: null, finishedAt: null };
    await dev.kubelet('web', {
      phase: 'Running',
      ...container({ waiting }, { restartCount: 2, lastState: { terminated } }),
    });
    const { status } = await dev.until((turn) =>
      /CrashLoopBackOff/.test(turn.status.resources['web']?.message ?? ''),
    );
    expect(status.resources['web']?.message).toMatch(/exit code 3|exited with (?:code )?3/i);
  });

  it('case 34: pods that a quota forbids are told with the server’s words', async () => {
    const dev = await suite.environment();
    const quota = object('v1', 'ResourceQuota', 'none', { spec: { hard: { pods: '0' } } });
    await dev.create(quota);
    await until(
      () => dev.live(quota),
      ({ status }) => JSON.stringify(status)?.includes('used') === true,
    );
    dev.commit({ web: deployment('web') });
    const { status } = await dev.until((turn) => /quota/.test(turn.status.resources['web']?.message ?? ''));
    expect(status.resources['web']?.message).toMatch(
      /exceeded quota: none, requested: pods=1, used: pods=0, limited: pods=0/,
    );
  });

  it('of a paused Deployment is no good news before it is rolled out', async () => {
    const dev = await suite.environment();
    dev.commit({ web: deployment('web', { paused: true }) });
    const { status } = await dev.until((turn) => /paused/.test(turn.status.resources['web']?.message ?? ''));
    expect(status.resources['web']).toMatchObject({ status: 'InProgress', reason: 'NotAllUpdated' });
    await dev.deploy({ web: deployment('web') });
    const { status: later } = await dev.deploy({ web: deployment('web', { paused: true }) });
    expect(later.resources['web']?.objects[0]?.message).toMatch(/is paused$/);
  });

  it('turns bad when a deployed object breaks later, and well when it recovers', async () => {
    const dev = await suite.environment();
    const web = deployment('web', {}, { isManual: true });
    dev.commit({ web });
    await dev.turn();
    await dev.kubelet('web', ready('True'));
    await dev.until(({ status }) => status.status === 'Clean');
    await dev.kubelet('web', ready('False'));
    const { status } = await dev.until((turn) => turn.status.status !== 'Clean');
    expect(status.resources['web']).toMatchObject({ status: 'InProgress', reason: 'UpdatedUnavailable' });
    await dev.kubelet('web', ready('True'));
    await dev.until((turn) => turn.status.status === 'Clean');
    expect(dev.applied).toEqual(['create Deployment web']);
  });

  it('of a custom resource is what its conditions say', async () => {
    const { definition, gadget } = gadgets(`${unique()}.conformance.tribble.dev`, true);
    suite.goesAway('apiextensions.k8s.io/v1', 'CustomResourceDefinition', definition.metadata.name);
    const dev = await suite.environment();
    const one = gadget('one');
    dev.commit({ kind: definition, one });
    await dev.until(() => dev.applied.includes('create Gadget one'));
    const says = (type: string, status: string, message: string) =>
      dev.edit(
        one,
        { status: { observedGeneration: 1, conditions: [{ type, status, reason: 'Told', message }] } },
        'controller',
        'status',
      );
    await says('Ready', 'False', 'warming up');
    const warming = await dev.until(({ status }) =>
      /warming up/.test(status.resources['one']?.message ?? ''),
    );
    expect(warming.status.resources['one']).toMatchObject({ status: 'InProgress' });
    await says('Stalled', 'True', 'out of gas');
    const stalled = await dev.until(({ status }) => status.status === 'Failed');
    expect(stalled.status.resources['one']?.message).toContain('out of gas');
    await says('Ready', 'True', 'fine');
    await dev.until(({ status }) => status.status === 'Clean');
  });

  it('of a Job that fails is Failed', async () => {
    const dev = await suite.environment();
    const task = job('task', { backoffLimit: 0 }, { isManual: true });
    dev.commit({ task, beside: configMap('beside') });
    await dev.turn();
    await dev.kubelet('task', {
      phase: 'Failed',
      ...container({ terminated: { exitCode: 1, reason: 'Error', startedAt: null, finishedAt: null } }),
    });
    const { status } = await dev.until((turn) => turn.status.status === 'Failed');
    expect(status.resources['task']?.message).toMatch(/Job task has failed/);
    expect(status.resources['beside']).toMatchObject({ status: 'Clean' });
  });
});
