/** One entry of a git tree. Names are bytes; `name` is undefined where they are no name that a file of ours may have. */
export type TreeEntry = {
  kind: 'file' | 'folder' | 'symbolic link' | 'submodule' | 'unknown';
  name: string | undefined;
  /** The name for people, whatever it is. */
  label: string;
  id: string;
};

const kinds = new Map<string, TreeEntry['kind']>([
  ['100644', 'file'],
  ['100664', 'file'],
  ['100755', 'file'],
  ['40000', 'folder'],
  ['040000', 'folder'],
  ['120000', 'symbolic link'],
  ['160000', 'submodule'],
]);

/**
 * Parses the content of a tree object: `MODE NAME NUL ID` for each entry. `idBytes` is 20 for SHA-1, 32 for SHA-256.
 * Throws where it breaks off: a file that is not seen would be taken for deleted.
 */
export function parseTree(content: Buffer, idBytes: number): TreeEntry[] {
  const entries: TreeEntry[] = [];
  let offset = 0;
  while (offset < content.length) {
    const space = content.indexOf(0x20, offset);
    const end = content.indexOf(0, space);
    if (space < 0 || end < 0 || end + idBytes >= content.length)
      throw new Error('malformed tree: an entry breaks off');
    const name = content.subarray(space + 1, end);
    entries.push({
      kind: kinds.get(content.toString('latin1', offset, space)) ?? 'unknown',
      name: safeName(name),
      label: JSON.stringify(name.toString('utf8')).slice(1, -1),
      id: content.toString('hex', end + 1, end + 1 + idBytes),
    });
    offset = end + 1 + idBytes;
  }
  return entries;
}

const decoder = new TextDecoder('utf-8', { fatal: true });

/** A name that stays in its folder and on its line. */
function safeName(bytes: Buffer): string | undefined {
  let name: string;
  try {
    name = decoder.decode(bytes);
  } catch {
    return undefined;
  }
  const leaves = name === '' || name === '.' || name === '..' || name.toLowerCase() === '.git';
  return leaves || /[\p{Cc}\p{Cf}\\/]/u.test(name) ? undefined : name;
}
