import type { Gate } from './gate.ts';
import { sourceClean } from './source-clean/index.ts';

/** Every kind of gate. A new one is a folder and a line here. */
export const gates: readonly Gate[] = [sourceClean];
