import type { Facts } from '../facts.ts';
import { Simulation } from '../forecast/simulation.ts';
import type { Gates } from '../gates/index.ts';

const week = 168;
/** Enough for every version that is on its way, and few enough for somebody who waits for the answer. */
const maxSteps = 2_000;

type Version = { resource: string; versionId: string; environment: string };

/** When a version would be in an environment and rolled out, were nothing else to happen; undefined where that is not foreseen. */
export function arrivalOf(
  facts: Facts,
  gates: Gates,
  { resource, versionId, environment }: Version,
): string | undefined {
  const simulation = new Simulation(facts, gates, { hours: week, maxSteps });
  for (let next = simulation.next(); next; next = simulation.next()) {
    const { at, move, cleanAt } = next;
    if (move.transition.target !== environment) continue;
    const isIt = move.candidate.changes.some(
      (change) => change.resource === resource && change.versionId === versionId,
    );
    if (!isIt) continue;
    // A rollout that is reported on, but has no end, is one that does not begin.
    const arrival = cleanAt ?? (facts.statusOf(environment) === undefined ? at : undefined);
    return arrival?.toISOString();
  }
  return undefined;
}
