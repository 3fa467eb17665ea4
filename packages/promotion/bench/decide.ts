/**
 * How long a decision takes. Run by hand, because times differ by machine: `node --import tsx bench/decide.ts`. What holds
 * everywhere is the ratio to the reference: all version files of both sides of each transition compared one by one, by path.
 */
import type { Snapshot } from '@tribble/resource-repo/format';
import { decide, transitionsOf } from '../src/decide.ts';
import { allGates, gatesOf } from '../src/gates/index.ts';
import { bestOf, print } from './measure.ts';
import { factsFor, snapshotFor, withOneChange } from './world.ts';

const gates = gatesOf(allGates);
const some = { resources: 5_000, everyNth: 24 };
const all = { resources: 5_000, everyNth: 1 };

/** Nothing is remembered and nothing is left out: the least that a decision without memory would have to do. */
function compareAll(snapshot: Snapshot): number {
  let differing = 0;
  for (const { transition } of transitionsOf({ snapshot }).transitions) {
    for (const source of transition?.sources ?? []) {
      const target = snapshot.environments.get(transition?.target ?? '')?.files;
      for (const [path, file] of snapshot.environments.get(source)?.files ?? []) {
        const other = target?.get(`${transition?.target ?? ''}${path.slice(path.indexOf('/'))}`);
        if (other?.id !== file.id) differing += 1;
      }
    }
  }
  return differing;
}

const reference = bestOf(() => snapshotFor(some), compareAll);
print('reference: compare all files by path', reference, reference);
const fresh = (size: typeof some) => () => factsFor(snapshotFor(size));
print(
  'decide, cold, 209 of 5,000 differ',
  bestOf(fresh(some), (facts) => decide(facts, gates)),
  reference,
  50,
);
print(
  'decide, cold, all 5,000 differ',
  bestOf(fresh(all), (facts) => decide(facts, gates)),
  reference,
);
print(
  'judge all, cold, 209 of 5,000 differ',
  bestOf(fresh(some), (facts) => decide(facts, gates, { judgeAll: true })),
  reference,
);
const warm = factsFor(snapshotFor(some));
decide(warm, gates, { judgeAll: true });
print(
  'judge all, nothing has changed',
  bestOf(
    () => warm,
    (facts) => decide(facts, gates, { judgeAll: true }),
  ),
  reference,
);
let next = 0;
const changed = () => withOneChange(warm, (next += 7));
print(
  'judge all, one version has changed',
  bestOf(changed, (facts) => decide(facts, gates, { judgeAll: true })),
  reference,
);
