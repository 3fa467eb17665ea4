/** Promotion as pure functions of git, reports and a clock: what may move, why not, when, and what if. */
export { changeId, type Change } from './change.ts';
export type { Candidate } from './candidate.ts';
export { decide, type Decision, type Move, type Step, transitionsOf } from './decide.ts';
export { detail, type Texts } from './detail/index.ts';
export { blobsOf, editOf } from './edit.ts';
export type { Facts, Past } from './facts.ts';
export { explain, type ExplainQuestion } from './explain/index.ts';
export { filesOfGates } from './gate-files.ts';
export { forecast, type Horizon } from './forecast/index.ts';
export { allGates, type Gates, gatesOf } from './gates/index.ts';
export type { JudgedTransition } from './judge-transition.ts';
export { preview } from './preview/index.ts';
export type { Answer, CommandQuestion, HttpQuestion, JobQuestion, Question } from './question.ts';
export { shownResult, transitionStatus, wireChange, wireVerdict } from './transition-status.ts';
export { validate } from './validate/validate.ts';
export type { GateVerdict, Verdict } from './verdict.ts';
