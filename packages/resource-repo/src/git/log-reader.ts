import type { CommitFacts } from '../format/history.ts';
import type { Git } from './git.ts';

/** Marks the beginning of a commit in the output of `git log`; no path begins with it. */
const commitMark = '\x01';
const format = `${commitMark}%H%x00%P%x00%an%x00%ct`;
/** A commit of crafted trees can change millions of paths; no environment is read that holds as many. */
const maxChanges = 200_000;
const headerFields = 4;

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

/** The NUL-terminated fields of a stream. */
export async function* fields(stream: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let rest = Buffer.alloc(0);
  for await (const chunk of stream) {
    let data = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    for (let end = data.indexOf(0); end >= 0; end = data.indexOf(0)) {
      yield data.toString('utf8', 0, end);
      data = data.subarray(end + 1);
    }
    rest = Buffer.from(data);
  }
  if (rest.length > 0) yield rest.toString('utf8');
}

type Changes = { path: string; id: string | undefined }[];

/** Turns the fields `MARK ID`, author, time, then pairs of `:MODES IDS STATUS` and path, into commits. */
class LogParser {
  #header: string[] = [];
  #changes: Changes = [];
  #pending: { id: string | undefined } | undefined;

  /** Takes the next field; gives the commit before where this field begins a new one. */
  take(raw: string): CommitFacts | undefined {
    if (this.#pending) {
      if (this.#changes.length < maxChanges) this.#changes.push({ path: raw, id: this.#pending.id });
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
    const [revision, parents = '', author = '', seconds = ''] = this.#header;
    if (revision === undefined) return undefined;
    return {
      revision,
      parents: parents.split(' ').filter((parent) => parent !== ''),
      author,
      committedAt: isoTime(Number(seconds)),
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

/** `:OLDMODE NEWMODE OLDID NEWID STATUS`; a deleted file has no new id. */
function parseChange(field: string): { id: string | undefined } {
  const [, , , id, status] = field.split(' ');
  return { id: status === 'D' ? undefined : id };
}
