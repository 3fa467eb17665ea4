import type { Problem } from '@tribble/api';
import { problem, type Value, type ValueMap } from '@tribble/resource-repo/format';
import { findEvaluator, installCommand } from './evaluator-package.ts';
import { failureProblem } from './failure.ts';
import { link, type Linked } from './link.ts';
import type { Program } from './program.ts';
import { type Answer, type Bounds, type BrokenBound, WorkerEvaluator } from './worker-evaluator.ts';

/**
 * What a program came to. `mayChange`: the problem is not in the files alone (no evaluator, not enough time), so that the
 * same program can come to something else later.
 */
export type Evaluation = { value: Value } | { problems: Problem[]; mayChange: boolean };

/** Evaluates jsonnet apart from the process's own work, bounded in time and memory. */
export interface Jsonnet {
  /** Evaluates a program with `version` as `std.extVar("version")`. Never throws for what stands in its files. */
  evaluate(program: Program, version: ValueMap | null): Promise<Evaluation>;
  /** What to run so that jsonnet can be evaluated; undefined where it can be already. */
  missing(): string | undefined;
  close(): Promise<void>;
}

export type JsonnetOptions = {
  /** How long one evaluation may take; 5 seconds by default. */
  timeoutMs?: number;
  /** How much memory one evaluation may take; 256 MiB by default. */
  memoryMb?: number;
  /** Where the evaluator is installed; by default it is looked for beside this program and in the working directory. */
  evaluatorFolder?: string;
};

/** Nothing is loaded, and no thread is started, before the first evaluation. */
export function createJsonnet({
  timeoutMs = 5_000,
  memoryMb = 256,
  evaluatorFolder,
}: JsonnetOptions = {}): Jsonnet {
  const bounds = { timeoutMs, memoryMb };
  let evaluator: WorkerEvaluator | undefined;
  const missing = () => (findEvaluator(evaluatorFolder) === undefined ? installCommand : undefined);
  return {
    missing,
    async evaluate(program, version) {
      const file = findEvaluator(evaluatorFolder);
      if (file === undefined) return notInstalled(program.path);
      evaluator ??= new WorkerEvaluator(file, bounds);
      const linked = link(program, version);
      return evaluationOf(await evaluator.evaluate(linked.text), program, linked, bounds);
    },
    async close() {
      await evaluator?.close();
    },
  };
}

function notInstalled(path: string): Evaluation {
  const message = 'needs the evaluator of jsonnet, which is not installed';
  return { problems: [problem(path, message, undefined, installCommand)], mayChange: true };
}

function evaluationOf(answer: Answer, program: Program, linked: Linked, bounds: Bounds): Evaluation {
  if ('broke' in answer) {
    const [message, hint] = brokenBound(answer.broke, bounds);
    // How long something takes is also a matter of what else the machine does.
    const mayChange = answer.broke === 'time';
    return { problems: [problem(program.path, message, undefined, hint)], mayChange };
  }
  const value = parsedJson(answer.output);
  if (value !== undefined) return { value };
  // What it gives is indented JSON of an object or a list; all else is what it complains of.
  const isFailure = !/^\s*[[{]/.test(answer.output);
  if (isFailure) return { problems: [failureProblem(answer.output, program, linked)], mayChange: false };
  const message = 'the result cannot be written as JSON';
  const hint = 'look for numbers that are infinite';
  return { problems: [problem(program.path, message, undefined, hint)], mayChange: false };
}

function parsedJson(text: string): Value | undefined {
  try {
    return JSON.parse(text) as Value;
  } catch {
    return undefined;
  }
}

function brokenBound(bound: BrokenBound, { timeoutMs, memoryMb }: Bounds): [message: string, hint: string] {
  switch (bound) {
    case 'time':
      return [`takes longer than ${timeoutMs / 1000} s`, 'look for an endless recursion'];
    case 'memory':
      return [
        `takes more than ${memoryMb} MiB of memory, or is nested too deeply`,
        'look for an endless list or text, or for a value that holds itself',
      ];
    case 'depth':
      return ['is nested too deeply', 'look for a value that holds itself'];
    case 'size':
      return ['gives more than 16 MiB of JSON', 'make several files of it'];
  }
}
