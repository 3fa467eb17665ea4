import { expect, it } from '@jest/globals';
import type { TransitionerStatus, TransitionResult } from '@tribble/api';
import { createMetrics } from '@tribble/service-kit';
import { TransitionMetrics } from './transition-metrics.ts';

const statusOf = (
  transitions: Record<string, TransitionResult>,
  paused: TransitionerStatus['paused'] = [],
): TransitionerStatus => ({
  order: Object.keys(transitions),
  transitions: Object.fromEntries(
    Object.entries(transitions).map(([name, result]) => [
      name,
      {
        source: 'dev',
        sources: ['dev'],
        target: 'pp',
        result,
        pending: [{ resource: 's1', to: '2' }],
        morePending: 4,
        leftOut: [],
        gates: [],
        paused: [],
      },
    ]),
  ),
  paused,
  problems: [],
});

async function told(observe: (metrics: TransitionMetrics) => void): Promise<string[]> {
  const metrics = createMetrics();
  observe(new TransitionMetrics(metrics));
  const text = await metrics.registry.metrics();
  return text.split('\n').filter((line) => line.startsWith('tribble_transition'));
}

it('tells what waits, what came of it and what was committed', async () => {
  const lines = await told((metrics) => {
    metrics.observe(statusOf({ pp: { result: 'Blocked', message: 'soon' } }, [{ reason: 'stop' }]));
    metrics.count({ name: 'pp', kind: 'move' });
    metrics.count({ name: 'pp', kind: 'rollback' });
  });
  expect(lines).toEqual([
    'tribble_transition_commits_total{transition="pp",action="move"} 1',
    'tribble_transition_commits_total{transition="pp",action="rollback"} 1',
    'tribble_transition_pending{transition="pp"} 5',
    'tribble_transition_result{transition="pp",result="Success"} 0',
    'tribble_transition_result{transition="pp",result="Skipped"} 0',
    'tribble_transition_result{transition="pp",result="Blocked"} 1',
    'tribble_transition_result{transition="pp",result="CheckFailed"} 0',
    'tribble_transitions_paused 1',
  ]);
});

it('forgets a transition that is gone', async () => {
  const lines = await told((metrics) => {
    metrics.observe(statusOf({ pp: { result: 'Blocked', message: 'soon' } }));
    metrics.observe(statusOf({}));
  });
  expect(lines).toEqual(['tribble_transitions_paused 0']);
});
