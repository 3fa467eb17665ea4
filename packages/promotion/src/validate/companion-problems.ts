import type { Problem } from '@tribble/api';
import {
  approvalsFile,
  deployersFile,
  pausesFile,
  problem,
  type RepositoryFile,
  type Snapshot,
} from '@tribble/resource-repo/format';
import { didYouMean } from '../gates/option-faults.ts';
import { readApprovals, readDeployers, readPauses } from '../settings-files.ts';
import { environmentHint } from './known-names.ts';
import { placeOfEntry } from './place-of-entry.ts';

/**
 * What is wrong with the other files at the root. `transitions` are the names that pauses and approvals may use; undefined
 * where they are not known.
 */
export function companionProblems(snapshot: Snapshot, transitions: readonly string[] | undefined): Problem[] {
  const pauses = snapshot.configuration.get(pausesFile);
  const approvals = snapshot.configuration.get(approvalsFile);
  return [
    ...(pauses ? pauseProblems(pauses, transitions) : []),
    ...(approvals ? approvalProblems(approvals, transitions) : []),
    ...deployerProblems(snapshot),
  ];
}

function pauseProblems(file: RepositoryFile, transitions: readonly string[] | undefined): Problem[] {
  const { pauses, problems } = readPauses(file);
  return [
    ...problems,
    ...unknownTransitions(file, 'transitions', [...pauses.transitions.keys()], transitions),
  ];
}

function approvalProblems(file: RepositoryFile, transitions: readonly string[] | undefined): Problem[] {
  const { approvals, problems } = readApprovals(file);
  return [...problems, ...unknownTransitions(file, 'approvals', [...approvals.keys()], transitions)];
}

function unknownTransitions(
  file: RepositoryFile,
  section: string,
  names: readonly string[],
  transitions: readonly string[] | undefined,
): Problem[] {
  if (transitions === undefined) return [];
  return names
    .filter((name) => !transitions.includes(name))
    .map((name) => {
      const message = `${section}.${name}: there is no transition "${name}"`;
      return problem(file.path, message, placeOfEntry(file, section, name), didYouMean(name, transitions));
    });
}

/** A missing file is no fault here: who only promotes deploys nothing. */
function deployerProblems(snapshot: Snapshot): Problem[] {
  const file = snapshot.configuration.get(deployersFile);
  if (file === undefined) return [];
  const { deployers, problems } = readDeployers(file);
  const unknown = [...deployers.values()].filter(
    // Another branch has environments of its own.
    ({ environment, ref }) => ref === undefined && !snapshot.environments.has(environment),
  );
  return [
    ...problems,
    ...unknown.map((deployer) => {
      const hint = environmentHint(deployer.environment, snapshot);
      const fault = deployer.problemAt([], `there is no environment "${deployer.environment}"`);
      return { ...fault, ...(hint !== undefined && { hint }) };
    }),
  ];
}
