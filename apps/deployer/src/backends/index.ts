import type { BackendKind } from './backend.ts';
import { kubernetes } from './kubernetes/index.ts';
import { mock } from './mock/index.ts';

/** Every kind of backend. A new one is a folder and a line here. */
export const backends: readonly BackendKind[] = [kubernetes, mock];
