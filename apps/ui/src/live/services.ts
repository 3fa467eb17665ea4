import { type AggregatorClient, createAggregatorClient, type ProblemDetails } from '@tribble/api';
import { createContext, use } from 'react';
import type { StateSource } from './connect.ts';

/** What the pages need of the world: made once in main, replaced by tests. */
export interface Services {
  /** The address under which the aggregator serves this page, with a slash at its end. */
  readonly root: string;
  readonly client: AggregatorClient;
  readonly source: StateSource;
}

/** The services of the aggregator at this address. */
export function createServices(
  root: string,
  fetch?: (request: Request) => Promise<Response>,
  open: StateSource['open'] = () => new EventSource(`${root}api/events`),
): Services {
  const client = createAggregatorClient(root.replace(/\/$/, ''), fetch);
  return { root, client, source: { open, read: () => dataOf(client.GET('/api/state')) } };
}

export const ServicesContext = createContext<Services | undefined>(undefined);

/** The services that were handed to the app. */
export function useServices(): Services {
  const services = use(ServicesContext);
  if (!services) throw new Error('useServices must be used below the App');
  return services;
}

/** A refusal in the aggregator's own words. */
export class RequestRefused extends Error {
  readonly problem: ProblemDetails;
  constructor(problem: ProblemDetails) {
    super(problem.detail ?? problem.title);
    this.name = 'RequestRefused';
    this.problem = problem;
  }
}

/** The data of an answer; a RequestRefused where the aggregator refused, a plain error where it did not answer. */
export async function dataOf<Data>(
  call: Promise<{ data?: Data; error?: unknown; response: Response }>,
): Promise<NonNullable<Data>> {
  const { data, error, response } = await call.catch((cause: unknown) => {
    throw new Error('The aggregator does not answer. Check that it runs and that you are online.', { cause });
  });
  if (data !== undefined && data !== null) return data;
  throw isProblem(error)
    ? new RequestRefused(error)
    : new Error(`The aggregator answered ${response.status} ${response.statusText} without a reason.`);
}

function isProblem(error: unknown): error is ProblemDetails {
  return typeof error === 'object' && error !== null && 'title' in error;
}
