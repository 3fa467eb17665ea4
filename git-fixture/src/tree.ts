import { runGit } from './git.ts';
import { pathText } from './path.ts';

/** A file: `content` is text where the bytes are UTF-8; a link's target; a submodule's commit id. */
export type TreeFile = { mode: string; content: string | Uint8Array };

/** Every file of a commit by its path. A name that is no UTF-8 is in git's quoted form (`"caf\351"`). */
export type Tree = Map<string, TreeFile>;

type Row = { mode: string; id: string; path: string };

/** Reads all files of a commit or tree with two processes, however many they are. */
export async function readTree(directory: string, id: string): Promise<Tree> {
  const rows = parseRows(await runGit(directory, ['ls-tree', '-r', '-z', '--full-tree', id]));
  const ids = [...new Set(rows.filter(isStored).map((row) => row.id))];
  const blobs = await readBlobs(directory, ids);
  return new Map(
    rows.map((row) => [
      row.path,
      { mode: row.mode, content: isStored(row) ? textOf(blobs.get(row.id)) : row.id },
    ]),
  );
}

function isStored({ mode }: Row): boolean {
  return mode !== '160000';
}

function parseRows(listing: Buffer): Row[] {
  const rows: Row[] = [];
  for (let start = 0; start < listing.length;) {
    const end = listing.indexOf(0, start);
    const tab = listing.indexOf('\t', start);
    const [mode = '', , id = ''] = listing.toString('latin1', start, tab).split(' ');
    rows.push({ mode, id, path: pathText(listing.subarray(tab + 1, end)) });
    start = end + 1;
  }
  return rows;
}

async function readBlobs(directory: string, ids: readonly string[]): Promise<Map<string, Buffer>> {
  if (ids.length === 0) return new Map();
  const output = await runGit(directory, ['cat-file', '--batch', '--buffer'], {
    input: `${ids.join('\n')}\n`,
  });
  const blobs = new Map<string, Buffer>();
  for (let start = 0; start < output.length;) {
    const end = output.indexOf('\n', start);
    const header = output.toString('latin1', start, end);
    const [id = '', type = '', size = ''] = header.split(' ');
    if (type !== 'blob')
      throw new Error(`${directory}: expected the content of a file, git says "${header}"`);
    const content = end + 1;
    start = content + Number(size) + 1;
    blobs.set(id, output.subarray(content, start - 1));
  }
  return blobs;
}

function textOf(bytes: Buffer = Buffer.alloc(0)): string | Uint8Array {
  const text = bytes.toString('utf8');
  return Buffer.from(text, 'utf8').equals(bytes) ? text : new Uint8Array(bytes);
}
