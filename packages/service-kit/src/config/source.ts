import { readFileSync } from 'node:fs';
import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml';

/** Where the values come from: a YAML file, and environment variables that override its top-level fields. */
export type Source = {
  values: Record<string, unknown>;
  /** Faults of the file itself; with any of them `values` is not worth looking at. */
  faults: string[];
  /** Where a value (or its key) stands, as `file:line:column` or as the name of the variable. */
  whereIs(path: readonly PropertyKey[], part?: 'key' | 'value'): string | undefined;
  /** How a scalar was written, such as `1.10`; undefined where there is none. */
  textOf(path: readonly PropertyKey[]): string | undefined;
};

export type SourceOptions = {
  file?: string | undefined;
  fields: readonly string[];
  environment: Readonly<Record<string, string | undefined>>;
};

/** Reads the file and the environment variables that are named after the fields. An empty variable counts as not set. */
export function readSource({ file, fields, environment }: SourceOptions): Source {
  const fileSource = file === undefined ? emptySource : readFile(file);
  const variables = new Map(
    fields.flatMap((field) => {
      const text = environment[field.toUpperCase()];
      return text ? [[field, text] as const] : [];
    }),
  );
  const overrides = Object.fromEntries([...variables].map(([field, text]) => [field, parseVariable(text)]));
  const variableOf = ([field]: readonly PropertyKey[]) => variables.get(String(field));
  return {
    values: { ...fileSource.values, ...overrides },
    faults: fileSource.faults,
    whereIs: (path, part) =>
      variableOf(path) === undefined
        ? fileSource.whereIs(path, part)
        : `environment variable ${String(path[0]).toUpperCase()}`,
    textOf: (path) => variableOf(path) ?? fileSource.textOf(path),
  };
}

const emptySource: Source = {
  values: {},
  faults: [],
  whereIs: () => undefined,
  textOf: () => undefined,
};

/** YAML where it is that, else the text as it stands: an address or a branch may hold a `#` or `: `. */
function parseVariable(text: string): unknown {
  const document = parseDocument(text, { logLevel: 'silent' });
  const { contents } = document;
  const isPlainText = isScalar(contents) && contents.type === 'PLAIN' && typeof contents.value === 'string';
  return document.errors.length > 0 || isPlainText ? text : document.toJS();
}

function readFile(file: string): Source {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { ...emptySource, faults: [`${file}: cannot be read: ${reason}`] };
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return `${file}:${line}:${col}`;
  };
  if (document.errors.length > 0) {
    return { ...emptySource, faults: document.errors.map(({ pos, message }) => `${at(pos[0])}: ${message}`) };
  }
  const values: unknown = document.toJS() ?? {};
  if (typeof values !== 'object' || values === null || Array.isArray(values)) {
    return { ...emptySource, faults: [`${file}: expected fields such as \`api_port: 9000\`, got one value`] };
  }
  return {
    values: { ...values },
    faults: [],
    whereIs: (path, part) => {
      const offset = offsetOf(document, path, part);
      return offset === undefined ? file : at(offset);
    },
    textOf: (path) => {
      const node = document.getIn(path, true);
      return isScalar(node) ? node.source : undefined;
    },
  };
}

function offsetOf(
  document: Document.Parsed,
  path: readonly PropertyKey[],
  part: 'key' | 'value' = 'value',
): number | undefined {
  if (part === 'value') {
    const node = document.getIn(path, true);
    return isNode(node) ? node.range?.[0] : undefined;
  }
  const parent = path.length > 1 ? document.getIn(path.slice(0, -1), true) : document.contents;
  if (!isMap(parent)) return undefined;
  const pair = parent.items.find(({ key }) => isScalar(key) && key.value === path.at(-1));
  return isNode(pair?.key) ? pair.key.range?.[0] : undefined;
}
