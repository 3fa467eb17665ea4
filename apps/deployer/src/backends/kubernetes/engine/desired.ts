import {
  digestOf,
  type Manifest,
  type RenderedEnvironment,
  type RenderedResource,
  valueAt,
} from '@tribble/resource-repo/format';
import type { Discovery } from '../api/discovery.ts';
import { inventoryNameOf } from './inventory-store.ts';
import { groupOf, type Identity, keyOf, type KubernetesObject } from '../objects/identity.ts';
import { marked } from '../objects/marks.ts';
import { objectFault } from '../objects/fault.ts';
import { normalise } from '../objects/normalise.ts';
import { identityOf, type ResourceType } from '../objects/resource-type.ts';

/** An object as it should be, and where. */
export type DesiredObject = {
  key: string;
  identity: Identity;
  type: ResourceType;
  resource: RenderedResource;
  /** What is sent to the server, marks included. */
  payload: KubernetesObject;
  payloadHash: string;
  /** A hash of what git says, without the marks: it stays where only another object of the resource changed. */
  manifestHash: string;
};

/** An object that cannot be deployed as it stands. `waiting`: something else in the environment has to come first. */
export type Undeployable = {
  resource: RenderedResource;
  manifest: Manifest;
  identity: Identity;
  waiting: boolean;
  message: string;
};

export type DesiredSet = {
  objects: ReadonlyMap<string, DesiredObject>;
  undeployable: readonly Undeployable[];
};

export type DesiredContext = {
  environment: string;
  namespace: string;
  /** Whether a manifest may name this namespace. */
  isAllowedNamespace: (namespace: string) => boolean;
  discovery: Pick<Discovery, 'resolve'>;
};

type OfResource = { objects: readonly DesiredObject[]; undeployable: readonly Undeployable[] };

/** Places the rendered objects of an environment in a cluster. Remembers what it worked out for resources that did not change. */
export class DesiredObjects {
  readonly #context: DesiredContext;
  #known = new Map<RenderedResource, OfResource>();
  /** What the last turn came to, where nothing waits for anything. */
  #last: { resources: readonly RenderedResource[]; set: DesiredSet } | undefined;

  constructor(context: DesiredContext) {
    this.#context = context;
  }

  /** The same set again where it is of the same resources, so that callers can remember what they made of it. */
  async of(rendered: RenderedEnvironment): Promise<DesiredSet> {
    const resources = [...rendered.resources.values()];
    if (this.#last !== undefined && isSameList(resources, this.#last.resources)) return this.#last.set;
    const defined = definedKinds(resources);
    const known = new Map<RenderedResource, OfResource>();
    for (const resource of resources) {
      const before = this.#known.get(resource);
      // Whoever defines a missing kind may have come meanwhile.
      const isSettled = before !== undefined && before.undeployable.length === 0;
      known.set(resource, isSettled ? before : await this.#place(resource, defined));
    }
    this.#known = known;
    const parts = [...known.values()];
    const set = joined(parts);
    this.#last = parts.every(({ undeployable }) => undeployable.length === 0)
      ? { resources, set }
      : undefined;
    return set;
  }

  async #place(resource: RenderedResource, defined: ReadonlySet<string>): Promise<OfResource> {
    const objects: DesiredObject[] = [];
    const undeployable: Undeployable[] = [];
    for (const manifest of resource.objects) {
      const placed = await this.#placeObject(resource, manifest, defined);
      if ('payload' in placed) objects.push(placed);
      else undeployable.push(placed);
    }
    return { objects, undeployable };
  }

  async #placeObject(
    resource: RenderedResource,
    manifest: Manifest,
    defined: ReadonlySet<string>,
  ): Promise<DesiredObject | Undeployable> {
    const { discovery, environment, namespace } = this.#context;
    const group = groupOf(manifest.apiVersion);
    const type = await discovery.resolve(manifest.apiVersion, manifest.kind);
    const fail = (identity: Identity, message: string, waiting = false): Undeployable => {
      return { resource, manifest, identity, waiting, message };
    };
    if (type === undefined) {
      const { kind, apiVersion } = manifest;
      const identity = { group, kind, namespace: '', name: manifest.metadata.name };
      const waiting = defined.has(`${group}/${kind}`);
      const message = waiting
        ? `waits for the CustomResourceDefinition of ${kind} (${group})`
        : `the cluster knows no ${kind} of ${apiVersion}`;
      return fail(identity, message, waiting);
    }
    const identity = identityOf(type, manifest, namespace);
    const object = normalise(manifest);
    const fault =
      objectFault(object) ?? this.#namespaceFault(type, identity) ?? this.#inventoryFault(identity);
    if (fault !== undefined) return fail(identity, fault);
    const inNamespace = type.namespaced ? identity.namespace : undefined;
    const payload = marked(object, resource, { environment, namespace }, inNamespace) as KubernetesObject;
    return {
      key: keyOf(identity),
      identity,
      type,
      resource,
      payload,
      payloadHash: digestOf(payload),
      manifestHash: digestOf(object),
    };
  }

  #inventoryFault({ kind, group, namespace, name }: Identity): string | undefined {
    const isInventory = kind === 'ConfigMap' && group === '' && namespace === this.#context.namespace;
    if (!isInventory || name !== inventoryNameOf(this.#context.environment)) return undefined;
    return 'has the name of the ConfigMap in which the deployer keeps its inventory: take another';
  }

  #namespaceFault({ namespaced }: ResourceType, { namespace }: Identity): string | undefined {
    if (!namespaced || namespace === this.#context.namespace || this.#context.isAllowedNamespace(namespace)) {
      return undefined;
    }
    const hint = 'remove it, or list it in allowedNamespaces of the environment in deployers.yaml';
    return `metadata.namespace: ${namespace} is not ${this.#context.namespace}, the environment's own (${hint})`;
  }
}

/** The kinds, as `group/Kind`, that CustomResourceDefinitions of the environment define. */
function definedKinds(resources: readonly RenderedResource[]): Set<string> {
  const definitions = resources.flatMap(({ objects }) =>
    objects.filter(({ kind }) => kind === 'CustomResourceDefinition'),
  );
  return new Set(
    definitions.map((object) => {
      const [group, kind] = [valueAt(object, ['spec', 'group']), valueAt(object, ['spec', 'names', 'kind'])];
      return isText(group) && isText(kind) ? `${group}/${kind}` : '';
    }),
  );
}

const isText = (value: unknown): value is string => typeof value === 'string';

function isSameList<Item>(left: readonly Item[], right: readonly Item[]): boolean {
  return left.length === right.length && left.every((item, index) => item === right[index]);
}

/** One identity may stand in one place only; where it stands in several, none of them is deployed. */
function joined(parts: readonly OfResource[]): DesiredSet {
  const byKey = new Map<string, DesiredObject[]>();
  for (const object of parts.flatMap(({ objects }) => objects)) {
    const known = byKey.get(object.key);
    if (known === undefined) byKey.set(object.key, [object]);
    else known.push(object);
  }
  const objects = new Map<string, DesiredObject>();
  const undeployable = parts.flatMap((part) => part.undeployable);
  for (const [key, [first, ...more]] of byKey) {
    if (first === undefined) continue;
    if (more.length === 0) objects.set(key, first);
    else undeployable.push(...[first, ...more].map((each) => duplicate(each, [first, ...more])));
  }
  return { objects, undeployable };
}

function duplicate(object: DesiredObject, all: readonly DesiredObject[]): Undeployable {
  const { resource, payload, identity } = object;
  const others = [...new Set(all.map((each) => each.resource.name))].filter((name) => name !== resource.name);
  const where = others.length > 0 ? `by ${others.join(', ')}` : 'twice in this file';
  const message = `is also declared ${where}: keep one of them`;
  return { resource, manifest: payload, identity, waiting: false, message };
}

/** An identity as the API tells it: without a namespace where there is none. */
export function identityFields({ kind, namespace, name }: Identity): {
  kind: string;
  namespace?: string;
  name: string;
} {
  return { kind, ...(namespace !== '' && { namespace }), name };
}
