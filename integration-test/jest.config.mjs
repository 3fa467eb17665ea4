import preset from '../jest.preset.mjs';

// A scenario starts up to six processes; on a busy machine with two cores that takes its time.
export default { ...preset, displayName: 'integration-test', testTimeout: 180_000 };
