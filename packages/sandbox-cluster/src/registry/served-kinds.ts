import { customResourceDefinitionKind } from '../custom/definition-kind.ts';
import { builtInType } from '../fields/schema/built-in.ts';
import { openObject } from '../fields/fields-of.ts';
import { metadataType } from '../fields/metadata-type.ts';
import { type ObjectType } from '../fields/schema-types.ts';
import { type Kind } from '../kinds/kind.ts';
import { kinds } from '../kinds/table.ts';

/** How the scale subresource of a custom kind finds its numbers: paths of field names. */
export interface ScalePaths {
  readonly specReplicas: readonly string[];
  readonly statusReplicas: readonly string[];
  readonly selector: readonly string[] | undefined;
}

/** One version of a custom kind. */
export interface CustomKind extends Kind {
  readonly fields: ObjectType;
  readonly scale: ScalePaths | undefined;
  /** Its definition is being deleted: no object is created any more. */
  readonly isTerminating: boolean;
}

/** Whether a kind comes from a definition and not from the table. */
export function isCustom(kind: Kind): kind is CustomKind {
  return 'isTerminating' in kind;
}

/** The kinds that a cluster serves: the built-in ones, and those that definitions add while it runs. */
export class ServedKinds {
  readonly #builtIn: readonly Kind[] = [...kinds, customResourceDefinitionKind];
  readonly #custom = new Map<string, readonly CustomKind[]>();
  #all: readonly Kind[] = this.#builtIn;

  /** Every version of every kind: another list whenever a kind comes or goes. */
  get all(): readonly Kind[] {
    return this.#all;
  }

  /** One kind for each resource that the store keeps: of a custom kind its preferred version. */
  get resources(): Kind[] {
    return [...new Map([...this.#all].reverse().map((kind) => [kind.resource, kind])).values()].reverse();
  }

  /** The kinds that definitions added. */
  get custom(): CustomKind[] {
    return [...this.#custom.values()].flat();
  }

  /** Finds a kind by the words of a request path. */
  find(group: string, version: string, plural: string): Kind | undefined {
    return this.#all.find(
      (kind) => kind.group === group && kind.version === version && kind.plural === plural,
    );
  }

  /** The kind whose objects the store keeps under a name: of a custom kind its preferred version. */
  ofResource(resource: string): Kind | undefined {
    return this.#all.find((kind) => kind.resource === resource);
  }

  /** Serves the versions of a custom kind from now on; none ends it. */
  serve(resource: string, versions: readonly CustomKind[]): void {
    if (versions.length > 0) this.#custom.set(resource, versions);
    else this.#custom.delete(resource);
    this.#all = [...this.#builtIn, ...this.custom];
  }
}

const unknownKind = openObject(metadataType);

/** The fields of a kind. */
export function typeOfKind(kind: Kind): ObjectType {
  if ('fields' in kind) return (kind as Kind & { fields: ObjectType }).fields;
  return builtInType(kind.apiVersion, kind.kind) ?? unknownKind;
}

/** What a real server decodes into Go types: of custom objects that is their metadata alone. */
export function decodedType(kind: Kind): ObjectType {
  return isCustom(kind) ? unknownKind : typeOfKind(kind);
}
