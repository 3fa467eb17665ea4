import { expect, it } from '@jest/globals';
import { stringify } from 'yaml';
import { waitUntil } from '../wait-until.ts';
import { inWorld } from '../world.ts';
import { isIn } from './cells.ts';
import { ClusterObjects } from './cluster-objects.ts';
import { configMap, deployersFile } from './environment-files.ts';
import { repositoryOfFiles } from './pipeline-files.ts';
import { isPending, movesInto, trailersOf, untilSettled } from './promotions.ts';

/** A Job that ends with the version as its exit code: version 0 is good. */
const smoke = {
  apiVersion: 'batch/v1',
  kind: 'Job',
  metadata: { name: 'smoke' },
  spec: {
    backoffLimit: 0,
    template: {
      metadata: {
        annotations: {
          'sandbox.tribble.dev/exit-code': '${version}',
          'sandbox.tribble.dev/log': 'asking ${resource} in ${source}\nit answered ${version}',
        },
      },
      spec: {
        restartPolicy: 'Never',
        containers: [{ name: 'smoke', image: 'registry.example.org/smoke:1' }],
      },
    },
  },
};

const transitions = {
  prod: {
    source: 'pp',
    target: 'prod',
    preconditions: ['SourceClean', { Job: { manifest: 'tests/smoke.yaml', interval: '1s' } }],
  },
  pp: { source: 'latest', target: 'pp' },
};

const base = stringify(configMap('s1', { version: '$version' }));
const repository = repositoryOfFiles({
  ...deployersFile({ pp: {}, prod: {} }),
  'transitions.yaml': stringify({ transitions }),
  'tests/smoke.yaml': stringify(smoke),
  'latest/version/s1.yaml': 'version: "3"\n',
  'pp/base/s1.yaml': base,
  'prod/base/s1.yaml': base,
});

const jobs = 'batch/v1/namespaces/pp/jobs';

it('a Job in the source’s cluster blocks what it does not like, with its log, and runs once for one content', async () => {
  await inWorld('job-gate', repository, async (world) => {
    await world.startAll({ cluster: true });
    const failed = await world.untilState(
      'the Job of version 3 has failed',
      (state) => isPending('3')(state) && state.transitions['prod']?.result.result === 'CheckFailed',
      { timeout: 60_000 },
    );
    const verdict = failed.transitions['prod']?.gates.find(({ gate }) => gate === 'Job');
    expect(verdict).toMatchObject({
      verdict: 'fail',
      reason: expect.stringMatching(/^Job pp\/smoke-\w+ failed/) as unknown,
      evidence: [{ text: expect.stringContaining('asking s1 in pp\nit answered 3') as unknown }],
    });

    // However often it is asked, and whoever asks: the cluster remembers.
    const cluster = new ClusterObjects(world);
    const uids = async () => (await cluster.list(jobs)).map(({ metadata }) => metadata.uid);
    const first = await uids();
    expect(first).toHaveLength(1);
    await world.service('transitioner').stop('SIGKILL');
    await world.deleteCheckout('transitioner');
    await world.start('transitioner');
    await waitUntil('it is asked anew', async () => {
      const { data } = await world.client().POST('/api/transitions/{transition}/evaluate', {
        params: { path: { transition: 'prod' } },
      });
      return data?.gates.some(({ gate, verdict: is }) => gate === 'Job' && is === 'fail');
    });
    await untilSettled(world);
    expect(await uids()).toEqual(first);
    expect(await movesInto(world, 'prod')).toEqual([]);

    await world.register('s1', '0');
    await world.untilState('version 0 is in prod', isIn('prod', '0'), { timeout: 60_000 });
    const [move = '', ...others] = await movesInto(world, 'prod');
    expect(others).toEqual([]);
    expect(await trailersOf(world, move)).toContainEqual(
      expect.stringMatching(/^Tribble-Gate: Job pass: Job pp\/smoke-\w+ succeeded: .* \(judged s1 0 /),
    );
    const after = await uids();
    expect(after.filter((uid) => !first.includes(uid))).toHaveLength(1);
  });
});
