/** The format of the resource repository as pure functions: a door of its own, free of I/O. */
export { type Approvals, parseApprovals } from './approvals.ts';
export { addApprovals } from './approvals-edit.ts';
export { type Deployer, parseDeployers } from './deployers.ts';
export { blobId, canonicalJson, digestOf } from './digest.ts';
export type { SettingsEdit } from './edit-document.ts';
export { changedFiles, type Edit, formatIdentity, type Identity, parseIdentity } from './edit.ts';
export type { FileContent, RepositoryFile } from './file.ts';
export { type CommitFacts, type FileChange, History, type LastChange } from './history.ts';
export type { Run, RunAction } from './run.ts';
export { duration, formatDuration } from './duration.ts';
export { type Evaluated, type EvaluatedFiles, type JsonnetFile, jsonnetFiles } from './jsonnet.ts';
export { isValueMap, type Value, valueAt, type ValueMap } from './json-pointer.ts';
export {
  approvalsFile,
  deployersFile,
  isEnvironmentName,
  isResourceName,
  locksPath,
  parseResourcePath,
  pausesFile,
  type ResourceFolder,
  type ResourcePath,
  resourcePaths,
  transitionsFile,
  versionPath,
} from './layout.ts';
export { environmentLock, type Locks, noLocks, parseLocks, resourceLock } from './locks.ts';
export { addLock, type LocksEdit, removeLock } from './locks-edit.ts';
export { type Manifest, manifestFault, parseManifest } from './manifest.ts';
export { nearby, nearest } from './nearest.ts';
export { type OptionProblem, optionProblems } from './option-problems.ts';
export { allPaused, noPauses, parsePauses, type Pauses, pauseReasons } from './pauses.ts';
export { addPause, removePause } from './pauses-edit.ts';
export { formatProblem, problem } from './problem.ts';
export {
  foldOutcomes,
  isSameVersion,
  OutcomeHistory,
  type CleanTime,
  type ResourceRecord,
} from './outcome-history.ts';
export { type DeployedVersion, formatOutcome, type Outcome, type ResourceOutcome } from './outcome.ts';
export { parseOutcome } from './outcome-parse.ts';
export type { PruneOptions } from './prune.ts';
export { activeReasons } from './reasons.ts';
export type { Roles } from './roles.ts';
export { RenderCache } from './render-cache.ts';
export { renderEnvironment, type RenderedEnvironment, type RenderedResource } from './render.ts';
export { type EnvironmentFiles, fileAt, type Snapshot } from './snapshot.ts';
export { replaceVariables } from './template.ts';
export { type CommitMessage, formatMessage, parseTrailers, type Trailer } from './trailers.ts';
export {
  parseTransitions,
  type Precondition,
  type Transition,
  type TransitionEntry,
  type Transitions,
} from './transitions.ts';
export { parseSettings, type Settings } from './schema.ts';
export { formatVersion, parseVersion, type Version } from './version.ts';
export { withFiles } from './with-files.ts';
