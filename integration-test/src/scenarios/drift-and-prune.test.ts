import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { waitUntil } from '../wait-until.ts';
import type { World } from '../world.ts';
import { untilCleanAt, untilEnvironment } from './deployer-status.ts';
import { inDev, objects } from './dev-environment.ts';
import { deployable, deployersFile } from './environment-files.ts';

const settings = 'v1/namespaces/dev/configmaps/settings';
const extra = 'v1/namespaces/dev/configmaps/extra';
const web = 'apps/v1/namespaces/dev/deployments/web';

async function logOf(world: World): Promise<Record<string, unknown>[]> {
  const text = await readFile(world.service('deployer').logFile, 'utf8');
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe('a hand edit', () => {
  it('is put right within seconds, and told: who and what', async () => {
    // Nothing but the watch wakes this environment.
    await inDev('heals', { interval: '1h' }, async (world, cluster) => {
      await cluster.edit(settings, { data: { level: 'debug' } });
      await cluster.until(
        'the edit is undone',
        settings,
        ({ data }) => (data as { level: string }).level === 'info',
      );
      const drift = {
        object: 'ConfigMap dev/settings',
        managers: ['kubectl-edit'],
        fields: [{ path: '/data/level', live: '"debug"', desired: '"info"', manager: 'kubectl-edit' }],
      };
      const { resources } = await untilEnvironment(
        world,
        'dev',
        'it is told',
        (status) => status.status === 'Clean' && status.resources['settings']?.healed !== undefined,
      );
      expect(resources['settings']?.healed).toMatchObject(drift);
      expect(Date.parse(resources['settings']?.healed?.healedAt ?? '')).toBeGreaterThan(0);
      const line = await waitUntil('it is logged', async () => {
        return (await logOf(world)).find(({ msg }) => msg === 'put right what somebody else changed');
      });
      expect(line).toMatchObject({
        level: 'warn',
        environment: 'dev',
        action: 'change',
        name: 'settings',
        drift,
      });
    });
  });

  it('of a Secret is told without its values', async () => {
    await inDev('secret', {}, async (world, cluster) => {
      const base64 = (text: string) => Buffer.from(text).toString('base64');
      await cluster.edit('v1/namespaces/dev/secrets/keys', { data: { password: base64('letmein') } });
      const { resources } = await untilEnvironment(world, 'dev', 'it is put right', (status) => {
        return status.resources['keys']?.healed !== undefined;
      });
      const [field] = resources['keys']?.healed?.fields ?? [];
      expect(field).toMatchObject({ path: '/data/password', manager: 'kubectl-edit' });
      expect([field?.live, field?.desired].join()).toMatch(/^"hmac:\w+","hmac:\w+"$/);
      const told = JSON.stringify([resources, await logOf(world)]);
      for (const password of ['hunter2', 'letmein']) {
        expect(told).not.toContain(password);
        expect(told).not.toContain(base64(password));
      }
    });
  });

  it('is shown and stays where selfHeal is off, until that is committed', async () => {
    await inDev('shown', { selfHeal: false }, async (world, cluster) => {
      await cluster.edit(settings, { data: { level: 'debug' } });
      const { status, resources } = await untilEnvironment(world, 'dev', 'the drift shows', (of) => {
        return of.resources['settings']?.reason === 'Drifted';
      });
      expect(status).toBe('Outdated');
      expect(resources['settings']?.message).toMatch(/settings was changed by kubectl-edit; selfHeal is off/);
      expect(resources['settings']?.objects[0]?.drift).toMatchObject([
        { path: '/data/level', live: '"debug"', desired: '"info"' },
      ]);
      expect((await cluster.get(settings))?.['data']).toEqual({ level: 'debug' });
      await untilCleanAt(world, 'dev', await world.commit(deployersFile({ dev: {} })));
      expect((await cluster.get(settings))?.['data']).toEqual({ level: 'info' });
    });
  });
});

describe('what leaves git', () => {
  it('is deleted; a renamed file is the same object', async () => {
    await inDev('prunes', {}, async (world, cluster) => {
      const uid = (await cluster.get(settings))?.metadata.uid;
      const renamed = {
        'dev/deployable/settings.yaml': null,
        ...deployable('dev', { 'sub/other': objects.settings }),
      };
      const { resources } = await untilCleanAt(world, 'dev', await world.commit(renamed));
      expect(Object.keys(resources).sort()).toEqual(['extra', 'keys', 'sub/other', 'web']);
      expect((await cluster.get(settings))?.metadata.uid).toBe(uid);

      await untilCleanAt(world, 'dev', await world.commit({ 'dev/deployable/extra.yaml': null }));
      expect(await cluster.get(extra)).toBeUndefined();
      expect((await cluster.get(settings))?.metadata.uid).toBe(uid);
      expect(await cluster.get(web)).toBeDefined();
    });
  });

  it('waits for a word where it is everything, and goes when deployers.yaml says so', async () => {
    await inDev('everything', {}, async (world, cluster) => {
      await world.commit({ 'dev/deployable': null });
      const { prune, message } = await untilEnvironment(world, 'dev', 'the prune is held', (status) => {
        return status.prune?.confirm !== undefined;
      });
      expect(message).toMatch(/git has nothing for this environment: deleting all 4 objects waits until/);
      expect(prune?.objects.map(({ kind, name }) => `${kind} ${name}`).sort()).toEqual([
        'ConfigMap extra',
        'ConfigMap settings',
        'Deployment web',
        'Secret keys',
      ]);
      expect(await cluster.get(web)).toBeDefined();
      const confirmed = deployersFile({ dev: { prune: { confirm: prune?.confirm } } });
      await untilCleanAt(world, 'dev', await world.commit(confirmed));
      for (const path of [web, settings, extra]) expect(await cluster.get(path)).toBeUndefined();
    });
  });
});
