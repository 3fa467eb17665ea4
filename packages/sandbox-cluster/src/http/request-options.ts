import { type ApiError, invalid } from '../api-error.ts';
import { forbiddenField, invalidValue, tooLong, unsupported } from '../kinds/causes.ts';

/** The options of a request, as refusals name them. */
type OptionsKind = 'CreateOptions' | 'UpdateOptions' | 'PatchOptions' | 'DeleteOptions' | 'ListOptions';

/** 422 for an option that does not exist or does not fit. */
export function invalidOption(kind: OptionsKind, ...causes: Parameters<typeof invalid>[2]): ApiError {
  return invalid({ kind, group: 'meta.k8s.io' }, '', causes);
}

/** What the options of a method are called. */
function optionsKind(method: string): OptionsKind {
  const kinds: Readonly<Record<string, OptionsKind>> = {
    POST: 'CreateOptions',
    PUT: 'UpdateOptions',
    PATCH: 'PatchOptions',
    DELETE: 'DeleteOptions',
  };
  return kinds[method] ?? 'ListOptions';
}

/** Whether the request only asks what would happen. */
export function isDryRun(method: string, query: URLSearchParams): boolean {
  return isAll(
    method,
    query.getAll('dryRun').filter((value) => value !== ''),
  );
}

/** Whether a list of dry-run stages names all of them: nothing else exists. */
export function isAll(method: string, stages: string[]): boolean {
  if (stages.every((stage) => stage === 'All')) return stages.length > 0;
  throw invalidOption(optionsKind(method), unsupported('dryRun', stages, ['All']));
}

const longestManager = 128;

/** The name of the field manager that a request gives; undefined when it gives none. */
export function givenManager(method: string, query: URLSearchParams): string | undefined {
  const manager = query.get('fieldManager');
  if (!manager) return undefined;
  const kind = optionsKind(method);
  if (Buffer.byteLength(manager) > longestManager) {
    throw invalidOption(kind, tooLong('fieldManager', longestManager));
  }
  const unprintable = [...manager].findIndex((character) => /\p{C}/u.test(character));
  if (unprintable < 0) return manager;
  const code = (manager.codePointAt(unprintable) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  const says = `invalid character U+${code} (at position ${unprintable})`;
  throw invalidOption(kind, invalidValue('fieldManager', manager, says));
}

/** What the client wants to happen to unknown fields; when it says nothing, it is warned. */
export function validationMode(method: string, query: URLSearchParams): 'Strict' | 'Warn' | 'Ignore' {
  const mode = query.get('fieldValidation') ?? '';
  if (mode === '') return 'Warn';
  if (mode === 'Strict' || mode === 'Warn' || mode === 'Ignore') return mode;
  const supported = ['', 'Ignore', 'Strict', 'Warn'];
  throw invalidOption(optionsKind(method), unsupported('fieldValidation', mode, supported));
}

/** Refuses to force a write that cannot conflict. */
export function refuseForce(query: URLSearchParams): void {
  if (!query.has('force')) return;
  throw invalidOption('PatchOptions', forbiddenField('force', 'may not be specified for non-apply patch'));
}
