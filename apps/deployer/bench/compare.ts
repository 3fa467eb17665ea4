/** The deployer beside a bare loop and kubectl, scenario by scenario. */
import { bareLoop } from './bare-loop.ts';
import type { Contestant, Place, Result } from './contestant.ts';
import { deployer } from './deployer.ts';
import { kubectl } from './kubectl.ts';
import type { Namespaces } from './namespaces.ts';
import { type BenchOptions, type Scenario, scenarios } from './options.ts';

/** The results of each contestant. */
export type Comparison = Map<string, Map<Scenario, Result>>;

type Entry = (place: Place) => Contestant | undefined | Promise<Contestant | undefined>;
const entries: readonly [purpose: string, open: Entry][] = [
  ['loop', bareLoop],
  ['deployer', deployer],
  ['kubectl', kubectl],
];

/** So many apps warm up a server that was just started, lest the first contestant pay for that. */
const warmUpApps = 50;

/** Lets each contestant do all scenarios, one after the other: two at once would measure each other. */
export async function compare(
  options: BenchOptions,
  namespaces: Namespaces,
  say: (line: string) => void,
): Promise<Comparison> {
  const { kubeconfig, context, who } = options;
  const placeFor = async (purpose: string, apps: number): Promise<Place> => {
    return { kubeconfig, context, apps, namespace: await namespaces.create(purpose) };
  };
  const warmUp = await bareLoop(await placeFor('warm-up', warmUpApps));
  await warmUp.run('first');
  await warmUp.close();
  const comparison: Comparison = new Map();
  for (const [purpose, open] of entries) {
    if (who.size > 0 && !who.has(purpose)) continue;
    const contestant = await open(await placeFor(purpose, options.apps));
    if (contestant === undefined) continue;
    try {
      comparison.set(contestant.name, await resultsOf(contestant, options, say));
    } finally {
      await contestant.close();
    }
  }
  return comparison;
}

async function resultsOf(
  contestant: Contestant,
  { only }: BenchOptions,
  say: (line: string) => void,
): Promise<Map<Scenario, Result>> {
  const results = new Map<Scenario, Result>();
  for (const scenario of scenarios) {
    if (!isNeeded(scenario, only)) continue;
    const result = await contestant.run(scenario);
    if (result === undefined) continue;
    say(`${contestant.name}, ${scenario}: ${(result.wall / 1000).toFixed(2)} s`);
    if (only.has(scenario)) results.set(scenario, result);
  }
  return results;
}

/** Each scenario goes on from the one before it; only a turn at rest leaves nothing to go on from. */
function isNeeded(scenario: Scenario, only: ReadonlySet<Scenario>): boolean {
  return scenario === 'first' || only.has(scenario) || (scenario === 'all' && only.has('one'));
}
