import { QueryClient } from '@tanstack/react-query';
import { RequestRefused } from './services.ts';

/** So many times it is asked again where nobody answered. */
const retries = 2;

/** What was asked of the aggregator beyond the live state. A refusal is an answer: only silence is worth asking again. */
export function createQueries(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      mutations: { retry: false },
      queries: { retry: (count, error) => count < retries && !(error instanceof RequestRefused) },
    },
  });
}
