import type { Problem } from '@tribble/api';
import type { ResourceRepo } from '@tribble/resource-repo';
import { OutcomeHistory } from '@tribble/resource-repo/format';

type Known = { tip: string | undefined; history: OutcomeHistory };

/** The recorded outcomes of every environment, folded once and then only by what is new. */
export class OutcomeBook {
  readonly #repo: Pick<ResourceRepo, 'outcomes'>;
  readonly #known = new Map<string, Known>();
  #problems: Problem[] = [];

  constructor(repo: Pick<ResourceRepo, 'outcomes'>) {
    this.#repo = repo;
  }

  /** What is on the refs and is no outcome. */
  get problems(): readonly Problem[] {
    return this.#problems;
  }

  /** The outcomes of an environment as of the last refresh; undefined where there are none. */
  readonly of = (environment: string): OutcomeHistory | undefined => {
    const history = this.#known.get(environment)?.history;
    return history?.last === undefined ? undefined : history;
  };

  /** Reads what is new. An environment that is not asked for any more is forgotten. */
  async refresh(environments: Iterable<string>): Promise<void> {
    // git takes no ref whose name ends like this: such an environment has no outcomes, and must not stop the others.
    const wanted = new Set([...environments].filter((name) => !name.endsWith('.lock')));
    for (const name of this.#known.keys()) if (!wanted.has(name)) this.#known.delete(name);
    const problems: Problem[] = [];
    for (const name of wanted) problems.push(...(await this.#refresh(name)));
    this.#problems = problems;
  }

  async #refresh(environment: string): Promise<readonly Problem[]> {
    const before = this.#known.get(environment);
    const log = await this.#repo.outcomes(environment, { since: before?.tip });
    const history = before !== undefined && log.continues ? before.history : new OutcomeHistory();
    for (const outcome of log.outcomes) history.add(outcome);
    this.#known.set(environment, { tip: log.tip, history });
    return log.problems;
  }
}
