import { expect, it } from '@jest/globals';
import { recordingLogger } from '@tribble/service-kit/testing';
import type { BackendContext } from '../../backend.ts';
import { environmentOf } from '../../backend.contract.ts';
import { Clusters } from '../cache/clusters.ts';
import { kubernetesOptions } from '../options.ts';
import { KubernetesEnvironment } from './environment.ts';

it('an environment that was closed connects to nothing any more', async () => {
  const clusters = new Clusters();
  const context: BackendContext = {
    ...{ environment: 'dev', now: () => new Date(0), changed: () => undefined },
    log: recordingLogger().log,
  };
  const options = kubernetesOptions.parse({ kubeconfig: '/nowhere', namespace: 'dev' });
  const environment = new KubernetesEnvironment(options, context, clusters);
  await environment.close();
  await expect(environment.observe(environmentOf())).rejects.toThrow('environment dev is closed');
  expect(clusters.size).toBe(0);
});
