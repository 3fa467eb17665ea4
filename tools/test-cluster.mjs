// `npm run test:cluster`: sets up, builds, and runs the conformance suite of the deployer and the cluster scenarios of
// integration-test against a real Kubernetes: kube-apiserver, etcd and kube-controller-manager on this machine, or any
// cluster named by `--kubeconfig FILE [--context NAME]`.
//
// The tests read it from their environment:
//   TRIBBLE_TEST_KUBECONFIG      the kubeconfig of the cluster
//   TRIBBLE_TEST_CONTEXT         its context, where one was named
//   TRIBBLE_TEST_CONTROL_PLANE   only where the control plane is ours: a URL at which a test can have the API server killed
//                                and started: `POST URL/api-server/restart?downForMs=30000` answers when it is ready again
//                                (integration-test/src/control-plane/control-endpoint.ts)
import { fileURLToPath } from 'node:url';
import { build, run, setUp, setUpTestTools } from './setup.mjs';

const args = process.argv.slice(2);
const asksOnly = args.includes('--help') || args.includes('-h');

await setUp();
if (!asksOnly) {
  await setUpTestTools();
  await build();
}
const main = fileURLToPath(new URL('../integration-test/src/control-plane/main.ts', import.meta.url));
// Two commands in one program: here it is always the tests.
process.exitCode = await run(process.execPath, ['--import', 'tsx', main, 'test', ...args]);
