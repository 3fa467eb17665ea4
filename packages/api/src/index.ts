/** What crosses the wire: the types of every service's API, typed clients, and the functions that both ends share. */
export type {
  Cell,
  ChangedFields,
  CommitResult,
  Deployment,
  EnvironmentView,
  FieldError,
  Freeze,
  Freshness,
  HealedDrift,
  LockReason,
  NewLock,
  NewVersion,
  ObjectView,
  operations as AggregatorOperations,
  Problem,
  ProblemDetails,
  PruneView,
  RegisteredVersion,
  ResourceView,
  State,
} from './generated/aggregator.ts';
export type {
  DeployerStatus,
  Drift,
  EnvironmentDiff,
  EnvironmentStatus,
  FieldChange,
  ObjectChange,
  ObjectStatus,
  operations as DeployerOperations,
  PruneStatus,
  ResourceStatus,
  RolloutReason,
  RolloutStatus,
} from './generated/deployer.ts';
export type {
  LeftOut,
  operations as TransitionerOperations,
  TransitionerStatus,
  TransitionResult,
  TransitionStatus,
  VersionChange,
} from './generated/transitioner.ts';
export {
  type AggregatorClient,
  createAggregatorClient,
  createDeployerClient,
  createTransitionerClient,
  type DeployerClient,
  type TransitionerClient,
} from './client.ts';
export {
  apply as applyMergePatch,
  diff as diffMergePatch,
  type Json,
  type JsonObject,
} from './merge-patch.ts';
export { statusOf, worst } from './rollout-status.ts';
