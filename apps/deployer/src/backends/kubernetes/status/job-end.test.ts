import { describe, expect, it } from '@jest/globals';
import type { ValueMap } from '@tribble/resource-repo/format';
import type { KubernetesObject } from '../objects/identity.ts';
import { jobEndOf, removesItself, statusOfRemoved } from './job-end.ts';

const job = (type?: string, rest: ValueMap = {}, apiVersion = 'batch/v1'): KubernetesObject => ({
  apiVersion,
  kind: 'Job',
  metadata: { name: 'migrate' },
  spec: { ttlSecondsAfterFinished: 0 },
  ...(type !== undefined && { status: { conditions: [{ type, status: 'True', ...rest }] } }),
});
const identity = { group: 'batch', kind: 'Job', namespace: 'dev', name: 'migrate' };

describe('removesItself', () => {
  it.each<[string, KubernetesObject, boolean]>([
    ['a Job with a time to live', job(), true],
    ['a Job without', { ...job(), spec: {} }, false],
    ['a Job of another group', job(undefined, {}, 'example.org/v1'), false],
    ['any other object', { ...job(), kind: 'CronJob' }, false],
  ])('%s: %o %s', (_name, object, expected) => {
    expect(removesItself(object)).toBe(expected);
  });
});

describe('jobEndOf', () => {
  it('is how it finished, with the words of its controller', () => {
    expect(jobEndOf(job('Complete'), 'd')).toEqual({ digest: 'd', outcome: 'Complete' });
    const message = 'Job has reached the specified backoff limit';
    expect(jobEndOf(job('Failed', { reason: 'BackoffLimitExceeded', message }), 'd')).toEqual({
      digest: 'd',
      outcome: 'Failed',
      message: `has failed: ${message}`,
    });
  });

  it.each<[string, KubernetesObject]>([
    ['one that says nothing', job()],
    ['one that is suspended', job('Suspended')],
    ['one whose failure is over', job('Failed', { status: 'False' })],
    ['another kind', { ...job('Complete'), kind: 'Pod' }],
  ])('is nothing for %s', (_name, object) => {
    expect(jobEndOf(object, 'd')).toBeUndefined();
  });
});

describe('statusOfRemoved', () => {
  it('is what it came to', () => {
    expect(statusOfRemoved(identity, { digest: 'd', outcome: 'Complete' })).toMatchObject({
      reason: 'Clean',
    });
    const failed = statusOfRemoved(identity, {
      digest: 'd',
      outcome: 'Failed',
      message: 'has failed: limit',
    });
    expect(failed.reason).toBe('Failed');
    expect(failed.message).toMatch(/^Job dev\/migrate has failed: limit; .*change its manifest/);
  });

  it('is no good news where nobody saw it finish', () => {
    const { reason, message } = statusOfRemoved(identity, undefined);
    expect(reason).toBe('Drifted');
    expect(message).toMatch(/nobody saw it finish.*not run again by itself.*change its manifest/);
  });
});
