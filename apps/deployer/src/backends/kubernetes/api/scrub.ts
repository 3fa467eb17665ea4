/** Long enough for a reason; what is longer quotes whole manifests. */
const longestMessage = 500;

/** How many characters of a message are looked at. Nobody reads on there. */
const longestRead = 20_000;

/**
 * What the server says of an object that is no Secret, cut to what people read. The server quotes whole pod templates,
 * with the values of their variables: those dumps go, and the values of single fields that it could not read.
 */
export function scrubbed(message: string): string {
  const text = withoutDumps(message.slice(0, longestRead)).replace(
    /\bValue:(?:"(?:[^"\\]|\\.)*"|[^\s,}]+)/g,
    'Value:…',
  );
  return text.length > longestMessage ? `${text.slice(0, longestMessage)}…` : text;
}

/** Where a dump of a Go value or of JSON begins: after its type, or right after the words that announce a value. */
const dumpStart = /(?:[\w\]})]|Invalid value: |Unsupported value: )$/;

function withoutDumps(text: string): string {
  let kept = '';
  let at = 0;
  for (let brace = text.indexOf('{'); brace >= 0; brace = text.indexOf('{', at)) {
    kept += text.slice(at, brace);
    if (!dumpStart.test(kept.slice(-20))) {
      kept += '{';
      at = brace + 1;
      continue;
    }
    kept += '{…}';
    at = endOfDump(text, brace);
  }
  return kept + text.slice(at);
}

/** The place after the brace that closes the one at `start`; braces within quotes do not count. */
function endOfDump(text: string, start: number): number {
  const token = /"(?:[^"\\]|\\.)*"|[{}]/g;
  token.lastIndex = start;
  let depth = 0;
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    if (match[0] === '{') depth += 1;
    if (match[0] === '}') depth -= 1;
    if (depth === 0) return token.lastIndex;
  }
  return text.length;
}

/** Sentences about a Secret that are known to quote none of its values. */
const harmless = [
  /^secrets(?: "[^"]*")? is forbidden: User "[^"]*" cannot \w+ resource "secrets" in API group "" (?:in the namespace "[^"]*"|at the cluster scope)$/,
  /^secrets "[^"]*" is forbidden: (?:exceeded|failed) quota: [\w .,:=/-]+$/,
  /^secrets "[^"]*" is forbidden: unable to create new content in namespace \S+ because it is being terminated$/,
  /^secrets "[^"]*" (?:not found|already exists)$/,
  /^namespaces "[^"]*" not found$/,
  /the object has been modified; please apply your changes to the latest version and try again$/,
  /^Unauthorized$/,
  /^Precondition failed: UID in precondition: [\w-]+, UID in object meta: [\w-]+$/,
  /^field is immutable when `immutable` is set$/,
];

/** Whether a message about a Secret may be shown. */
export function isHarmless(message: string): boolean {
  return message.length <= longestMessage && harmless.some((pattern) => pattern.test(message));
}

/** The words that a field cannot be changed, without the value that stands before them. */
export function immutability(message: string): string | undefined {
  return /\bfield is immutable(?: when `immutable` is set)?$/.exec(message)?.[0];
}

/** The field that a fault of the schema lies in: `.data.password`. */
export function faultyField(message: string): string | undefined {
  return /^failed to create typed patch object [^:]*: (\.[^\s:]+): /.exec(message)?.[1];
}
