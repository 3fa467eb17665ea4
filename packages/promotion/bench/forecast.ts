/**
 * How long it takes to look a day ahead. Run by hand, because times differ by machine: `node --import tsx bench/forecast.ts`.
 * What holds everywhere is the ratio to the reference: the report of every environment through JSON and back.
 */
import { explain } from '../src/explain/index.ts';
import { forecast } from '../src/forecast/index.ts';
import { allGates, gatesOf } from '../src/gates/index.ts';
import { preview } from '../src/preview/index.ts';
import { bestOf, print } from './measure.ts';
import { factsFor, nameOf, snapshotFor } from './world.ts';

const gates = gatesOf(allGates);
const environments = ['latest', 'dev', 'pp', 'eu', 'us', 'prod'];
const fresh = (everyNth: number) => () => factsFor(snapshotFor({ resources: 5_000, everyNth }));

const reference = bestOf(fresh(24), ({ statusOf }) =>
  environments.map((name) => JSON.parse(JSON.stringify(statusOf(name))) as unknown),
);
print('reference: every report through JSON and back', reference, reference);
function day(what: string, everyNth: number, target?: number): void {
  const { moves, blocked, complete } = forecast(fresh(everyNth)(), gates, { hours: 24 });
  const found = `${moves.length} moves, ${blocked.length} wait${complete ? '' : ', not complete'}`;
  const time = bestOf(fresh(everyNth), (facts) => forecast(facts, gates, { hours: 24 }));
  print(`24 h, ${what} of 5,000 differ (${found})`, time, reference, target);
}

day('1', 5_000, 1_000);
day('209', 24, 1_000);
const question = { resource: nameOf(0), environment: 'prod' };
print(
  'explain, 209 of 5,000 differ',
  bestOf(fresh(24), (facts) => explain(facts, gates, question)),
  reference,
);
const request = { kind: 'lock', environment: 'eu' } as const;
print(
  'preview of a lock, 209 of 5,000 differ',
  bestOf(fresh(24), (facts) => preview(facts, gates, request)),
  reference,
);
// The worst there is: every version is new at once.
day('5,000', 1);
