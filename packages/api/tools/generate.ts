// Writes src/generated from openapi/*.yaml: the bundled document (for validation at run time) and its types.
// With --check it writes nothing and fails when a file is not what it would write.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundle, createConfig } from '@redocly/openapi-core';
import openapiTypescript, { astToString, type OpenAPI3 } from 'openapi-typescript';

const root = join(import.meta.dirname, '..');
const services = ['aggregator', 'deployer', 'transitioner'];
const heading = '// Made from openapi/ by `npm run generate`. Do not edit.\n';

/** The generated files of one service by their path below src/generated. */
async function generate(service: string): Promise<Map<string, string>> {
  const config = await createConfig({});
  const { bundle: document, problems } = await bundle({
    ref: join(root, 'openapi', `${service}.yaml`),
    config,
  });
  if (problems.length > 0) {
    throw new Error(`openapi/${service}.yaml: ${problems.map((problem) => problem.message).join('; ')}`);
  }
  const spec = document.parsed as OpenAPI3;
  const types = await openapiTypescript(structuredClone(spec), {
    alphabetize: true,
    rootTypes: true,
    rootTypesNoSchemaPrefix: true,
    // A request may leave out what has a default.
    defaultNonNullable: false,
  });
  return new Map([
    [`${service}.ts`, `${heading}${astToString(types)}`],
    [
      `${service}.spec.ts`,
      `${heading}export const ${service}Spec = ${JSON.stringify(spec, null, 1)} as const;\n`,
    ],
  ]);
}

const check = process.argv.includes('--check');
const stale: string[] = [];
for (const service of services) {
  for (const [name, content] of await generate(service)) {
    const path = join(root, 'src', 'generated', name);
    const current = await readFile(path, 'utf8').catch(() => '');
    if (current === content) continue;
    if (check) stale.push(`packages/api/src/generated/${name}`);
    else await writeFile(path, content);
  }
}
if (stale.length > 0) {
  process.stderr.write(`Stale: ${stale.join(', ')}. Run \`npm run generate\` and commit the result.\n`);
  process.exitCode = 1;
}
