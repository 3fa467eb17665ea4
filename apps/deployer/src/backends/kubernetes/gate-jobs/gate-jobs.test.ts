import { describe, expect, it } from '@jest/globals';
import { blobId, type ValueMap } from '@tribble/resource-repo/format';
import { recordingLogger } from '@tribble/service-kit/testing';
import type { KubernetesObject } from '../objects/identity.ts';
import { GateJobs, type GateJobsContext } from './gate-jobs.ts';

const text = `apiVersion: batch/v1
kind: Job
metadata: {name: smoke}
spec: {template: {spec: {restartPolicy: Never, containers: [{name: test, image: "smoke:1"}]}}}
`;
const order = {
  file: { path: 'tests/smoke.yaml', id: blobId(text), content: { text } },
  variables: {},
  timeout: 60,
};
const secret = 'https://ann:s3cret@qa.example.org';
const pod: KubernetesObject = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'smoke-x', namespace: 'pp', ownerReferences: [{ uid: 'job' }] },
  spec: { containers: [{ name: 'test' }] },
  status: {
    phase: 'Failed',
    containerStatuses: [
      { name: 'test', state: { terminated: { exitCode: 1, reason: 'Error', message: `asked ${secret}` } } },
    ],
  },
};

/** A cluster that takes a Job and says at once how it stands. */
function gateJobsOf(status: ValueMap): GateJobs {
  const client: GateJobsContext['client'] = {
    get: (path) => Promise.resolve(path.includes('/pods') ? { items: [pod] } : undefined),
    list: (path) => Promise.resolve({ items: path.includes('/pods') ? [pod] : [], resourceVersion: '1' }),
    create: (_path, object) => {
      const job = object as KubernetesObject;
      const spec = { ...(job['spec'] as ValueMap), selector: { matchLabels: { job: 'smoke' } } };
      return Promise.resolve({ ...job, metadata: { ...job.metadata, uid: 'job' }, spec, status });
    },
    delete: () => Promise.resolve('gone'),
    text: () => Promise.resolve(`GET ${secret}/verdict\nAuthorization: Bearer s3cret`),
  };
  const owner = { environment: 'pp', namespace: 'pp' };
  return new GateJobs({ client, owner, now: () => new Date(0), log: recordingLogger().log });
}

describe('what is told of a Job of a gate', () => {
  it.each([
    {
      name: 'one that failed',
      status: { conditions: [{ type: 'Failed', status: 'True', message: `no answer of ${secret}` }] },
    },
    {
      name: 'one that succeeded',
      status: { conditions: [{ type: 'Complete', status: 'True', message: `${secret} answered` }] },
    },
    { name: 'one that runs', status: { conditions: [], active: 1 } },
  ])('holds no credentials: $name', async ({ status }) => {
    const told = JSON.stringify(await gateJobsOf(status).run(order));
    expect(told).toContain('https://***@qa.example.org');
    expect(told).not.toContain('s3cret');
  });
});
