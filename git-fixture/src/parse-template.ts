import { isMap, isScalar, isSeq, LineCounter, type Document, type Node, parseDocument } from 'yaml';
import { checkTemplate, type Finding, type Template } from './template.ts';

/** One fault of a template: where (`commits[1].files["a/b"]`, and the line if it was read from YAML) and what. */
export type Fault = { path: string; line?: number; message: string };

/** A template cannot be built; every fault is in the message and in `faults`. */
export class TemplateError extends Error {
  readonly faults: readonly Fault[];

  constructor(faults: readonly Fault[]) {
    super(['the repository template has faults:', ...faults.map(faultLine)].join('\n  '));
    this.name = 'TemplateError';
    this.faults = faults;
  }
}

/** Reads a template from YAML. Throws a TemplateError that names every fault with its path and line. */
export function parseTemplate(yamlText: string): Template {
  const lines = new LineCounter();
  const document = parseDocument(yamlText, { lineCounter: lines });
  if (document.errors.length > 0) {
    throw new TemplateError(
      document.errors.map(({ pos, message }) => ({
        path: '',
        line: lines.linePos(pos[0]).line,
        message: message.split(' at line ')[0] ?? message,
      })),
    );
  }
  const { template, findings } = checkTemplate(document.toJS());
  if (template) return template;
  const faults = findings.map((finding) => ({
    ...faultOf(finding),
    line: lines.linePos(offsetOf(document, finding.path)).line,
  }));
  throw new TemplateError(faults.sort((one, other) => one.line - other.line));
}

/** Checks a template that a test wrote in place: its types cannot say that a parent exists. */
export function checkedTemplate(value: unknown): Template {
  const { template, findings } = checkTemplate(value);
  if (template) return template;
  throw new TemplateError(findings.map(faultOf));
}

function faultOf({ path, message }: Finding): Fault {
  return { path: pathInTemplate(path), message };
}

function faultLine({ path, line, message }: Fault): string {
  const where = [line === undefined ? '' : `line ${line}`, path].filter((part) => part !== '').join(', ');
  return where === '' ? message : `${where}: ${message}`;
}

function pathInTemplate(path: readonly PropertyKey[]): string {
  const steps = path.map((key) => {
    if (typeof key === 'number') return `[${key}]`;
    return /^[a-z]+$/i.test(String(key)) ? `.${String(key)}` : `[${JSON.stringify(String(key))}]`;
  });
  return steps.join('').replace(/^\./, '');
}

/** Where the key (or the list item) of a path begins; the nearest thing around it where it is not there. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  let node: unknown = document.contents;
  let offset = startOf(document.contents) ?? 0;
  for (const key of path) {
    const step = childOf(node, key);
    if (step === undefined) return offset;
    offset = startOf(step.at) ?? offset;
    node = step.value;
  }
  return offset;
}

function childOf(node: unknown, key: PropertyKey): { at: unknown; value: unknown } | undefined {
  if (isSeq(node)) {
    const item = node.items[Number(key)];
    return item === undefined ? undefined : { at: item, value: item };
  }
  if (!isMap(node)) return undefined;
  const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(key));
  return pair && { at: pair.key, value: pair.value };
}

function startOf(node: unknown): number | undefined {
  return (node as Node | null)?.range?.[0];
}
