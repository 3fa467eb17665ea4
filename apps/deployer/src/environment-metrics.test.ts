import { describe, expect, it } from '@jest/globals';
import type { EnvironmentStatus, RolloutStatus } from '@tribble/api';
import { createMetrics } from '@tribble/service-kit';
import { EnvironmentMetrics } from './environment-metrics.ts';

const statusOf = (...statuses: RolloutStatus[]): EnvironmentStatus => ({
  ...{ type: 'Mock', status: 'Clean', problems: [] },
  resources: Object.fromEntries(
    statuses.map((status, index) => [`s${index}`, { status, reason: 'Clean', objects: [] }]),
  ),
});

async function samplesOf(registry: ReturnType<typeof createMetrics>['registry']): Promise<string[]> {
  const lines = (await registry.metrics()).split('\n');
  return lines.filter((line) => /^tribble_(?:environment|object|drift)/.test(line));
}

describe('the metrics of an environment', () => {
  it('count its resources by status, what was changed, and what was put right', async () => {
    const { registry } = createMetrics();
    const metrics = new EnvironmentMetrics({ registry });
    const object = { kind: 'Service', name: 'web' };
    const drift = { object: 'Service web', fields: [] };
    metrics.observe('dev', statusOf('Clean', 'Failed', 'Failed'), [
      { ...object, action: 'create' },
      { ...object, action: 'change', drift },
    ]);
    metrics.observe('dev', statusOf('Clean', 'Clean', 'Failed'), []);
    expect(await samplesOf(registry)).toEqual([
      'tribble_environment_resources{environment="dev",status="Clean"} 2',
      'tribble_environment_resources{environment="dev",status="InProgress"} 0',
      'tribble_environment_resources{environment="dev",status="Outdated"} 0',
      'tribble_environment_resources{environment="dev",status="Failed"} 1',
      'tribble_environment_unreachable{environment="dev"} 0',
      'tribble_object_changes_total{environment="dev",action="create"} 1',
      'tribble_object_changes_total{environment="dev",action="change"} 1',
      'tribble_drift_healed_total{environment="dev"} 1',
    ]);
  });

  it('tell of an outage, and nothing of an environment that is gone', async () => {
    const { registry } = createMetrics();
    const metrics = new EnvironmentMetrics({ registry });
    metrics.observe('dev', { ...statusOf(), unreachableSince: '2026-11-21T12:00:00Z' }, []);
    expect(await samplesOf(registry)).toContain('tribble_environment_unreachable{environment="dev"} 1');
    metrics.remove('dev');
    expect(await samplesOf(registry)).toEqual([]);
  });
});
