import type { Facts } from '@tribble/promotion';
import type { Clone } from '../clone/open-clone.ts';
import { assumedReports } from './assumed.ts';
import { askDeployers } from './deployers.ts';
import { recordedOutcomes, recordedReports } from './recorded.ts';

/** What is known of the environments besides git. */
export type Reports = Pick<Facts, 'statusOf' | 'outcomesOf'> & {
  /** Where it comes from, for people. */
  from: string;
  /** What would tell more. */
  hints: readonly string[];
};

export type ReportOptions = {
  /** Addresses of deployers to ask. */
  deployer: readonly string[];
  /** Takes for granted that every environment runs what git says, and well. */
  assumeClean?: boolean;
};

/** From the deployers, where some are given; by assumption, where that is asked for; else from the recorded outcomes. */
export async function readReports(
  clone: Clone,
  { deployer, assumeClean }: ReportOptions,
  now: Date,
): Promise<Reports> {
  const outcomes = await recordedOutcomes(clone, now);
  if (assumeClean) return assumedReports(clone, outcomes, now);
  if (deployer.length === 0) return recordedReports(outcomes);
  const statuses = await askDeployers(deployer);
  return {
    statusOf: (environment) => statuses.get(environment),
    outcomesOf: (environment) => outcomes.get(environment),
    from: `deployers of ${[...statuses.keys()].join(', ') || 'no environment'}`,
    hints: [],
  };
}
