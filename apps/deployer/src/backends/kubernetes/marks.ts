import {
  isValueMap,
  type Manifest,
  type RenderedResource,
  valueAt,
  type ValueMap,
} from '@tribble/resource-repo/format';

/** The annotations by which an object says what deployed it. */
export const annotations = {
  environment: 'tribble.dev/environment',
  resource: 'tribble.dev/resource',
  revision: 'tribble.dev/revision',
  digest: 'tribble.dev/digest',
  version: 'tribble.dev/version',
} as const;

/** What only the server sets; a manifest that was read from a cluster has it, and the server refuses it. */
const ofServer = [
  'managedFields',
  'resourceVersion',
  'uid',
  'generation',
  'selfLink',
  'creationTimestamp',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
];
/** What `kubectl apply` remembers: a copy of the whole object, Secrets too. */
const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration';

/** The manifest as it is applied: in its namespace, with the annotations, without what only the server sets. */
export function marked(
  manifest: Manifest,
  resource: RenderedResource,
  environment: string,
  namespace?: string,
): ValueMap {
  const { status: _status, ...rest } = manifest;
  const { annotations: existing, ...metadata } = without(manifest.metadata, ofServer);
  return {
    ...rest,
    metadata: {
      ...metadata,
      ...(namespace !== undefined && { namespace }),
      annotations: {
        ...(isValueMap(existing) && without(existing, [lastApplied])),
        [annotations.environment]: environment,
        [annotations.resource]: resource.name,
        [annotations.revision]: resource.revision,
        [annotations.digest]: resource.digest,
        ...(resource.version !== undefined && { [annotations.version]: resource.version }),
      },
    },
  };
}

function without(map: ValueMap, keys: readonly string[]): ValueMap {
  return Object.fromEntries(Object.entries(map).filter(([key]) => !keys.includes(key)));
}

/** What a live object says of itself; nothing where another environment deployed it. */
export function marksOf(
  object: ValueMap,
  environment: string,
): { digest?: string; revision?: string; version?: string } {
  const read = (name: string) => {
    const value = valueAt(object, ['metadata', 'annotations', name]);
    return typeof value === 'string' ? value : undefined;
  };
  if (read(annotations.environment) !== environment) return {};
  const digest = read(annotations.digest);
  const revision = read(annotations.revision);
  const version = read(annotations.version);
  return {
    ...(digest !== undefined && { digest }),
    ...(revision !== undefined && { revision }),
    ...(version !== undefined && { version }),
  };
}
