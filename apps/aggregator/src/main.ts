import { runService } from '@tribble/service-kit';
import { aggregatorConfig } from './config.ts';
import { startAggregator } from './start.ts';

await runService({
  name: 'aggregator',
  description:
    'The API for CI and people: registers versions, deploys, locks, pauses, approves, streams state and serves the UI.',
  schema: aggregatorConfig,
  start: startAggregator,
});
