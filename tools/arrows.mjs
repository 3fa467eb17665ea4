// Which folder may import what: the arrows of docs/architecture.md as ESLint rules. `no-restricted-imports` blocks do not
// merge (the last one that matches a file wins), so each block below is complete and comes from this one helper.

const adr = 'docs/adr/0002-arrows-are-lint-rules.md';

/** Allows the named workspace packages (and their doors), nothing else of the workspace, no file of another project. */
function workspace(...allowed) {
  const names = allowed.map((name) => `${name.replace('/', '\\/')}(?:$|(?=\\s))`).join('|');
  return [
    {
      regex: names ? `^@tribble\\/(?!(?:${names}))` : '^@tribble\\/',
      message: `The arrows allow ${allowed.length > 0 ? allowed.join(', ') : 'no workspace package'} here (${adr}).`,
    },
    { regex: '^\\.\\..*\\/(?:src|dist)\\/', message: `Import another project by its package name (${adr}).` },
  ];
}

/** Allows only the named modules besides files of the same folder: for the pure rooms. */
function only(folder, ...allowed) {
  const names = allowed.map((name) => name.replaceAll('/', '\\/').replaceAll('.', '\\.')).join('|');
  return [
    {
      regex: `^(?!\\.\\/[^/]+$|(?:${names})$)`,
      message: `${folder} is pure: it may import ${['./', ...allowed].join(', ')} (${adr}).`,
    },
  ];
}

/** The folders of a plug-in may import each other, but not another plug-in. */
const siblingsOfParent = {
  regex: '^\\.\\.\\/\\.\\.\\/(?!\\.\\.)[^/]+\\/',
  message: `A plug-in folder never imports its sibling (${adr}).`,
};
const siblings = {
  regex: '^\\.\\.\\/(?!\\.\\.)[^/]+\\/',
  message: `A plug-in folder never imports its sibling (${adr}).`,
};

const pure = [
  ...['Date.now', 'Math.random'].map((name) => {
    const [object, property] = name.split('.');
    return {
      selector: `CallExpression[callee.object.name='${object}'][callee.property.name='${property}']`,
      message: `${name}() hides an input: take it as an argument (${adr}).`,
    };
  }),
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: `Take the time as an argument (${adr}).`,
  },
  { selector: 'ImportExpression', message: `No import() in pure code (${adr}).` },
];
const impureGlobals = ['process', 'fetch', 'setTimeout', 'setInterval', 'setImmediate', 'console'];

/** One config block: `files` may import what `patterns` leave; tests of them may import fixtures and node's modules too. */
function block(files, patterns, { tests = patterns, isPure = false } = {}) {
  const rules = (list) => ({ 'no-restricted-imports': ['error', { patterns: list }] });
  return [
    {
      files,
      ignores: ['**/*.test.ts', '**/*.test.tsx', '**/*.contract.ts'],
      rules: {
        ...rules(patterns),
        ...(isPure && {
          'no-restricted-syntax': ['error', ...pure],
          'no-restricted-globals': ['error', ...impureGlobals],
        }),
      },
    },
    {
      files: files.flatMap((glob) => [
        glob.replace(/\*$/, '*.test.{ts,tsx}'),
        glob.replace(/\*$/, '*.contract.ts'),
      ]),
      rules: rules(tests),
    },
  ];
}

const fixture = 'git-fixture';
const kit = 'service-kit';
const format = 'resource-repo/format';
const service = ['api', 'resource-repo', format, kit];
const coreAllows = [
  '@tribble/api',
  '@tribble/resource-repo/format',
  'zod',
  'picomatch',
  'croner',
  'node:crypto',
];
// The engine of promotion: as pure as a core, with rooms of its own.
const promotion = [
  ...only(
    'packages/promotion',
    '@tribble/api',
    '@tribble/resource-repo/format',
    'zod',
    'picomatch',
    'croner',
    'luxon',
    'semver',
    'node:crypto',
    './(?:[^./][^/]*/)*[^/]+',
    '../(?:../)*(?:[^./][^/]*/)*[^./][^/]*',
  ),
  // Its own folders, however far up, but no other project.
  ...workspace('api', format).slice(1),
];
const promotionTests = { tests: workspace('api', format, fixture), isPure: true };
const core = (app) =>
  block([`apps/${app}/src/core/**/*`], only('core/', ...coreAllows), {
    tests: workspace('api', 'resource-repo', format, fixture),
    isPure: true,
  });
// The contract of backends runs against the cluster's stand-in.
const backendTests = { tests: workspace(...service, 'service-kit/testing', fixture, 'sandbox-cluster') };
const serviceTests = { tests: workspace(...service, 'service-kit/testing', fixture) };

export const arrows = [
  ...block(['packages/api/src/**/*'], only('packages/api', 'openapi-fetch', './generated/[^/]+'), {
    tests: workspace(),
    isPure: true,
  }),
  ...block(['packages/resource-repo/src/**/*'], workspace('api'), { tests: workspace('api', fixture) }),
  ...block(
    ['packages/resource-repo/src/format/**/*'],
    only('format/', '@tribble/api', 'yaml', 'zod', 'fastest-levenshtein', 'node:crypto'),
    {
      tests: workspace('api', fixture),
      isPure: true,
    },
  ),
  ...block(['packages/jsonnet/src/**/*'], workspace('api', format)),
  // What makes a jsonnet file and its imports one program has no I/O of its own.
  ...block(
    ['imports', 'link', 'failure', 'program', 'standard-library', 'tokens'].map(
      (name) => `packages/jsonnet/src/${name}.ts`,
    ),
    only('this file', '@tribble/api', '@tribble/resource-repo/format'),
    { isPure: true },
  ),
  ...block(['packages/promotion/src/**/*'], promotion, promotionTests),
  ...block(['packages/promotion/src/gates/*/*'], [...promotion, siblings], promotionTests),
  ...block(['packages/service-kit/src/**/*'], workspace('api'), {
    tests: workspace('api', 'api/specs', fixture),
  }),
  ...block(['packages/sandbox-cluster/src/**/*'], workspace()),
  ...block(
    ['apps/{deployer,transitioner,aggregator}/src/**/*'],
    workspace(...service, 'api/specs'),
    serviceTests,
  ),
  ...block(['apps/deployer/src/**/*'], workspace(...service, 'api/specs', 'jsonnet'), {
    tests: workspace(...service, 'service-kit/testing', fixture, 'jsonnet', 'jsonnet/testing'),
  }),
  ...block(['apps/transitioner/src/**/*'], workspace(...service, 'api/specs', 'promotion'), {
    tests: workspace(...service, 'service-kit/testing', fixture, 'promotion', 'promotion/testing'),
  }),
  ...block(['apps/cli/src/**/*'], workspace('api', 'resource-repo', format, 'promotion'), {
    tests: workspace('api', 'resource-repo', format, 'promotion', 'promotion/testing', fixture),
  }),
  ...['deployer', 'aggregator'].flatMap(core),
  ...block(['apps/deployer/src/backends/*/*'], [...workspace('api', format, kit), siblings], backendTests),
  ...block(
    ['apps/deployer/src/backends/*/*/**/*'],
    [...workspace('api', format, kit), siblingsOfParent],
    backendTests,
  ),
  // The decisions of the Kubernetes backend, as pure as core/.
  ...block(
    ['objects', 'plan', 'status'].map((folder) => `apps/deployer/src/backends/kubernetes/${folder}/**/*`),
    only(
      'objects/, plan/ and status/',
      '@tribble/api',
      '@tribble/resource-repo/format',
      'zod',
      'picomatch',
      'node:crypto',
      '../(?:objects|plan|status)/[^/]+',
      '../../../core/[^/]+',
    ),
    { ...backendTests, isPure: true },
  ),
  ...block(['apps/ui/src/**/*'], workspace('api')),
  ...block(['apps/ui/src/pages/*/**/*'], [...workspace('api'), siblings]),
  ...block(['git-fixture/src/**/*'], workspace()),
  ...block(['integration-test/src/**/*'], workspace('api', fixture)),
];
