import { describe, expect, it } from '@jest/globals';
import { needsFullObject } from './needs-full-object.ts';

describe('needsFullObject', () => {
  it.each([
    ['apps', 'Deployment', true],
    ['', 'Pod', true],
    ['', 'Service', true],
    ['policy', 'PodDisruptionBudget', true],
    ['', 'Namespace', true],
    ['example.org', 'Widget', true],
    ['gateway.networking.k8s.io', 'Gateway', true],
    ['', 'ConfigMap', false],
    ['', 'Secret', false],
    ['batch', 'CronJob', false],
    ['networking.k8s.io', 'Ingress', false],
    ['rbac.authorization.k8s.io', 'ClusterRole', false],
  ])('%s %s: %s', (group, kind, expected) => {
    expect(needsFullObject(group, kind)).toBe(expected);
  });
});
