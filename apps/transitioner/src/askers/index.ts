import type { Answer, Question } from '@tribble/promotion';
import type { Clock, Logger, Metrics } from '@tribble/service-kit';
import type { TransitionerConfig } from '../config.ts';
import type { Deployers } from '../deployers.ts';
import { AnswerBook } from './answer-book.ts';
import { commandAsker } from './ask-command.ts';
import { jobAsker } from './ask-job.ts';
import type { Ask } from './asking.ts';
import { httpAsker } from './http/ask-http.ts';
import { QuestionMetrics } from './question-metrics.ts';

export type AskersOptions = {
  config: Pick<TransitionerConfig, 'gate_environment' | 'gate_hosts' | 'gate_commands'>;
  deployers: Pick<Deployers, 'urlOf'>;
  clock: Clock;
  log: Logger;
  metrics: Pick<Metrics, 'registry'>;
  /** Something else was answered than before: a new decision is due. */
  changed: () => void;
  /** Where values of headers come from; that of the process where it is absent. */
  environment?: Readonly<Record<string, string | undefined>>;
};

/** Who asks the world what gates want to know. */
export type Askers = {
  answerTo: (question: Question) => Answer | undefined;
  /** Takes the questions of the newest decision; to be called after every one. */
  want: (questions: readonly Question[]) => void;
  /** Asks these anew, and resolves once all have been asked. */
  refresh: (questions: readonly Question[]) => Promise<void>;
  /** Resolves once none of these is being asked. */
  asked: (questions: readonly Question[]) => Promise<void>;
  close: () => Promise<void>;
};

/** Builds those who ask, and the book of their answers. */
export function createAskers({
  config,
  deployers,
  clock,
  log,
  metrics,
  changed,
  environment = process.env,
}: AskersOptions): Askers {
  const variables = { allowed: config.gate_environment, environment };
  const askHttp = httpAsker({ hosts: config.gate_hosts, variables, clock });
  const askJob = jobAsker({ urlOf: deployers.urlOf, clock });
  const path = environment['PATH'] ?? '/usr/bin:/bin';
  const askCommand = commandAsker({ allowed: config.gate_commands, path, clock });
  const ask: Ask = (question, signal) => {
    if (question.kind === 'http') return askHttp(question, signal);
    if (question.kind === 'job') return askJob(question, signal);
    return askCommand(question, signal);
  };
  const book = new AnswerBook({ ask, clock, log, metrics: new QuestionMetrics(metrics), changed });
  return {
    answerTo: (question) => book.answerTo(question),
    want: (questions) => book.want(questions),
    refresh: (questions) => book.refresh(questions),
    asked: (questions) => book.asked(questions),
    close: () => book.close(),
  };
}
