// `npm start`: sets up, builds, and runs the playground (integration-test/src/playground) in this process.
import { build, setUp } from './setup.mjs';

await setUp();
await build();
await import('../integration-test/dist/playground.mjs');
