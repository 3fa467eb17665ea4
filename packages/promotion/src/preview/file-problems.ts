import type { Problem } from '@tribble/api';
import {
  approvalsFile,
  deployersFile,
  fileAt,
  parseApprovals,
  parseDeployers,
  parseLocks,
  parsePauses,
  pausesFile,
  type Snapshot,
  transitionsFile,
} from '@tribble/resource-repo/format';
import { decide } from '../decide.ts';
import type { Facts } from '../facts.ts';
import type { Gates } from '../gates/index.ts';

/** What is wrong with some of the settings files, with its place in them. */
export function fileProblems(facts: Facts, gates: Gates, paths: Iterable<string>): Problem[] {
  return [...paths].flatMap((path) =>
    path === transitionsFile
      ? decide(facts, gates).problems.filter((each) => each.path === path)
      : problemsIn(facts.snapshot, path),
  );
}

function problemsIn(snapshot: Snapshot, path: string): Problem[] {
  const file = fileAt(snapshot, path);
  if (path === pausesFile) return parsePauses(file).problems;
  if (path === approvalsFile) return parseApprovals(file).problems;
  if (path === deployersFile) return parseDeployers(file).problems;
  return parseLocks(file).problems;
}
