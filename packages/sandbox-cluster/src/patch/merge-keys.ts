/** How a strategic merge patch treats a list: merged by a key inside its items, or as a set of scalars. */
export type PatchRule = { readonly key: string } | { readonly scalars: true };

/** Merge keys by the end of the path; a list that is not named here is replaced. */
const patchRules: Readonly<Record<string, PatchRule>> = {
  'metadata.finalizers': { scalars: true },
  'metadata.ownerReferences': { key: 'uid' },
  conditions: { key: 'type' },
  containers: { key: 'name' },
  initContainers: { key: 'name' },
  ephemeralContainers: { key: 'name' },
  'containers.*.ports': { key: 'containerPort' },
  'initContainers.*.ports': { key: 'containerPort' },
  'spec.ports': { key: 'port' },
  env: { key: 'name' },
  volumeMounts: { key: 'mountPath' },
  volumeDevices: { key: 'devicePath' },
  volumes: { key: 'name' },
  imagePullSecrets: { key: 'name' },
  hostAliases: { key: 'ip' },
  topologySpreadConstraints: { key: 'topologyKey' },
  schedulingGates: { key: 'name' },
  podIPs: { key: 'ip' },
  secrets: { key: 'name' },
  resourceClaims: { key: 'name' },
  webhooks: { key: 'name' },
  matchConditions: { key: 'name' },
  'spec.variables': { key: 'name' },
  'status.addresses': { key: 'type' },
};

/** The rule for the list at a path of field names, in which `*` stands for list items. */
export function patchRuleAt(path: readonly string[]): PatchRule | undefined {
  const endings = [path.slice(-3), path.slice(-2), path.slice(-1)].map((ending) => ending.join('.'));
  return endings.map((ending) => patchRules[ending]).find((rule) => rule !== undefined);
}
