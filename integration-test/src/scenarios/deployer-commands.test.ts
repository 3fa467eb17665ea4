import { describe, expect, it } from '@jest/globals';
import type { DeployerStatus, EnvironmentDiff } from '@tribble/api';
import { parse } from 'yaml';
import { inWorld, type World } from '../world.ts';
import { ClusterObjects } from './cluster-objects.ts';
import { expectExit, rowsOf } from './deployer-command.ts';
import { configMap, deployable, deployment, repositoryOf, secret } from './environment-files.ts';

const image = '/spec/template/spec/containers/name=web/image';

/** Two environments that need nothing but their objects: their namespaces are there. */
const repository = repositoryOf({
  dev: {
    options: { namespace: 'default' },
    objects: {
      web: deployment('web', '1'),
      keys: secret('keys', 'hunter2'),
      settings: configMap('settings'),
    },
  },
  pp: { options: { namespace: 'kube-public' }, objects: { settings: configMap('settings') } },
});

async function inCluster(name: string, scenario: (world: World) => Promise<void>): Promise<void> {
  await inWorld(`commands-${name}`, repository, async (world) => {
    await world.startCluster();
    await scenario(world);
  });
}

describe('deployer check and deploy', () => {
  it('show what is to come, do it, and find nothing left to do', async () => {
    await inCluster('fresh', async (world) => {
      const before = await expectExit(2, world, 'check');
      expect(rowsOf(before)).toEqual(
        expect.arrayContaining([
          'environment dev',
          'create Deployment default web web',
          'create Secret default keys keys',
          'environment pp',
          'create ConfigMap kube-public settings settings',
        ]),
      );
      // A dry run leaves nothing behind.
      const cluster = new ClusterObjects(world);
      expect(await cluster.list('apps/v1/namespaces/default/deployments')).toEqual([]);

      const deployed = await expectExit(0, world, 'deploy', '--environment', 'dev');
      expect(rowsOf(deployed)).toEqual(expect.arrayContaining(['dev Clean', 'web Clean', 'keys Clean']));
      expect(deployed.stdout).not.toContain('pp');
      expect(await cluster.get('v1/namespaces/kube-public/configmaps/settings')).toBeUndefined();

      const after = await expectExit(0, world, 'check', '-e', 'dev');
      expect(rowsOf(after)).toEqual(['environment dev', 'nothing to do', '']);
      await expectExit(2, world, 'check');
      await expectExit(0, world, 'deploy');
      await expectExit(0, world, 'check');
    });
  });

  it('tell of each changed field, for people and for programs, and of no secret', async () => {
    await inCluster('changed', async (world) => {
      await expectExit(0, world, 'deploy');
      await world.commit(deployable('dev', { web: deployment('web', '2'), keys: secret('keys', 'hunter3') }));
      const table = await expectExit(2, world, 'check');
      expect(table.stdout).toContain(
        `    ${image}\n      - "registry.example.org/web:1"\n      + "registry.example.org/web:2"\n`,
      );
      expect(table.stdout).toMatch(
        /Secret keys:(?:\n.*)*\/data\/password\n\s+- "hmac:\w+"\n\s+\+ "hmac:\w+"\n/,
      );

      const json = await expectExit(2, world, 'check', '-o', 'json');
      const yaml = await expectExit(2, world, 'check', '-o', 'yaml', '-e', 'dev', '-r', 'web');
      const [dev, pp] = (JSON.parse(json.stdout) as { environments: EnvironmentDiff[] }).environments;
      const field = {
        path: image,
        live: '"registry.example.org/web:1"',
        desired: '"registry.example.org/web:2"',
      };
      const web = {
        action: 'change',
        kind: 'Deployment',
        namespace: 'default',
        name: 'web',
        resource: 'web',
      };
      expect(dev?.changes).toMatchObject([{ kind: 'Secret', name: 'keys' }, web]);
      expect(dev?.changes[1]?.fields).toContainEqual(field);
      expect(pp).toMatchObject({ environment: 'pp', changes: [], problems: [] });
      expect(parse(yaml.stdout)).toMatchObject({
        environments: [{ environment: 'dev', changes: [{ ...web, fields: dev?.changes[1]?.fields }] }],
        problems: [],
      });
      for (const { stdout, stderr } of [table, json, yaml]) {
        for (const password of ['hunter2', 'hunter3']) {
          expect(stdout + stderr).not.toContain(password);
          expect(stdout + stderr).not.toContain(Buffer.from(password).toString('base64'));
        }
      }
    });
  });

  it('name the file that cannot be read, and do the rest', async () => {
    await inCluster('invalid', async (world) => {
      const files = deployable('dev', { web: deployment('web', '2') });
      await world.commit({ ...files, 'dev/deployable/bad.yaml': 'apiVersion: v1\nkind: [oops\n' });
      const checked = await expectExit(1, world, 'check', '-e', 'dev');
      expect(checked.stdout).toContain('problem: dev/deployable/bad.yaml:3:1: ');
      expect(rowsOf(checked)).toContain('create Deployment default web web');
      const deployed = await expectExit(1, world, 'deploy', '-e', 'dev');
      expect(deployed.stdout).toMatch(/^ +bad +Failed +dev\/deployable\/bad\.yaml:3:1: /m);
      // All else is waited for.
      expect(rowsOf(deployed)).toContain('web Clean');
    });
  });

  it('say why a version does not start', async () => {
    await inCluster('broken', async (world) => {
      await world.commit(deployable('dev', { web: deployment('web', '2-broken') }));
      const { stdout } = await expectExit(1, world, 'deploy', '-e', 'dev', '--timeout', '60s');
      expect(stdout).toMatch(/^dev +Failed/m);
      expect(stdout).toMatch(/^ +web +Failed .*ImagePullBackOff: .*web:2-broken/m);

      // Patience ends before the progress deadline of the Deployment.
      const patient = deployment('slow', '1-broken');
      patient.spec.progressDeadlineSeconds = 600;
      await world.commit({ 'dev/deployable/web.yaml': null, ...deployable('dev', { slow: patient }) });
      const late = await expectExit(1, world, 'deploy', '-e', 'dev', '--timeout', '3s', '-o', 'json');
      const { environments } = JSON.parse(late.stdout) as DeployerStatus;
      expect(environments['dev']).toMatchObject({
        status: 'InProgress',
        resources: {
          slow: {
            status: 'InProgress',
            message: expect.stringContaining('ImagePullBackOff') as unknown as string,
          },
        },
      });
    });
  });
});

describe('deployer deploy', () => {
  it('deletes much only when exactly that is confirmed', async () => {
    await inCluster('prune', async (world) => {
      const cluster = new ClusterObjects(world);
      const settings = 'v1/namespaces/default/configmaps/settings';
      await expectExit(0, world, 'deploy', '-e', 'dev');
      await world.commit({ 'dev/deployable/keys.yaml': null, 'dev/deployable/settings.yaml': null });
      const held = await expectExit(1, world, 'deploy', '-e', 'dev');
      const [, digest = 'none'] =
        /2 of 3 objects left git.*prune\.confirm to "([\w-]+)"/.exec(held.stdout) ?? [];
      const wrong = await expectExit(1, world, 'deploy', '-e', 'dev', '--confirm-prune', 'abc');
      expect(wrong.stdout).toContain(digest);
      expect(await cluster.get(settings)).toBeDefined();

      await expectExit(0, world, 'deploy', '-e', 'dev', '--confirm-prune', digest);
      expect(await cluster.get(settings)).toBeUndefined();
      expect(await cluster.get('v1/namespaces/default/secrets/keys')).toBeUndefined();
      expect(await cluster.get('apps/v1/namespaces/default/deployments/web')).toBeDefined();
      await expectExit(0, world, 'check', '-e', 'dev');
    });
  });
});
