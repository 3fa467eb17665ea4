/** Measures the deployer against a real kube-apiserver; README.md says how and what. */
import { compare } from './compare.ts';
import { benchNamespaces } from './namespaces.ts';
import { type BenchOptions, readOptions, usage, UsageError } from './options.ts';
import { measureRepository, repositoryTable, repositoryVerdicts } from './repository.ts';
import { comparisonTable, type Verdict, verdicts, verdictTable } from './report.ts';

const say = (line: string) => process.stderr.write(`${line}\n`);

try {
  await main(readOptions(process.argv.slice(2)));
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  say(`${error.message}\n\n${usage}`);
  process.exitCode = 2;
}

async function main(options: BenchOptions): Promise<void> {
  const namespaces = await benchNamespaces(options.kubeconfig, options.context);
  try {
    if (options.repository) {
      const measurement = await measureRepository(options, namespaces, say);
      print(options, measurement, repositoryTable(measurement), repositoryVerdicts(measurement));
    } else {
      const comparison = await compare(options, namespaces, say);
      const figures = Object.fromEntries(
        [...comparison].map(([who, results]) => [who, Object.fromEntries(results)]),
      );
      print(options, figures, comparisonTable(comparison), verdicts(comparison));
    }
  } finally {
    await namespaces.deleteAll();
  }
}

function print(
  { json, apps }: BenchOptions,
  figures: object,
  table: string,
  targets: readonly Verdict[],
): void {
  const text = json
    ? JSON.stringify({ apps, figures, targets }, undefined, 2)
    : `\n${apps} apps of 4 objects\n${table}\n${verdictTable(targets)}`;
  process.stdout.write(`${text}\n`);
}
