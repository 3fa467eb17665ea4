import type { CommitFacts, FileChange } from '../format/history.ts';
import { parseTrailers } from '../format/trailers.ts';
import type { Git } from './git.ts';

/** Marks the beginning of a commit in the output of `git log`; no path begins with it. */
const commitMark = '\x01';
/** The message is not the last field: what git puts between a header and its changes would read as a part of it. */
const format = `${commitMark}%H%x00%P%x00%an%x00%ae%x00%B%x00%ct`;
/** A commit of crafted trees can change millions of paths; no environment is read that holds as many. */
const maxChanges = 200_000;
const headerFields = 6;

/** `first-parent`: the line of the branch, merges as one change. `side`: every commit that is no merge, wherever it was made. */
export type Line = 'first-parent' | 'side';

const optionsOf: Record<Line, string[]> = {
  'first-parent': ['--first-parent', '-m'],
  side: ['--no-merges', '--topo-order'],
};

/**
 * The commits after `from` (all, where it is undefined) up to `to`, oldest first, with what each changed against its first
 * parent. One git process, streamed.
 */
export async function* readLog(
  git: Git,
  from: string | undefined,
  to: string,
  line: Line = 'first-parent',
): AsyncGenerator<CommitFacts> {
  const range = from === undefined ? to : `${from}..${to}`;
  const args = [
    'log',
    ...optionsOf[line],
    '--reverse',
    '--raw',
    '-r',
    '-z',
    '--root',
    '--no-renames',
    '--no-abbrev',
  ];
  const parser = new LogParser();
  for await (const field of fields(git.stream([...args, `--format=${format}`, range, '--']))) {
    const finished = parser.take(field);
    if (finished) yield finished;
  }
  const last = parser.finish();
  if (last) yield last;
}

/** The same, all of it or, where the log breaks off, nothing. */
export async function readCommits(...args: Parameters<typeof readLog>): Promise<CommitFacts[]> {
  const commits: CommitFacts[] = [];
  for await (const commit of readLog(...args)) commits.push(commit);
  return commits;
}

/** The NUL-terminated fields of a stream. A long one is put together once, however many pieces it comes in. */
export async function* fields(stream: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let pieces: Buffer[] = [];
  for await (const chunk of stream) {
    let data = chunk;
    for (let end = data.indexOf(0); end >= 0; end = data.indexOf(0)) {
      yield joined(pieces, data.subarray(0, end));
      pieces = [];
      data = data.subarray(end + 1);
    }
    if (data.length > 0) pieces.push(data);
  }
  if (pieces.length > 0) yield joined(pieces);
}

function joined(pieces: readonly Buffer[], last?: Buffer): string {
  if (pieces.length === 0) return last?.toString('utf8') ?? '';
  return Buffer.concat(last === undefined ? pieces : [...pieces, last]).toString('utf8');
}

/** Turns the fields `MARK ID`, parents, author, mail address, message, time, then pairs of `:MODES IDS STATUS` and path, into commits. */
class LogParser {
  #header: string[] = [];
  #changes: FileChange[] = [];
  #pending: Omit<FileChange, 'path'> | undefined;

  /** Takes the next field; gives the commit before where this field begins a new one. */
  take(raw: string): CommitFacts | undefined {
    if (this.#pending) {
      if (this.#changes.length < maxChanges) this.#changes.push({ path: raw, ...this.#pending });
      this.#pending = undefined;
      return undefined;
    }
    // By their place, because a name may look like a mark or a change.
    if (this.#header.length > 0 && this.#header.length < headerFields) {
      this.#header.push(raw);
      return undefined;
    }
    // git separates the header of a commit from its changes, and commits from each other, by line breaks.
    const field = raw.replace(/^\n+/, '');
    if (field.startsWith(commitMark)) {
      const finished = this.finish();
      this.#header = [field.slice(commitMark.length)];
      this.#changes = [];
      return finished;
    }
    if (field.startsWith(':')) this.#pending = parseChange(field);
    return undefined;
  }

  finish(): CommitFacts | undefined {
    const [revision, parents = '', author = '', authorEmail = '', message = '', seconds = ''] = this.#header;
    if (revision === undefined) return undefined;
    const trailers = tribbleTrailers(message);
    return {
      revision,
      parents: parents.split(' ').filter((parent) => parent !== ''),
      author,
      authorEmail,
      committedAt: isoTime(Number(seconds)),
      ...(trailers.length > 0 && { trailers }),
      changes: this.#changes,
    };
  }
}

const endOfYear9999 = 253_402_300_799;

/** ISO 8601 of what a commit claims; a clock that is far off must not stop anybody. */
function isoTime(seconds: number): string {
  const known = Number.isFinite(seconds) ? Math.min(Math.max(seconds, 0), endOfYear9999) : 0;
  return new Date(known * 1000).toISOString();
}

const trailerPrefix = 'Tribble-';

/** What services say in a message. Most messages hold nothing of it, and are not taken apart. */
export function tribbleTrailers(message: string): [key: string, value: string][] {
  if (!message.includes(trailerPrefix)) return [];
  return parseTrailers(message).filter(([key]) => key.startsWith(trailerPrefix));
}

/** `:OLDMODE NEWMODE OLDID NEWID STATUS`; a new file has no old id, a deleted one no new id. */
function parseChange(field: string): Omit<FileChange, 'path'> {
  const [, , before, id, status] = field.split(' ');
  return { id: status === 'D' ? undefined : id, before: status === 'A' ? undefined : before };
}
