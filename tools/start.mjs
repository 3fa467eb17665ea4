// `npm start`: sets up, builds, and runs the playground (integration-test/src/playground) in this process.
import { build, setUp } from './setup.mjs';

await setUp();
await build();
if (process.env.npm_lifecycle_event === 'start') stopWithNpm();
await import('../integration-test/dist/playground.mjs');

/** A signal to npm itself ends the shell between npm and this process, and would leave the playground behind. */
function stopWithNpm() {
  const shell = process.ppid;
  const look = () => {
    if (process.ppid !== shell) process.kill(process.pid, 'SIGTERM');
  };
  setInterval(look, 250).unref();
}
