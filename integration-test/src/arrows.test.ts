import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { arrows } from '../../tools/arrows.mjs';
import { root } from './root.ts';

/** The arrows alone, without the rules that need types: the files below do not exist. */
const eslint = new ESLint({
  cwd: root,
  overrideConfigFile: true,
  overrideConfig: [{ files: ['**/*.{ts,tsx}'], languageOptions: { parser: tseslint.parser } }, ...arrows],
});

async function rulesBrokenBy(file: string, code: string): Promise<string[]> {
  const [result] = await eslint.lintText(code, { filePath: join(root, file) });
  return (result?.messages ?? []).map(({ ruleId, message }) => ruleId ?? message);
}

describe('the arrows between rooms', () => {
  it.each([
    ['packages/api/src/bad.ts', "import '@tribble/service-kit';"],
    ['packages/api/src/bad.ts', "import 'node:fs';"],
    ['packages/resource-repo/src/git/bad.ts', "import '@tribble/service-kit';"],
    ['packages/resource-repo/src/format/bad.ts', "import '../git/git.ts';"],
    ['packages/resource-repo/src/format/bad.ts', "import type { Git } from '../git/git.ts';"],
    ['packages/resource-repo/src/format/bad.ts', "import 'node:fs';"],
    ['packages/service-kit/src/bad.ts', "import '@tribble/resource-repo';"],
    ['packages/sandbox-cluster/src/bad.ts', "import '@tribble/api';"],
    ['apps/deployer/src/core/bad.ts', "import '../backends/mock/index.ts';"],
    ['apps/deployer/src/core/bad.ts', "import '@tribble/resource-repo';"],
    ['apps/deployer/src/core/bad.ts', "import '@tribble/service-kit';"],
    ['apps/deployer/src/core/bad.ts', "import 'express';"],
    ['apps/deployer/src/backends/mock/bad.ts', "import '../kubernetes/client.ts';"],
    ['apps/deployer/src/backends/mock/bad.ts', "import '@tribble/resource-repo';"],
    ['packages/promotion/src/gates/soak/bad.ts', "import '../source-clean/index.ts';"],
    ['packages/promotion/src/gates/soak/bad.ts', "import '@tribble/resource-repo';"],
    ['packages/promotion/src/bad.ts', "import '@tribble/service-kit';"],
    ['packages/promotion/src/forecast/bad.ts', "import '../../../service-kit/src/clock.ts';"],
    ['apps/cli/src/bad.ts', "import '@tribble/service-kit';"],
    ['apps/aggregator/src/bad.ts', "import '@tribble/deployer';"],
    ['apps/aggregator/src/bad.ts', "import '../../deployer/src/reconcile.ts';"],
    ['apps/aggregator/src/bad.ts', "import '@tribble/git-fixture';"],
    ['apps/ui/src/bad.tsx', "import '@tribble/service-kit';"],
    ['apps/ui/src/pages/board/bad.tsx', "import '../problems/index.tsx';"],
    ['git-fixture/src/bad.ts', "import '@tribble/api';"],
    ['integration-test/src/bad.ts', "import '@tribble/resource-repo';"],
    ['integration-test/src/bad.ts', "import '../../apps/deployer/src/start.ts';"],
  ])('%s may not say %s', async (file, code) => {
    expect(await rulesBrokenBy(file, code)).toEqual(['no-restricted-imports']);
  });

  it.each([
    [
      'apps/deployer/src/core/good.ts',
      "import './plan.ts'; import '@tribble/resource-repo/format'; import '@tribble/api';",
    ],
    [
      'apps/deployer/src/core/good.test.ts',
      "import '@tribble/git-fixture'; import '../backends/mock/index.ts';",
    ],
    [
      'apps/deployer/src/good.ts',
      "import '@tribble/resource-repo'; import '@tribble/service-kit'; import './core/plan.ts';",
    ],
    ['apps/deployer/src/backends/mock/good.ts', "import '../backend.ts'; import '../../core/live.ts';"],
    [
      'packages/promotion/src/gates/soak/good.ts',
      "import '../gate.ts'; import '../../change.ts'; import './times.ts'; import 'luxon';",
    ],
    ['packages/promotion/src/explain/good.ts', "import '../forecast/forecast.ts';"],
    ['apps/transitioner/src/good.ts', "import '@tribble/promotion';"],
    ['packages/resource-repo/src/good.test.ts', "import '@tribble/git-fixture';"],
    ['integration-test/src/good.ts', "import '@tribble/api'; import '@tribble/git-fixture';"],
  ])('%s may say %s', async (file, code) => {
    expect(await rulesBrokenBy(file, code)).toEqual([]);
  });
});

describe('pure rooms', () => {
  it.each([
    ['new Date()', 'no-restricted-syntax'],
    ['Date.now()', 'no-restricted-syntax'],
    ['Math.random()', 'no-restricted-syntax'],
    ['await import("./plan.ts")', 'no-restricted-syntax'],
    ['process.exit()', 'no-restricted-globals'],
    ['fetch("")', 'no-restricted-globals'],
    ['setTimeout(() => undefined)', 'no-restricted-globals'],
  ])('may not say %s', async (code, rule) => {
    expect(await rulesBrokenBy('packages/promotion/src/bad.ts', `${code};`)).toEqual([rule]);
    expect(await rulesBrokenBy('packages/resource-repo/src/format/bad.ts', `${code};`)).toEqual([rule]);
  });

  it('may take a time apart', async () => {
    expect(await rulesBrokenBy('packages/promotion/src/good.ts', 'new Date(0);')).toEqual([]);
  });
});

it('the arrows are part of the lint that everybody runs', async () => {
  const real = new ESLint({ cwd: root });
  const config = (await real.calculateConfigForFile(join(root, 'apps/deployer/src/core/plan.ts'))) as {
    rules: Record<string, unknown[]>;
  };
  expect(JSON.stringify(config.rules['no-restricted-imports'])).toContain('core/ is pure');
  expect(config.rules['no-restricted-globals']?.[0]).toBe(2);
});
