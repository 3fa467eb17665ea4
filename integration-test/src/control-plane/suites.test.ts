import { describe, expect, it } from '@jest/globals';
import { testEnvironment } from './suites.ts';

describe('testEnvironment', () => {
  it.each([
    [{ kubeconfig: '/k' }, { TRIBBLE_TEST_KUBECONFIG: '/k' }],
    [
      { kubeconfig: '/k', context: 'dev' },
      { TRIBBLE_TEST_KUBECONFIG: '/k', TRIBBLE_TEST_CONTEXT: 'dev' },
    ],
    [
      { kubeconfig: '/k', control: 'http://127.0.0.1:1' },
      { TRIBBLE_TEST_KUBECONFIG: '/k', TRIBBLE_TEST_CONTROL_PLANE: 'http://127.0.0.1:1' },
    ],
  ])('of %j', (cluster, expected) => {
    expect(testEnvironment(cluster)).toEqual(expected);
  });
});
