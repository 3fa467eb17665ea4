/**
 * How long it takes to read the outcomes of an environment with a long past. Run by hand, because times differ by machine:
 * `node --import tsx bench/outcomes.ts [COUNT]`. What holds everywhere is the ratio to JSON.parse of the same lines, which
 * nothing that reads them can be faster than.
 */
import { foldOutcomes } from '../src/format/outcome-history.ts';
import { parseOutcome } from '../src/format/outcome-parse.ts';
import { formatOutcome, type Outcome, type ResourceOutcome } from '../src/format/outcome.ts';

const count = Number(process.argv[2] ?? 100_000);
const rounds = 5;
const services = 200;
const start = Date.parse('2025-01-01T00:00:00Z');

/** A rollout every few minutes, of one or a few services; some fail. */
function outcomeOf(index: number): Outcome {
  const at = new Date(start + index * 300_000).toISOString();
  const isFailed = index % 17 === 0;
  const names = Array.from(
    { length: 1 + (index % 3) },
    (_, offset) => `shop/s${(index + offset) % services}`,
  );
  const entry: ResourceOutcome = {
    status: isFailed ? 'Failed' : 'Clean',
    version: `1.${index}.0`,
    versionId: idOf(index),
    digest: `sha256:${idOf(index)}${idOf(index).slice(0, 24)}`,
    revision: idOf(index + 1),
    ...(isFailed ? { reason: 'Deployment shop: ImagePullBackOff' } : { cleanSince: at }),
  };
  return {
    environment: 'prod',
    at,
    tree: idOf(index + 2),
    revision: idOf(index + 1),
    status: isFailed ? 'Failed' : 'Clean',
    reasons: isFailed ? ['shop: no image'] : [],
    seconds: index % 100,
    resources: new Map(names.map((name) => [name, entry])),
  };
}

const idOf = (index: number): string => index.toString(16).padStart(40, '0');

/** The best of some rounds in milliseconds: what the machine can do when nobody disturbs it. */
function bestOf(action: () => unknown): number {
  const times = Array.from({ length: rounds }, () => {
    const begin = performance.now();
    action();
    return performance.now() - begin;
  });
  return Math.min(...times);
}

const messages = Array.from({ length: count }, (_, index) => formatOutcome(outcomeOf(index)));
const lines = messages.map((message) => message.split('\n').find((line) => line.startsWith('{')) ?? '');
const parse = () => messages.flatMap((message) => Object.values(parseOutcome(message)) as Outcome[]);
const outcomes = parse();

const reference = bestOf(() => lines.map((line) => JSON.parse(line) as unknown));
const results = { parse: bestOf(parse), fold: bestOf(() => foldOutcomes(outcomes)) };
console.log(`${count} outcomes; JSON.parse of their lines: ${reference.toFixed(0)} ms`);
for (const [name, time] of Object.entries(results))
  console.log(`${name}: ${time.toFixed(0)} ms, ${(time / reference).toFixed(1)} × JSON.parse`);
