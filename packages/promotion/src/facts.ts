import type { EnvironmentStatus } from '@tribble/api';
import type { History, OutcomeHistory, Snapshot } from '@tribble/resource-repo/format';
import type { Answer, Question } from './question.ts';

/** What the history tells the decisions. */
export type Past = Pick<History, 'lastChange' | 'versionFile' | 'runs'>;

/** What the recorded outcomes of an environment tell the decisions. */
export type Outcomes = Pick<OutcomeHistory, 'resources' | 'usualSeconds' | 'last'>;

/** Everything that decisions go by: git at one revision, its history, what is reported, and the time. */
export type Facts = {
  snapshot: Snapshot;
  past: Past;
  /** What the deployers report of each environment; undefined where none of them does. */
  statusOf: (environment: string) => EnvironmentStatus | undefined;
  /** The recorded outcomes of an environment; undefined where there are none. */
  outcomesOf: (environment: string) => Outcomes | undefined;
  /** The newest answer to a question; undefined where it was never asked. */
  answerTo: (question: Question) => Answer | undefined;
  /** The blob id of any file of the repository that a gate names; undefined where there is none. */
  fileId: (path: string) => string | undefined;
  now: Date;
};
