import { describe, expect, it } from '@jest/globals';
import { createDeployerClient } from '@tribble/api';
import { untilEnvironment } from './deployer-status.ts';
import { inDev } from './dev-environment.ts';
import { configMap, deployable, deployersFile, deployment, secret } from './environment-files.ts';

describe('GET /environments/dev/diff', () => {
  const change = (kind: string, name: string, resource = name) => ({ kind, name, resource });

  it('tells what the next turn would change, under /api and without', async () => {
    await inDev('diff', {}, async (world) => {
      await world.commit({
        ...deployersFile({ dev: { paused: true } }),
        ...deployable('dev', {
          web: deployment('web', '2'),
          keys: secret('keys', 'hunter3'),
          extra: configMap('new'),
        }),
      });
      await untilEnvironment(
        world,
        'dev',
        'it is paused',
        ({ message }) => message?.startsWith('paused') === true,
      );
      const client = createDeployerClient(world.address('deployer'));
      const get = async (query: { resource?: string; unchanged?: boolean } = {}, environment = 'dev') =>
        client.GET('/api/environments/{environment}/diff', { params: { path: { environment }, query } });

      const { data } = await get();
      expect(data).toMatchObject({
        environment: 'dev',
        message: expect.stringContaining('paused') as unknown,
        problems: [],
      });
      expect(data?.changes).toMatchObject([
        { action: 'create', ...change('ConfigMap', 'new', 'extra') },
        { action: 'change', ...change('Secret', 'keys') },
        { action: 'change', ...change('Deployment', 'web') },
        { action: 'delete', kind: 'ConfigMap', name: 'extra' },
      ]);
      const image = '/spec/template/spec/containers/name=web/image';
      expect(data?.changes[2]?.fields).toContainEqual({
        path: image,
        live: '"registry.example.org/web:1"',
        desired: '"registry.example.org/web:2"',
      });
      expect(JSON.stringify(data)).toMatch(
        /"path":"\/data\/password","live":"\\"hmac:\w+\\"","desired":"\\"hmac:/,
      );
      expect(JSON.stringify(data)).not.toMatch(/hunter|aHVudGVy/);

      expect((await get({ resource: 'web' })).data?.changes).toMatchObject([change('Deployment', 'web')]);
      const all = (await get({ unchanged: true })).data?.changes.map(
        ({ action, name }) => `${action} ${name}`,
      );
      expect(all?.sort()).toEqual([
        'change keys',
        'change web',
        'create new',
        'delete extra',
        'unchanged settings',
      ]);

      const plain = await fetch(`${world.address('deployer')}/environments/dev/diff?resource=web`);
      expect(await plain.json()).toEqual((await get({ resource: 'web' })).data);
      const missing = await get({}, 'nope');
      expect(missing.response.status).toBe(404);
      expect(missing.error).toMatchObject({ detail: 'this deployer deploys no environment "nope"' });
      expect((await fetch(`${world.address('deployer')}/environments/nope/diff`)).status).toBe(404);
    });
  });
});
