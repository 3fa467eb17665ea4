import { ApiError, type Cause } from '../api-error.ts';
import { isObject, type JsonObject } from '../json.ts';
import { compare } from './compare.ts';
import { difference, type FieldSet, formatPaths, noFields, union } from './field-set.ts';
import { claimedFields } from './fields-of.ts';
import {
  conflictingManagers,
  isSameManager,
  type Manager,
  withFields,
  type Writer,
} from './managed-fields.ts';
import { type ObjectType } from './schema-types.ts';
import { typeErrors } from './typed-check.ts';
import { mergeTyped, prune } from './typed-merge.ts';

/** A server-side apply, with objects already reduced to what can be owned. */
export interface ApplyRequest {
  readonly type: ObjectType;
  readonly live: JsonObject;
  readonly config: JsonObject;
  readonly managers: readonly Manager[];
  readonly writer: Writer;
  readonly force: boolean;
  /** How error messages name the object, such as `default/web; apps/v1, Kind=Deployment`. */
  readonly title: string;
}

/** The object's ownable part and its managers after an apply. */
export interface ApplyResult {
  readonly merged: JsonObject;
  readonly managers: Manager[];
}

/**
 * Server-side apply: lays the configuration over the live object, removes what the manager used to own alone and no longer
 * declares, and refuses to change fields of other managers unless forced.
 */
export function applyConfiguration(request: ApplyRequest): ApplyResult {
  const { type, live, config, managers, writer, force } = request;
  refuseMistyped(request);
  const applier: Manager = { ...writer, operation: 'Apply', fields: claimOf(config, type) };
  const released = managers.find((manager) => isSameManager(manager, applier))?.fields ?? noFields;
  const current = withFields(managers, writer, 'Apply', applier.fields);
  const owned = current.map(({ fields }) => fields).reduce(union, noFields);
  const pruned = prune(mergeTyped(live, config, type), released, owned, type);
  const merged = isObject(pruned) ? pruned : {};
  const { added, modified, removed } = compare(live, merged, type);
  const changed = union(added, modified);
  const conflicts = conflictingManagers(current, applier, changed);
  if (conflicts.length > 0 && !force) throw applyConflict(conflicts);
  const lost = union(changed, removed);
  const remaining = current.map((manager) =>
    isSameManager(manager, applier) ? manager : { ...manager, fields: difference(manager.fields, lost) },
  );
  return { merged, managers: remaining };
}

/** An empty configuration claims nothing, and not the object itself. */
function claimOf(config: JsonObject, type: ObjectType): FieldSet {
  return Object.keys(config).length === 0 ? noFields : claimedFields(config, type);
}

/** 500, as on a real server: a configuration that does not fit the schema is a fault that no retry mends. */
function refuseMistyped({ config, type, title }: ApplyRequest): void {
  const errors = typeErrors(config, type);
  if (errors.length === 0) return;
  const list = errors.length === 1 ? errors.join('') : `errors:\n  ${errors.join('\n  ')}`;
  throw new ApiError(500, '', `failed to create typed patch object (${title}): ${list}`);
}

function applyConflict(conflicts: { manager: Manager; fields: FieldSet }[]): ApiError {
  const causes = conflicts.flatMap(({ manager, fields }) =>
    formatPaths(fields).map((field): Cause => ({
      reason: 'FieldManagerConflict',
      message: `conflict with ${describeManager(manager)}`,
      field,
    })),
  );
  const [only] = causes;
  const one = causes.length === 1 && only;
  const summary = one ? `${only.message}: ${only.field}` : conflicts.map(describeConflict).join('\n');
  const message = `Apply failed with ${causes.length} conflict${one ? '' : 's'}: ${summary}`;
  return new ApiError(409, 'Conflict', message, { causes });
}

function describeConflict({ manager, fields }: { manager: Manager; fields: FieldSet }): string {
  const paths = formatPaths(fields).map((path) => `- ${path}`);
  return [`conflicts with ${describeManager(manager)}:`, ...paths].join('\n');
}

function describeManager({ name, subresource, operation, apiVersion }: Manager): string {
  const door = subresource ? ` with subresource ${JSON.stringify(subresource)}` : '';
  return `${JSON.stringify(name)}${door}${operation === 'Update' ? ` using ${apiVersion}` : ''}`;
}
