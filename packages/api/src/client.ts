import createClient, { type Client } from 'openapi-fetch';
import type { paths as AggregatorPaths } from './generated/aggregator.ts';
import type { paths as DeployerPaths } from './generated/deployer.ts';
import type { paths as TransitionerPaths } from './generated/transitioner.ts';

export type AggregatorClient = Client<AggregatorPaths>;
export type DeployerClient = Client<DeployerPaths>;
export type TransitionerClient = Client<TransitionerPaths>;

type Fetch = (request: Request) => Promise<Response>;

/** A typed client of the aggregator. `baseUrl` is its address without `/api`; `fetch` may be replaced. */
export function createAggregatorClient(baseUrl: string, fetch?: Fetch): AggregatorClient {
  return createClient<AggregatorPaths>({ baseUrl, ...(fetch && { fetch }) });
}

/** A typed client of a deployer. */
export function createDeployerClient(baseUrl: string, fetch?: Fetch): DeployerClient {
  return createClient<DeployerPaths>({ baseUrl, ...(fetch && { fetch }) });
}

/** A typed client of the transitioner. */
export function createTransitionerClient(baseUrl: string, fetch?: Fetch): TransitionerClient {
  return createClient<TransitionerPaths>({ baseUrl, ...(fetch && { fetch }) });
}
