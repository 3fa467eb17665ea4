import type { CommitFacts } from '../format/history.ts';
import type { Git } from './git.ts';

/** Marks the beginning of a commit in the output of `git log`; no path begins with it. */
const commitMark = '\x01';
const format = `${commitMark}%H%x00%an%x00%cI`;

/**
 * The first-parent commits after `from` (all, where it is undefined) up to `to`, oldest first, with what each changed
 * against its first parent. One git process, streamed.
 */
export async function* readLog(git: Git, from: string | undefined, to: string): AsyncGenerator<CommitFacts> {
  const range = from === undefined ? to : `${from}..${to}`;
  const args = [
    'log',
    '--first-parent',
    '-m',
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
async function* fields(stream: AsyncIterable<Buffer>): AsyncGenerator<string> {
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
  #commit: { revision: string; author?: string; committedAt?: string; changes: Changes } | undefined;
  #pending: { id: string | undefined } | undefined;

  /** Takes the next field; gives the commit before where this field begins a new one. */
  take(raw: string): CommitFacts | undefined {
    // The separator that git puts between the header of a commit and its changes, or between commits.
    const field = this.#pending ? raw : raw.replace(/^\n+/, '');
    if (this.#pending) {
      this.#commit?.changes.push({ path: field, id: this.#pending.id });
      this.#pending = undefined;
    } else if (field.startsWith(commitMark)) {
      const finished = this.finish();
      this.#commit = { revision: field.slice(1), changes: [] };
      return finished;
    } else if (field.startsWith(':')) this.#pending = parseChange(field);
    else if (this.#commit?.author === undefined) Object.assign(this.#commit ?? {}, { author: field });
    else if (this.#commit.committedAt === undefined) this.#commit.committedAt = field;
    return undefined;
  }

  finish(): CommitFacts | undefined {
    if (this.#commit === undefined) return undefined;
    const { revision, author = '', committedAt = '', changes } = this.#commit;
    return { revision, author, committedAt: new Date(committedAt).toISOString(), changes };
  }
}

/** `:OLDMODE NEWMODE OLDID NEWID STATUS`; a deleted file has no new id. */
function parseChange(field: string): { id: string | undefined } {
  const [, , , id, status] = field.split(' ');
  return { id: status === 'D' ? undefined : id };
}
