/**
 * Reads objects through one long-lived `git cat-file --batch`. Requests are pipelined: answers come in the order of the
 * questions. An object above the limit is skipped over without being held. A child that dies or says nothing for too long
 * fails what waits for it, and the next read starts a new one.
 */
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { type Git, GitError, silentFor } from './git.ts';
import { Silence } from './silence.ts';

export type GitObject = { type: string; size: number; content: Buffer | 'too large' };

type Request = {
  id: string;
  limit: number;
  resolve(object: GitObject | undefined): void;
  reject(error: Error): void;
};

/** The answer that is being read: its header was seen, `missing` bytes of it (with the final line break) are still to come. */
type Answer = { request: Request; type: string; size: number; missing: number; chunks: Buffer[] };

export class ObjectReader {
  readonly #git: Git;
  #child: ChildProcessWithoutNullStreams | undefined;
  #waiting: Request[] = [];
  #answer: Answer | undefined;
  #rest: Buffer = Buffer.alloc(0);
  #stderr = '';
  readonly #silence: Silence;

  constructor(git: Git) {
    this.#git = git;
    this.#silence = new Silence(git.timeout, () => this.#giveUp());
  }

  /** The object of this id or name; undefined where there is none, content only up to `limit` bytes. */
  read(id: string, limit = Number.POSITIVE_INFINITY): Promise<GitObject | undefined> {
    // White space would make two questions of one, or an answer that reads as another.
    if (id === '' || /\s/.test(id)) return Promise.resolve(undefined);
    return new Promise((resolve, reject) => {
      const child = this.#child ?? this.#start();
      if (this.#waiting.length === 0 && this.#answer === undefined) this.#silence.restart();
      this.#waiting.push({ id, limit, resolve, reject });
      child.stdin.write(`${id}\n`);
    });
  }

  /** Ends the child and waits until it is gone. */
  async close(): Promise<void> {
    const child = this.#child;
    if (child === undefined) return;
    const closed = new Promise((resolve) => child.once('close', resolve));
    child.stdin.end();
    await closed;
  }

  #start(): ChildProcessWithoutNullStreams {
    const child = this.#git.start('cat-file', '--batch');
    this.#child = child;
    this.#stderr = '';
    // What a child says that was given up is no answer to the questions of the next one.
    child.stdout.on('data', (chunk: Buffer) => this.#child === child && this.#receive(chunk));
    child.stderr.on(
      'data',
      (chunk: Buffer) => (this.#stderr = (this.#stderr + chunk.toString('utf8')).slice(-2000)),
    );
    child.once('error', (error) => this.#fail(child, error.message));
    child.once('close', () => this.#fail(child, this.#stderr || 'ended'));
    return child;
  }

  #giveUp(): void {
    const child = this.#child;
    if (child === undefined) return;
    this.#fail(child, silentFor(this.#git.timeout));
    child.kill('SIGKILL');
  }

  #fail(child: ChildProcessWithoutNullStreams, message: string): void {
    if (this.#child !== child) return;
    this.#silence.stop();
    const failed = [...(this.#answer ? [this.#answer.request] : []), ...this.#waiting];
    this.#child = undefined;
    this.#answer = undefined;
    this.#waiting = [];
    this.#rest = Buffer.alloc(0);
    for (const request of failed) request.reject(new GitError('cat-file --batch', message));
  }

  #receive(chunk: Buffer): void {
    let rest: Buffer | undefined = this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : chunk;
    this.#rest = Buffer.alloc(0);
    while (rest !== undefined && rest.length > 0)
      rest = this.#answer ? this.#readContent(rest) : this.#readHeader(rest);
    if (this.#waiting.length === 0 && this.#answer === undefined) this.#silence.stop();
    else this.#silence.restart();
  }

  /** Reads `ID TYPE SIZE` or `NAME missing`; gives what follows, or keeps an unfinished line for the next chunk. */
  #readHeader(data: Buffer): Buffer | undefined {
    const end = data.indexOf('\n');
    if (end < 0) {
      this.#rest = data;
      return undefined;
    }
    const words = data.toString('utf8', 0, end).split(' ');
    const request = this.#waiting.shift();
    const [, type, size] = words;
    if (request && words.length === 3 && type !== undefined && size !== undefined) {
      this.#answer = { request, type, size: Number(size), missing: Number(size) + 1, chunks: [] };
    } else request?.resolve(undefined);
    return data.subarray(end + 1);
  }

  #readContent(data: Buffer): Buffer {
    const answer = this.#answer;
    if (answer === undefined) return data;
    const part = data.subarray(0, answer.missing);
    answer.missing -= part.length;
    const keeps = answer.size <= answer.request.limit;
    if (keeps) answer.chunks.push(part);
    if (answer.missing === 0) {
      const content = keeps ? Buffer.concat(answer.chunks).subarray(0, answer.size) : 'too large';
      this.#answer = undefined;
      answer.request.resolve({ type: answer.type, size: answer.size, content });
    }
    return data.subarray(part.length);
  }
}
