import { type Cause, type ResourceName } from '../api-error.ts';
import { builtInType } from '../fields/schema/built-in.ts';
import { type Json, type JsonObject } from '../json.ts';
import { type KubernetesObject } from '../objects.ts';
import { checkAnnotations, type NameRule } from './names.ts';
import { canonicalizeQuantities } from './normalize.ts';

/** A door to a part of an object. */
export type Subresource = 'status' | 'scale';

/** One column of `kubectl get`; priority 1 shows only with `-o wide`. */
export interface Column {
  readonly name: string;
  readonly type?: 'string' | 'integer';
  readonly priority?: 1;
  readonly value: (object: KubernetesObject, now: number) => Json;
}

/** Everything the server knows about a kind. Adding a kind is adding one entry to the table of its group. */
export interface Kind extends ResourceName {
  readonly version: string;
  /** `apps/v1`, or `v1` for the core group. */
  readonly apiVersion: string;
  /** The plural with its group, such as `deployments.apps`: the name under which the store keeps the objects. */
  readonly resource: string;
  readonly singular: string;
  readonly shortNames: readonly string[];
  readonly categories: readonly string[];
  readonly namespaced: boolean;
  readonly subresources: readonly Subresource[];
  readonly nameRule: NameRule;
  /** The sections, or `annotations`, whose changes raise metadata.generation; none for kinds that do not count. */
  readonly generation: readonly string[];
  /** Fields that a field selector may name besides metadata.name and metadata.namespace. */
  readonly selectableFields: readonly string[];
  /** The status of a new object, for kinds with a status subresource. */
  readonly initialStatus: JsonObject | undefined;
  /** Throws when a value cannot even be decoded: 400 for an ordinary write, 500 for a server-side apply, as on a real server. */
  readonly refuseUndecodable: (object: KubernetesObject, code: 400 | 500) => void;
  /** Fills in what the schema declares as default. Changes the object, which is the caller's own copy. */
  readonly defaults: (object: KubernetesObject) => void;
  /** Fills in what a real server allocates or derives, after ownership is recorded. Changes the caller's own copy. */
  readonly prepare: (object: KubernetesObject, live: KubernetesObject | undefined) => void;
  readonly validate: (object: KubernetesObject, live: KubernetesObject | undefined) => Cause[];
  readonly columns: readonly Column[];
}

/** What an entry of the table has to say; the rest is derived or empty. */
export type KindEntry = Pick<Kind, 'kind' | 'plural'> &
  Partial<Omit<Kind, 'kind' | 'plural' | 'apiVersion' | 'resource' | 'singular'>>;

/** Completes an entry of the table. */
export function defineKind(entry: KindEntry): Kind {
  const { group = '', version = 'v1', plural, kind } = entry;
  const apiVersion = group ? `${group}/${version}` : version;
  const fields = builtInType(apiVersion, kind);
  return {
    shortNames: [],
    categories: [],
    namespaced: true,
    subresources: [],
    nameRule: 'subdomain',
    generation: [],
    selectableFields: [],
    initialStatus: undefined,
    refuseUndecodable: () => undefined,
    prepare: () => undefined,
    columns: [],
    ...entry,
    defaults: (object) => {
      if (fields) canonicalizeQuantities(object, fields);
      entry.defaults?.(object);
    },
    validate: (object, live) => [
      ...checkAnnotations('metadata.annotations', object.metadata.annotations),
      ...(entry.validate?.(object, live) ?? []),
    ],
    group,
    version,
    apiVersion,
    resource: group ? `${plural}.${group}` : plural,
    singular: kind.toLowerCase(),
  };
}
