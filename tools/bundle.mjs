// Bundles one Node program of a project into dist/. Run in the project's folder:
//   node ../../tools/bundle.mjs [source=src/main.ts] [target=dist/main.mjs]
import { readFileSync } from 'node:fs';
import { build } from 'esbuild';

const [source = 'src/main.ts', target = 'dist/main.mjs'] = process.argv.slice(2);
const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));

await build({
  entryPoints: [source],
  outfile: target,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  sourcemap: 'linked',
  define: { 'process.env.TRIBBLE_VERSION': JSON.stringify(version) },
  // CommonJS packages inside an ES module bundle still call require and read __dirname.
  banner: {
    js: [
      "import { createRequire as __createRequire } from 'node:module';",
      "import { fileURLToPath as __fileURLToPath } from 'node:url';",
      "import { dirname as __dirnameOf } from 'node:path';",
      'const require = __createRequire(import.meta.url);',
      'const __filename = __fileURLToPath(import.meta.url);',
      'const __dirname = __dirnameOf(__filename);',
    ].join(' '),
  },
  logLevel: 'warning',
});
