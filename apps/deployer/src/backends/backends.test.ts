import { describe, expect, it } from '@jest/globals';
import { recordingLogger } from '@tribble/service-kit/testing';
import { z } from 'zod';
import { describeBackend, type Harness } from './backend.contract.ts';
import { defineBackend } from './backend.ts';
import { createBackends } from './index.ts';
import { kubernetesHarness } from './kubernetes/kubernetes.contract.ts';
import { mockHarness } from './mock/mock.contract.ts';

const harnesses: Record<string, () => Promise<Harness>> = {
  Kubernetes: kubernetesHarness,
  Mock: mockHarness,
};

it('every backend is held to the contract', () => {
  expect(
    createBackends()
      .map(({ type }) => type)
      .sort(),
  ).toEqual(Object.keys(harnesses).sort());
});

for (const [type, start] of Object.entries(harnesses)) describeBackend(type, start);

describe('the options of a backend', () => {
  const context = {
    ...{ environment: 'dev', now: () => new Date(0) },
    ...{ log: recordingLogger().log, changed: () => undefined },
  };
  const made: unknown[] = [];
  const kind = defineBackend({
    type: 'Test',
    options: z.strictObject({
      namespace: z.string('expected a name').default('default'),
      rules: z.array(z.strictObject({ at: z.number('expected a number') })).default([]),
    }),
    create: (options) => {
      made.push(options);
      return {
        observe: () => Promise.resolve({ resources: new Map() }),
        plan: () => Promise.reject(new Error('not asked for')),
        close: () => Promise.resolve(),
      };
    },
  });

  it('reach the backend with their defaults', () => {
    expect(kind.open({ rules: [{ at: 1 }] }, context)).toHaveProperty('observe');
    expect(made).toEqual([{ namespace: 'default', rules: [{ at: 1 }] }]);
  });

  it.each([
    ['an unknown one', { namspace: 'dev' }, [{ keys: ['namspace'], message: 'unknown option' }]],
    [
      'several unknown ones, also further in',
      { a: 1, b: 2, rules: [{ at: 1, until: 2 }] },
      [
        { keys: ['rules', 0, 'until'], message: 'unknown option' },
        { keys: ['a'], message: 'unknown option' },
        { keys: ['b'], message: 'unknown option' },
      ],
    ],
    ['a wrong type', { namespace: 7 }, [{ keys: ['namespace'], message: 'expected a name' }]],
    [
      'a wrong type further in',
      { rules: [{ at: '1' }] },
      [{ keys: ['rules', 0, 'at'], message: 'expected a number' }],
    ],
  ])('are refused with their place: %s', (_, options, faults) => {
    expect(kind.open(options, context)).toEqual({ faults });
  });
});
