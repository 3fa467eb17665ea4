import type { Problem } from '@tribble/api';
import {
  approvalsFile,
  deployersFile,
  fileAt,
  pausesFile,
  type RepositoryFile,
  type Snapshot,
  transitionsFile,
} from '@tribble/resource-repo/format';
import { decide } from '../decide.ts';
import type { Facts } from '../facts.ts';
import type { Gates } from '../gates/index.ts';
import { readApprovals, readDeployers, readLocks, readPauses } from '../settings-files.ts';

/** What is wrong with some of the settings files, with its place in them. */
export function fileProblems(facts: Facts, gates: Gates, paths: Iterable<string>): Problem[] {
  return [...paths].flatMap((path) =>
    path === transitionsFile
      ? decide(facts, gates).problems.filter((each) => each.path === path)
      : problemsIn(facts.snapshot, path),
  );
}

const readers = new Map<string, (file: RepositoryFile) => { problems: Problem[] }>([
  [pausesFile, readPauses],
  [approvalsFile, readApprovals],
  [deployersFile, readDeployers],
]);

function problemsIn(snapshot: Snapshot, path: string): Problem[] {
  const file = fileAt(snapshot, path);
  if (file === undefined) return [];
  const read = readers.get(path) ?? readLocks;
  return read(file).problems;
}
