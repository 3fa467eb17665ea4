import type { BackendKind } from './backend.ts';
import { createKubernetes } from './kubernetes/index.ts';
import { mock } from './mock/index.ts';

/** Every kind of backend, made once for a process: what its environments share lives in there. A new one is a folder and a line here. */
export function createBackends(): readonly BackendKind[] {
  return [createKubernetes(), mock];
}
