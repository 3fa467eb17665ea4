/**
 * The outcomes of one environment, `refs/tribble/outcomes/ENV`: one commit of the empty tree for each. Rules: never force;
 * a lost race reads what the other deployer wrote and decides again; nothing here touches the branch, its objects or its
 * queue, and a decision that changes nothing starts no git process.
 */
import type { Problem } from '@tribble/api';
import pRetry from 'p-retry';
import type { Identity } from '../format/edit.ts';
import { isEnvironmentName } from '../format/layout.ts';
import { OutcomeHistory } from '../format/outcome-history.ts';
import { parseOutcome } from '../format/outcome-parse.ts';
import { formatOutcome, type Outcome } from '../format/outcome.ts';
import { problem } from '../format/problem.ts';
import { writeEmptyCommit } from './commit-writer.ts';
import { GitError } from './git.ts';
import { fields } from './log-reader.ts';
import { PushRejected, type Remote } from './remote.ts';

/** Decides on all outcomes so far; called again where another deployer was faster. Undefined writes nothing. */
export type DecideOutcome = (history: OutcomeHistory) => Outcome | undefined;

/** Outcomes that were read, oldest first. */
export type OutcomeLog = {
  /** The newest commit: what the next call goes on from. Undefined where there is no outcome yet. */
  tip: string | undefined;
  outcomes: readonly Outcome[];
  /** Commits on the ref that are no outcomes. */
  problems: readonly Problem[];
  /** False where this is all there is, because what was read before is no longer part of it. */
  continues: boolean;
};

export type OutcomeWriter = { committer: Identity; now: () => Date; retries: number };

/** Throws where an environment of this name can have no ref. */
function checkOutcomeName(environment: string): void {
  if (isEnvironmentName(environment) && !environment.endsWith('.lock')) return;
  throw new Error(
    `The environment "${environment}" can have no outcomes: git takes no ref of this name. Rename it.`,
  );
}

export class OutcomeRef {
  readonly #remote: Remote;
  readonly #environment: string;
  #history = new OutcomeHistory();
  #tip: string | undefined;
  /** Whether the history is that of the remote, as far as is known. */
  #isRead = false;
  #fetched: string | undefined;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(remote: Remote, environment: string) {
    checkOutcomeName(environment);
    this.#remote = remote;
    this.#environment = environment;
  }

  /** Writes what is decided and gives its commit; undefined where nothing is. */
  append(decide: DecideOutcome, writer: OutcomeWriter): Promise<string | undefined> {
    return this.#inTurn(() =>
      pRetry(() => this.#append(decide, writer), {
        retries: writer.retries,
        minTimeout: 20,
        maxTimeout: 1000,
        factor: 1.5,
        randomize: true,
        shouldRetry: ({ error }) => error instanceof PushRejected,
      }),
    );
  }

  /** What was written after `since`. Costs no git process where the last look at the remote saw nothing newer. */
  read(since: string | undefined): Promise<OutcomeLog> {
    return this.#inTurn(() => this.#read(since));
  }

  /** Waits for what is under way. */
  async settled(): Promise<void> {
    await this.#queue;
  }

  #inTurn<T>(action: () => Promise<T>): Promise<T> {
    const result = this.#queue.then(action);
    this.#queue = result.catch(() => undefined);
    return result;
  }

  async #append(decide: DecideOutcome, { committer, now }: OutcomeWriter): Promise<string | undefined> {
    if (!this.#isRead) await this.#catchUp();
    const outcome = decide(this.#history);
    if (outcome === undefined) return undefined;
    const message = formatOutcome(outcome);
    const ref = `refs/tribble/written/${this.#environment}`;
    const commit = { parent: this.#tip, message, committer, now: now() };
    const id = await writeEmptyCommit(this.#remote.git, ref, commit);
    // Also after an error nobody knows whether the push came through.
    this.#isRead = false;
    await this.#remote.pushOutcome(this.#environment, id, this.#tip);
    this.#isRead = true;
    this.#tip = id;
    this.#history.add(outcome);
    return id;
  }

  async #catchUp(): Promise<void> {
    const ref = await this.#remote.fetchOutcomes(this.#environment);
    const log = await this.#log(ref, this.#tip);
    if (!log.continues) this.#history = new OutcomeHistory();
    for (const outcome of log.outcomes) this.#history.add(outcome);
    this.#tip = log.tip;
    this.#isRead = true;
  }

  async #read(since: string | undefined): Promise<OutcomeLog> {
    const tips = this.#remote.outcomeTips;
    const known = tips?.get(this.#environment);
    if (tips !== undefined && known === undefined) return noOutcomes(since);
    if (known !== undefined && known === since) return { ...noOutcomes(undefined), tip: since };
    if (known === undefined || known !== this.#fetched) {
      const ref = await this.#remote.fetchOutcomes(this.#environment);
      if (ref === undefined) return noOutcomes(since);
      this.#fetched = known;
    }
    return await this.#log(`refs/tribble/outcomes/${this.#environment}`, since);
  }

  async #log(ref: string | undefined, since: string | undefined): Promise<OutcomeLog> {
    if (ref === undefined) return noOutcomes(since);
    if (since === undefined) return await this.#readLog(ref, undefined);
    try {
      const news = await this.#readLog(ref, since);
      // Nothing new may also mean that the ref was set back.
      if (news.tip === since && (await this.#resolve(ref)) !== since) return await this.#readAnew(ref);
      if (news.continues) return news;
    } catch (error) {
      // What was read before may be gone from the mirror, too.
      if (!(error instanceof GitError)) throw error;
    }
    return await this.#readAnew(ref);
  }

  async #readAnew(ref: string): Promise<OutcomeLog> {
    return { ...(await this.#readLog(ref, undefined)), continues: false };
  }

  async #resolve(ref: string): Promise<string> {
    return (await this.#remote.git.run('rev-parse', '--verify', ref)).trim();
  }

  async #readLog(ref: string, since: string | undefined): Promise<OutcomeLog> {
    const range = since === undefined ? ref : `${since}..${ref}`;
    const args = ['log', '--first-parent', '--reverse', '-z', '--format=%H%x00%P%x00%B', range, '--'];
    const outcomes: Outcome[] = [];
    const problems: Problem[] = [];
    let tip = since;
    let continues = true;
    let commit: string[] = [];
    for await (const field of fields(this.#remote.git.stream(args))) {
      commit.push(field);
      const [id = '', parents = '', message] = commit;
      if (message === undefined) continue;
      commit = [];
      if (tip === since && since !== undefined && parents !== since) continues = false;
      tip = id;
      const parsed = parseOutcome(message);
      if ('outcome' in parsed) outcomes.push(parsed.outcome);
      else problems.push(this.#problemOf(id, parsed.problem));
    }
    return { tip, outcomes, problems, continues };
  }

  #problemOf(commit: string, { message }: Problem): Problem {
    return problem(`refs/tribble/outcomes/${this.#environment}`, `commit ${commit.slice(0, 7)}: ${message}`);
  }
}

function noOutcomes(since: string | undefined): OutcomeLog {
  return { tip: undefined, outcomes: [], problems: [], continues: since === undefined };
}
