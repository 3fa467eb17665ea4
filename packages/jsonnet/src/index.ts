/** Jsonnet of the resource repository: a file with its imports, and what it evaluates to. */
export { createJsonnet, type Evaluation, type Jsonnet, type JsonnetOptions } from './jsonnet.ts';
export { type ImportedFile, loadProgram, type Program, type ReadFile } from './program.ts';
