import { describe, expect, it } from '@jest/globals';
import type { Manifest, ValueMap } from '@tribble/resource-repo/format';
import { until } from '../../backend.contract.ts';
import { conformance, type TestEnvironment, type Turn } from './conformance.contract.ts';
import { configMap, deployment, job, object, statefulSet } from './manifests.contract.ts';

const suite = conformance();
const uidOf = ({ metadata }: Manifest) => metadata['uid'];
const annotated = (mode: string) => ({ metadata: { annotations: { 'tribble.dev/replace': mode } } });
const wave = (number: number) => ({ annotations: { 'tribble.dev/wave': String(number) } });
const gone = (dev: TestEnvironment, manifest: Manifest) =>
  until(
    () => dev.find(manifest),
    (found) => found === undefined,
  );
const finished = (phase: string, exitCode: number): ValueMap => ({
  phase,
  containerStatuses: [
    {
      ...{ name: 'web', image: 'x', imageID: 'x', ready: false, restartCount: 0 },
      state: { terminated: { exitCode, reason: 'Done', startedAt: null, finishedAt: null } },
    },
  ],
});

describe('replace', () => {
  it('case 17: a Job that says so is not replaced; the field that cannot be changed is told', async () => {
    const dev = await suite.environment();
    const task = (image: string) => job('task', {}, { image, ...annotated('false') });
    await dev.deploy({ task: task('task:1') });
    const before = await dev.live(task('task:1'));
    dev.commit({ task: task('task:2'), beside: configMap('beside') });
    const { failures } = await dev.turn();
    expect(failures.get('task')).toMatchObject({ transient: false });
    expect(failures.get('task')?.message).toMatch(
      /spec\.template cannot be changed.*tribble\.dev\/replace: "false"/,
    );
    expect(uidOf(await dev.live(task('task:1')))).toBe(uidOf(before));
    expect(await dev.find(configMap('beside'))).toBeDefined();
  });

  it('case 17: a Job with another template is replaced, and runs again', async () => {
    const dev = await suite.environment();
    await dev.deploy({ task: job('task', {}, { image: 'task:1' }) });
    const before = await dev.live(job('task'));
    dev.commit({ task: job('task', {}, { image: 'task:2' }) });
    expect(await dev.planned()).toEqual(['replace Job task']);
    await dev.deploy({ task: job('task', {}, { image: 'task:2' }) });
    const after = await dev.live(job('task'));
    expect(uidOf(after)).not.toBe(uidOf(before));
    expect(JSON.stringify(after['spec'])).toContain('task:2');
    expect((await dev.turn()).changes).toEqual([]);
  });

  it('a Job that somebody else made is replaced only where its manifest says so', async () => {
    const dev = await suite.environment();
    const before = await dev.create(job('task', {}, { image: 'theirs:1' }));
    dev.commit({ task: job('task', {}, { image: 'task:1' }) });
    expect((await dev.turn()).failures.get('task')?.message).toMatch(
      /was not deployed from git; .*set tribble\.dev\/replace: "true" in its manifest/,
    );
    expect(uidOf(await dev.live(job('task')))).toBe(uidOf(before));
    await dev.deploy({ task: job('task', {}, { image: 'task:1', ...annotated('true') }) });
    expect(uidOf(await dev.live(job('task')))).not.toBe(uidOf(before));
  });

  it('case 17: another object is replaced only where its manifest says so', async () => {
    const dev = await suite.environment();
    const sealed = (value: string, mode?: string) =>
      object(
        'v1',
        'ConfigMap',
        'sealed',
        { data: { value }, immutable: true },
        mode === undefined ? {} : annotated(mode).metadata,
      );
    await dev.deploy({ sealed: sealed('1') });
    const before = await dev.live(sealed('1'));
    dev.commit({ sealed: sealed('2') });
    const { failures } = await dev.turn();
    expect(failures.get('sealed')?.message).toMatch(/data cannot be changed.*tribble\.dev\/replace: "true"/);
    expect(uidOf(await dev.live(sealed('1')))).toBe(uidOf(before));
    await dev.deploy({ sealed: sealed('2', 'true') });
    const after = await dev.live(sealed('2'));
    expect(after).toMatchObject({ data: { value: '2' } });
    expect(uidOf(after)).not.toBe(uidOf(before));
  });

  it('with replace: true in deployers.yaml, needs no annotation', async () => {
    const dev = await suite.environment({ options: { replace: true } });
    const selected = (app: string) => {
      const labels = { app };
      const template = {
        metadata: { labels },
        spec: { containers: [{ name: 'web', image: 'registry.example.org/web:1' }] },
      };
      return deployment('web', { selector: { matchLabels: labels }, template });
    };
    await dev.deploy({ web: selected('one') });
    const before = await dev.live(selected('one'));
    await dev.deploy({ web: selected('two') });
    expect(uidOf(await dev.live(selected('two')))).not.toBe(uidOf(before));
  });

  it('case 18: a mistake is no reason to delete anything', async () => {
    const dev = await suite.environment();
    const web = (replicas: number) => deployment('web', { replicas }, annotated('true'));
    await dev.deploy({ web: web(1) });
    const before = await dev.live(web(1));
    dev.commit({ web: web(-1) });
    expect(await dev.planned()).toEqual(['refused Deployment web']);
    const { failures } = await dev.turn();
    expect(failures.get('web')).toMatchObject({ transient: false });
    expect(failures.get('web')?.message).toMatch(/replicas/);
    expect(uidOf(await dev.live(web(1)))).toBe(uidOf(before));
    expect(dev.applied).toEqual(['create Deployment web']);
  });

  it('case 19: a StatefulSet is made anew around its pods and volumes', async () => {
    const dev = await suite.environment();
    const claim = (size: string) => ({
      metadata: { name: 'data' },
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: size } } },
    });
    const db = (size: string, mode?: string) =>
      statefulSet(
        'db',
        { replicas: 1, volumeClaimTemplates: [claim(size)] },
        mode === undefined ? {} : annotated(mode),
      );
    const volume = object('v1', 'PersistentVolumeClaim', 'data-db-0');
    dev.commit({ db: db('1Gi') });
    await dev.turn();
    await until(
      () => dev.find(volume),
      (found) => found !== undefined,
    );
    const [before, volumeBefore] = [await dev.live(db('1Gi')), await dev.live(volume)];
    dev.commit({ db: db('2Gi') });
    expect((await dev.turn()).failures.get('db')?.message).toMatch(/"orphan" keeps its pods and volumes/);
    expect(uidOf(await dev.live(db('1Gi')))).toBe(uidOf(before));
    dev.commit({ db: db('2Gi', 'orphan') });
    await dev.until(() => dev.applied.filter((line) => line.endsWith('StatefulSet db')).length > 1);
    const after = await dev.live(db('2Gi'));
    expect(uidOf(after)).not.toBe(uidOf(before));
    expect(JSON.stringify(after['spec'])).toContain('2Gi');
    expect(uidOf(await dev.live(volume))).toBe(uidOf(volumeBefore));
  });
});

describe('a Job', () => {
  it('is Clean when it has finished, and not run again', async () => {
    const dev = await suite.environment();
    await dev.deploy({ task: job('task') });
    const before = await dev.live(job('task'));
    await dev.restart();
    expect((await dev.turn()).changes).toEqual([]);
    expect(uidOf(await dev.live(job('task')))).toBe(uidOf(before));
  });

  it('that removes itself after its time does not drift', async () => {
    const dev = await suite.environment();
    await dev.deploy({ task: job('task', { ttlSecondsAfterFinished: 1 }), web: configMap('web') });
    await until(
      () => dev.find(job('task')),
      (found) => found === undefined,
    );
    const { changes, status } = await dev.until((turn) => turn.status.status === 'Clean');
    expect(changes).toEqual([]);
    await dev.restart();
    expect(await dev.planned()).toEqual([]);
    expect((await dev.turn()).changes).toEqual([]);
    expect((await dev.turn()).status.status).toBe('Clean');
    expect(status.resources['task']).toMatchObject({ reason: 'Clean' });
    // A new template is a new task.
    await dev.deploy({
      task: job('task', { ttlSecondsAfterFinished: 100 }, { image: 'task:2' }),
      web: configMap('web'),
    });
    expect(await dev.find(job('task'))).toBeDefined();
  });

  it('that failed stays Failed when it has removed itself', async () => {
    const dev = await suite.environment();
    const task = job('task', { backoffLimit: 0, ttlSecondsAfterFinished: 1 }, { isManual: true });
    dev.commit({ task, later: configMap('later', {}, wave(1)) });
    await dev.turn();
    await dev.kubelet('task', finished('Failed', 1));
    await gone(dev, task);
    const isFailed = ({ status }: Turn) =>
      /has failed.*is gone/.test(status.resources['task']?.message ?? '');
    const { status } = await dev.until(isFailed);
    expect(status.resources['task']).toMatchObject({ status: 'Failed', reason: 'Failed' });
    await dev.restart();
    const again = await dev.turn();
    expect(isFailed(again)).toBe(true);
    expect(again.status.status).toBe('Failed');
    expect(dev.applied).toEqual(['create Job task']);
    // Another manifest is another task.
    const anew = job('task', { ttlSecondsAfterFinished: 100 });
    await dev.deploy({ task: anew, later: configMap('later', {}, wave(1)) });
    expect(await dev.find(configMap('later'))).toBeDefined();
  });

  it('that went without having been seen to finish is told, and not run again by itself', async () => {
    const dev = await suite.environment();
    const task = job('task', { ttlSecondsAfterFinished: 1 }, { isManual: true });
    const other = job('other', { ttlSecondsAfterFinished: 100 }, { isManual: true });
    dev.commit({ task, other });
    await dev.turn();
    // Both are known to be there.
    expect((await dev.turn()).changes).toEqual([]);
    await dev.delete(other);
    await gone(dev, other);
    await dev.backend.close();
    await dev.kubelet('task', finished('Succeeded', 0));
    await gone(dev, task);
    await dev.restart();
    const { changes, status } = await dev.turn();
    expect(changes).toEqual([]);
    for (const name of ['task', 'other']) {
      expect(status.resources[name]).toMatchObject({ reason: 'Drifted', status: 'Outdated' });
      expect(status.resources[name]?.message).toMatch(/nobody saw it finish.*change its manifest/);
    }
  });

  it('that stays and is deleted by somebody is run again', async () => {
    const dev = await suite.environment();
    await dev.deploy({ task: job('task') });
    await dev.delete(job('task'));
    await gone(dev, job('task'));
    await dev.until(() => dev.applied.length > 1);
    expect(dev.applied).toEqual(['create Job task', 'create Job task']);
  });
});
