import type { Question } from '@tribble/promotion';
import { Counter, Gauge, Histogram, type Metrics } from '@tribble/service-kit';

/** Seconds: a web service answers at once, a program takes its time. */
const buckets = [0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];

/** What is counted of the questions of gates. */
export class QuestionMetrics {
  readonly #asked: Counter<'kind' | 'result'>;
  readonly #seconds: Histogram<'kind'>;
  readonly #waiting: Gauge;

  constructor({ registry }: Pick<Metrics, 'registry'>) {
    const registers = [registry];
    this.#asked = new Counter({
      name: 'tribble_gate_questions_total',
      help: 'Questions of gates that were asked, by whether there was an answer.',
      labelNames: ['kind', 'result'],
      registers,
    });
    this.#seconds = new Histogram({
      name: 'tribble_gate_question_duration_seconds',
      help: 'How long it took to ask the questions of gates.',
      labelNames: ['kind'],
      buckets,
      registers,
    });
    this.#waiting = new Gauge({
      name: 'tribble_gate_questions_waiting',
      help: 'Questions of gates that wait until fewer are being asked at once.',
      registers,
    });
  }

  /** A question has to wait for its turn; to be called when that has come. */
  waits(): () => void {
    this.#waiting.inc();
    return () => this.#waiting.dec();
  }

  /** A question is asked; to be called with what came of it. */
  asks(kind: Question['kind']): (result: 'answer' | 'error') => void {
    const stop = this.#seconds.startTimer({ kind });
    return (result) => {
      stop();
      this.#asked.inc({ kind, result });
    };
  }
}
