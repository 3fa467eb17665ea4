import { describe, expect, it } from '@jest/globals';
import { inWorld } from '../world.ts';
import { expectExit, rowsOf } from './deployer-command.ts';
import { configMap, repositoryOf } from './environment-files.ts';

const objects = { settings: configMap('settings') };
const repository = repositoryOf({ dev: { objects }, pp: { objects } });

describe('what is wrong with the call or the world', () => {
  it('is told: an unknown environment, a cluster that does not answer', async () => {
    await inWorld('commands-faults', repository, async (world) => {
      await world.startCluster();
      for (const command of ['check', 'deploy']) {
        const { stderr, stdout } = await expectExit(1, world, command, '-e', 'prod');
        expect(stderr).toBe('deployers.yaml has no usable entry for prod; it has dev, pp\n');
        expect(stdout).toBe('');
      }
      const address = world.address('sandbox-cluster');
      await world.service('sandbox-cluster').stop();
      const refusal = `${address} does not answer: connect ECONNREFUSED`;
      const checked = await expectExit(1, world, 'check');
      expect(rowsOf(checked).filter((row) => row.startsWith(`error: ${refusal}`))).toHaveLength(2);
      const deployed = await expectExit(1, world, 'deploy', '-e', 'dev', '--timeout', '2s');
      expect(deployed.stdout).toMatch(/^dev +Outdated +Unreachable since 20\S+Z: http\S+ does not answer/m);
    });
  });
});

it.each([
  [
    'check',
    ['--config', '--environment', '--output', '--resource', '--unchanged', 'exits with 0 for nothing'],
  ],
  [
    'deploy',
    ['--config', '--environment', '--output', '--timeout', '--confirm-prune', 'exits with 0 where all'],
  ],
  ['serve', ['--config', 'what happens without a command']],
])('deployer %s --help says how it is used', async (command, words) => {
  await inWorld('help', repository, async (world) => {
    const { stdout } = await expectExit(0, world, command, '--help');
    expect(stdout).toContain(`Usage: deployer ${command} `);
    for (const word of words) expect(stdout.replace(/\s+/g, ' ')).toContain(word);
  });
});
