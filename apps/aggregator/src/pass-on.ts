import type { AggregatorOperations } from '@tribble/api';
import type { Handlers } from '@tribble/service-kit';
import type { Transitioner } from './transitioner-client.ts';

type PassedOn = Pick<
  Handlers<AggregatorOperations>,
  'getTransition' | 'evaluateTransition' | 'explain' | 'getForecast' | 'preview'
>;

/** What only the transitioner can tell: its answers as they are, so that people and CI need one address. */
export function passOn({ ask }: Transitioner): PassedOn {
  const ok = async <Body>(answer: Promise<Body>) => ({ status: 200 as const, body: await answer });
  return {
    getTransition: ({ params: path }) =>
      ok(ask(({ GET }) => GET('/api/transitions/{transition}', { params: { path } }))),
    evaluateTransition: ({ params: path }) =>
      ok(ask(({ POST }) => POST('/api/transitions/{transition}/evaluate', { params: { path } }))),
    explain: ({ query }) => ok(ask(({ GET }) => GET('/api/explain', { params: { query } }))),
    getForecast: ({ query }) => ok(ask(({ GET }) => GET('/api/forecast', { params: { query } }))),
    preview: ({ body }) => ok(ask(({ POST }) => POST('/api/preview', { body }))),
  };
}
