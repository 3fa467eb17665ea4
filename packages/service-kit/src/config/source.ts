import { readFileSync } from 'node:fs';
import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml';
import { messageOf } from '../error-message.ts';

type Path = readonly PropertyKey[];

/** Where the values come from: a YAML file, and environment variables that override its top-level fields. */
export type Source = {
  values: Record<string, unknown>;
  /** Faults of the file itself; with any of them `values` is not worth looking at. */
  faults: string[];
  /** Where a value (or its key) stands, as `file:line:column` or as the name of the variable. */
  whereIs(path: Path, part?: 'key' | 'value'): string | undefined;
  /** How a scalar was written, such as `1.10`; undefined where there is none. */
  textOf(path: Path): string | undefined;
};

export type SourceOptions = {
  file?: string | undefined;
  fields: readonly string[];
  environment: Readonly<Record<string, string | undefined>>;
};

/** Reads the file and the environment variables that are named after the fields. An empty variable counts as not set. */
export function readSource({ file, fields, environment }: SourceOptions): Source {
  const fileSource = file === undefined ? nothing : readFile(file);
  const variables = fields.flatMap((field) => {
    const text = environment[field.toUpperCase()];
    return text ? [[field, readVariable(field.toUpperCase(), text)] as const] : [];
  });
  const overrides = new Map(variables);
  const sourceOf = ([field]: Path) => overrides.get(String(field)) ?? fileSource;
  return {
    values: {
      ...fileSource.values,
      ...Object.fromEntries(variables.map(([field, { value }]) => [field, value])),
    },
    faults: fileSource.faults,
    whereIs: (path, part) => sourceOf(path).whereIs(path, part),
    textOf: (path) => sourceOf(path).textOf(path),
  };
}

type Variable = Pick<Source, 'whereIs' | 'textOf'> & { value: unknown };

/** YAML where it is that, else the text as it stands: an address or a branch may hold a `#` or `: `. */
function readVariable(name: string, text: string): Variable {
  const document = parseDocument(text, { logLevel: 'silent' });
  const { contents } = document;
  const isPlainText = isScalar(contents) && contents.type === 'PLAIN' && typeof contents.value === 'string';
  return {
    value: document.errors.length > 0 || isPlainText ? text : document.toJS(),
    whereIs: () => `environment variable ${name}`,
    textOf: ([_field, ...inner]) => (inner.length === 0 ? text : scalarText(document, inner)),
  };
}

const nothing: Source = { values: {}, faults: [], whereIs: () => undefined, textOf: () => undefined };

function readFile(file: string): Source {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    return { ...nothing, faults: [`${file}: cannot be read: ${messageOf(error)}`] };
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const place = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return `${file}:${line}:${col}`;
  };
  if (document.errors.length > 0) {
    return { ...nothing, faults: document.errors.map(({ pos, message }) => `${place(pos[0])}: ${message}`) };
  }
  const values: unknown = document.toJS() ?? {};
  if (typeof values !== 'object' || values === null || Array.isArray(values)) {
    return { ...nothing, faults: [`${file}: expected fields such as \`api_port: 9000\`, got one value`] };
  }
  return {
    values: { ...values },
    faults: [],
    whereIs: (path, part) => {
      const offset = offsetOf(document, path, part);
      return offset === undefined ? file : place(offset);
    },
    textOf: (path) => scalarText(document, path),
  };
}

function scalarText(document: Document.Parsed, path: Path): string | undefined {
  const node = document.getIn(path, true);
  return isScalar(node) ? node.source : undefined;
}

function offsetOf(
  document: Document.Parsed,
  path: Path,
  part: 'key' | 'value' = 'value',
): number | undefined {
  const node = part === 'key' ? keyNode(document, path) : document.getIn(path, true);
  return isNode(node) ? node.range?.[0] : undefined;
}

function keyNode(document: Document.Parsed, path: Path): unknown {
  const parent = path.length > 1 ? document.getIn(path.slice(0, -1), true) : document.contents;
  if (!isMap(parent)) return undefined;
  return parent.items.find(({ key }) => isScalar(key) && key.value === path.at(-1))?.key;
}
