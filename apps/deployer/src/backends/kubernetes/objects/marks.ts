import { createHash } from 'node:crypto';
import {
  isValueMap,
  type Manifest,
  type RenderedResource,
  valueAt,
  type ValueMap,
} from '@tribble/resource-repo/format';
import { normalise } from './normalise.ts';
import { pointerOf } from './pointer.ts';

/** The name under which fields are owned, the same for all environments, so that an object may move between them. */
export const fieldManager = 'cautious-tribble';

/** The annotations by which an object says what deployed it. */
export const annotations = {
  environment: 'tribble.dev/environment',
  /** The namespace of the environment's inventory: two repositories may give one name to their environments. */
  inventory: 'tribble.dev/inventory',
  resource: 'tribble.dev/resource',
  revision: 'tribble.dev/revision',
  digest: 'tribble.dev/digest',
  version: 'tribble.dev/version',
} as const;

/** Who looks after an object: an environment, and the namespace of its inventory. */
export type Owner = { environment: string; namespace: string };

/** The label by which watches find what this system deployed; on the object alone, never in the templates of its pods. */
export const environmentLabel = 'tribble.dev/environment';

/** What users write into their manifests to say how an object is to be treated. */
export const instructions = {
  /** A whole number: objects of a higher wave wait until all lower ones are there and ready. */
  wave: 'tribble.dev/wave',
  /** `"true"`, `"false"` or `"orphan"`: whether an object may be deleted and made anew where a field cannot be changed. */
  replace: 'tribble.dev/replace',
  /** `disabled`: the object stays when it leaves git. */
  prune: 'tribble.dev/prune',
  /** JSON pointers, separated by commas, of fields that others may change. */
  ignoreFields: 'tribble.dev/ignore-fields',
} as const;

/** The value of the label; a name that cannot be one is told by its hash. */
export function labelValueOf(environment: string): string {
  const isValue = /^(?=.{1,63}$)[A-Za-z0-9](?:[A-Za-z0-9_.-]*[A-Za-z0-9])?$/.test(environment);
  return isValue ? environment : createHash('sha256').update(environment).digest('hex').slice(0, 40);
}

/** The manifest as it is applied: in its namespace, with the annotations, without what only the server sets. */
export function marked(
  manifest: Manifest,
  resource: RenderedResource,
  { environment, namespace: inventory }: Owner,
  namespace?: string,
): ValueMap {
  const normal = normalise(manifest);
  const { annotations: existing, labels, ...metadata } = normal.metadata;
  return {
    ...normal,
    metadata: {
      ...metadata,
      ...(namespace !== undefined && { namespace }),
      labels: { ...(isValueMap(labels) && labels), [environmentLabel]: labelValueOf(environment) },
      annotations: {
        ...(isValueMap(existing) && existing),
        [annotations.environment]: environment,
        [annotations.inventory]: inventory,
        [annotations.resource]: resource.name,
        [annotations.revision]: resource.revision,
        [annotations.digest]: resource.digest,
        ...(resource.version !== undefined && { [annotations.version]: resource.version }),
      },
    },
  };
}

/** What a live object says of itself; nothing where another environment deployed it. */
export function marksOf(
  object: ValueMap,
  owner: Owner,
): { digest?: string; revision?: string; version?: string } {
  const read = (name: string) => {
    const value = valueAt(object, ['metadata', 'annotations', name]);
    return typeof value === 'string' ? value : undefined;
  };
  if (read(annotations.environment) === undefined || strangerOf(object, owner) !== undefined) return {};
  const digest = read(annotations.digest);
  const revision = read(annotations.revision);
  const version = read(annotations.version);
  return {
    ...(digest !== undefined && { digest }),
    ...(revision !== undefined && { revision }),
    ...(version !== undefined && { version }),
  };
}

/** The resource that an object was deployed for; undefined where it is not this environment's. The inventory itself is none. */
export function resourceMarkOf(object: ValueMap, owner: Owner): string | undefined {
  const resource = valueAt(object, ['metadata', 'annotations', annotations.resource]);
  const isOurs = environmentOf(object) !== undefined && strangerOf(object, owner) === undefined;
  return typeof resource === 'string' && isOurs ? resource : undefined;
}

/** The environment that an object says it belongs to; undefined where it says none. */
export function environmentOf(object: ValueMap): string | undefined {
  const environment = valueAt(object, ['metadata', 'annotations', annotations.environment]);
  return typeof environment === 'string' ? environment : undefined;
}

/** Who else an object belongs to, in words; undefined for what is ours or nobody's. */
export function strangerOf(object: ValueMap, { environment, namespace }: Owner): string | undefined {
  const other = environmentOf(object);
  if (other === undefined) return undefined;
  if (other !== environment) return `environment ${other}`;
  const inventory = valueAt(object, ['metadata', 'annotations', annotations.inventory]);
  // Deployers of before did not say it.
  if (typeof inventory !== 'string' || inventory === namespace) return undefined;
  return `another environment ${other}, whose inventory is in namespace ${inventory}`;
}

/** The merge patch that takes all marks off an object, while nobody else has changed it since. */
export function withoutMarksPatch({ metadata }: Pick<Manifest, 'metadata'>): ValueMap {
  const { resourceVersion } = metadata;
  const none = Object.fromEntries(Object.values(annotations).map((name) => [name, null]));
  const unchanged = typeof resourceVersion === 'string' && { resourceVersion };
  return { metadata: { ...unchanged, labels: { [environmentLabel]: null }, annotations: none } };
}

const markPaths: ReadonlySet<string> = new Set([
  pointerOf(['metadata', 'labels', environmentLabel]),
  ...Object.values(annotations).map((name) => pointerOf(['metadata', 'annotations', name])),
]);

/** Whether a JSON pointer leads to a mark: what this system says of an object, and not what git does. */
export function isMarkPath(pointer: string): boolean {
  return markPaths.has(pointer);
}
