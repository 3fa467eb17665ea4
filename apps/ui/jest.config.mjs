import { createRequire } from 'node:module';
import preset from '../../jest.preset.mjs';

export default {
  ...preset,
  displayName: 'ui',
  testTimeout: 20_000,
  testEnvironment: '<rootDir>/test/jsdom-env.mjs',
  moduleNameMapper: {
    '\\.css$': '<rootDir>/test/style-stub.mjs',
    // One file instead of one for each of six thousand icons.
    '^@tabler/icons-react$': createRequire(import.meta.url).resolve('@tabler/icons-react'),
  },
  setupFiles: ['<rootDir>/test/setup-dom.ts'],
  setupFilesAfterEnv: ['<rootDir>/test/setup.ts'],
};
