import preset from '../../jest.preset.mjs';

export default {
  ...preset,
  displayName: 'ui',
  testEnvironment: '<rootDir>/test/jsdom-env.mjs',
  moduleNameMapper: { '\\.css$': '<rootDir>/test/style-stub.mjs' },
  setupFiles: ['<rootDir>/test/setup-dom.ts'],
  setupFilesAfterEnv: ['<rootDir>/test/setup.ts'],
};
