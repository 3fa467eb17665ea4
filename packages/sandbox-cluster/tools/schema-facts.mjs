// What the models of @kubernetes/client-node do not say about the types of Kubernetes 1.32. Every entry has to be used: the
// generator refuses one that names no field.

/** The kinds to describe. */
export const roots = [
  ...['Namespace', 'Pod', 'Service', 'ConfigMap', 'Secret', 'ServiceAccount', 'Node', 'Endpoints'],
  ...['PersistentVolume', 'PersistentVolumeClaim', 'LimitRange', 'ResourceQuota'],
  ...['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet', 'ControllerRevision', 'Job', 'CronJob'],
  ...['Ingress', 'IngressClass', 'NetworkPolicy', 'PodDisruptionBudget', 'EndpointSlice', 'Lease'],
  ...['Role', 'RoleBinding', 'ClusterRole', 'ClusterRoleBinding'],
  ...['StorageClass', 'PriorityClass', 'RuntimeClass', 'APIService'],
  ...['ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration'],
  ...['ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding'],
].map((kind) => `V1${kind}`);
roots.push('V2HorizontalPodAutoscaler', 'CoreV1Event');

/** Lists that are merged: `set`, or the keys inside the items. All others are replaced as one value. */
export const lists = {
  'ObjectMeta.finalizers': 'set',
  'ObjectMeta.ownerReferences': 'uid',
  'PodSpec.containers': 'name',
  'PodSpec.initContainers': 'name',
  'PodSpec.ephemeralContainers': 'name',
  'PodSpec.volumes': 'name',
  'PodSpec.imagePullSecrets': 'name',
  'PodSpec.hostAliases': 'ip',
  'PodSpec.topologySpreadConstraints': 'topologyKey,whenUnsatisfiable',
  'PodSpec.schedulingGates': 'name',
  'PodSpec.resourceClaims': 'name',
  'PodStatus.podIPs': 'ip',
  'PodStatus.resourceClaimStatuses': 'name',
  'Container.env': 'name',
  'Container.ports': 'containerPort,protocol=TCP',
  'Container.volumeMounts': 'mountPath',
  'Container.volumeDevices': 'devicePath',
  'EphemeralContainer.env': 'name',
  'EphemeralContainer.ports': 'containerPort,protocol=TCP',
  'EphemeralContainer.volumeMounts': 'mountPath',
  'EphemeralContainer.volumeDevices': 'devicePath',
  'ContainerStatus.volumeMounts': 'mountPath',
  'ContainerStatus.allocatedResourcesStatus': 'name',
  'ResourceStatus.resources': 'resourceID',
  'ResourceRequirements.claims': 'name',
  'ServiceSpec.ports': 'port,protocol=TCP',
  'ServiceAccount.secrets': 'name',
  'NodeSpec.podCIDRs': 'set',
  'NodeStatus.addresses': 'type',
  // The conditions of a Job are one value, those of everything else are merged by type.
  'JobStatus.conditions': '',
  'UncountedTerminatedPods.succeeded': 'set',
  'UncountedTerminatedPods.failed': 'set',
  'PodFailurePolicyOnExitCodesRequirement.values': 'set',
  'Endpoint.addresses': 'set',
  'ValidatingWebhookConfiguration.webhooks': 'name',
  'ValidatingWebhook.matchConditions': 'name',
  'MutatingWebhookConfiguration.webhooks': 'name',
  'MutatingWebhook.matchConditions': 'name',
  'ValidatingAdmissionPolicySpec.matchConditions': 'name',
  'ValidatingAdmissionPolicySpec.variables': 'name',
  'ValidatingAdmissionPolicyBindingSpec.validationActions': 'set',
};

/** Types, and fields, whose objects are replaced as one value. */
export const atomicObjects = new Set([
  ...['ObjectReference', 'LocalObjectReference', 'SecretReference', 'TypedLocalObjectReference'],
  ...['ConfigMapKeySelector', 'SecretKeySelector', 'ObjectFieldSelector', 'ResourceFieldSelector'],
  ...['LabelSelector', 'NodeSelector', 'NodeSelectorTerm', 'ScopeSelector', 'TopologySelectorTerm'],
  ...['RbacSubject', 'RoleRef', 'ServiceBackendPort', 'EndpointAddress', 'CoreEndpointPort'],
  ...[
    'DiscoveryV1EndpointPort',
    'MatchResources',
    'NamedRuleWithOperations',
    'ParamKind',
    'ParamRef',
    'Variable',
  ],
  ...['PodSpec.nodeSelector', 'ServiceSpec.selector', 'Scheduling.nodeSelector'],
]);

/** Objects that are there even when empty, besides metadata, spec and status; and the one such list that is merged. */
export const alwaysPresent = new Set([
  ...['PodSpec.containers', 'Container.resources', 'EphemeralContainer.resources'],
  ...[
    'DeploymentSpec.template',
    'ReplicaSetSpec.template',
    'StatefulSetSpec.template',
    'DaemonSetSpec.template',
  ],
  ...['JobSpec.template', 'CronJobSpec.jobTemplate', 'PersistentVolumeClaimSpec.resources'],
  ...['DeploymentSpec.strategy', 'StatefulSetSpec.updateStrategy', 'DaemonSetSpec.updateStrategy'],
  ...['ServiceStatus.loadBalancer', 'IngressStatus.loadBalancer', 'HTTPIngressPath.backend'],
  ...['IngressServiceBackend.port', 'NetworkPolicySpec.podSelector', 'RoleBinding.roleRef'],
  ...['ClusterRoleBinding.roleRef', 'ContainerStatus.state', 'ContainerStatus.lastState'],
  ...['NodeStatus.daemonEndpoints', 'NodeStatus.nodeInfo', 'NodeDaemonEndpoints.kubeletEndpoint'],
  ...['V2HorizontalPodAutoscalerSpec.scaleTargetRef', 'V2ResourceMetricSource.target'],
  ...['V2ContainerResourceMetricSource.target', 'V2PodsMetricSource.metric', 'V2PodsMetricSource.target'],
  ...['V2ObjectMetricSource.metric', 'V2ObjectMetricSource.target', 'V2ObjectMetricSource.describedObject'],
  ...['V2ExternalMetricSource.metric', 'V2ExternalMetricSource.target'],
  ...['ValidatingWebhook.clientConfig', 'MutatingWebhook.clientConfig'],
  ...['CoreEvent.involvedObject', 'CoreEvent.source'],
]);

/** Fields that are merged although the type is one that is replaced elsewhere. */
export const granularFields = new Set(['PersistentVolumeSpec.claimRef']);

/** Strings that are quantities (or maps of them). */
export const quantities = new Set([
  ...['ResourceRequirements.limits', 'ResourceRequirements.requests', 'PodSpec.overhead'],
  ...['VolumeResourceRequirements.limits', 'VolumeResourceRequirements.requests', 'Overhead.podFixed'],
  ...[
    'EmptyDirVolumeSource.sizeLimit',
    'ResourceFieldSelector.divisor',
    'ContainerStatus.allocatedResources',
  ],
  ...['LimitRangeItem.default', 'LimitRangeItem.defaultRequest', 'LimitRangeItem.max', 'LimitRangeItem.min'],
  ...['LimitRangeItem.maxLimitRequestRatio', 'ResourceQuotaSpec.hard'],
  ...[
    'ResourceQuotaStatus.hard',
    'ResourceQuotaStatus.used',
    'NodeStatus.capacity',
    'NodeStatus.allocatable',
  ],
  ...['PersistentVolumeSpec.capacity', 'PersistentVolumeClaimStatus.capacity'],
  'PersistentVolumeClaimStatus.allocatedResources',
  ...['V2MetricTarget.averageValue', 'V2MetricTarget.value'],
  ...['V2MetricValueStatus.averageValue', 'V2MetricValueStatus.value'],
]);

/** Fields that came after 1.32. */
export const tooNew = new Set([
  ...['Lifecycle.stopSignal', 'ContainerStatus.stopSignal', 'Container.restartPolicyRules'],
  ...['EphemeralContainer.restartPolicyRules', 'EnvVarSource.fileKeyRef', 'VolumeProjection.podCertificate'],
  ...['PodSpec.hostnameOverride', 'PodSpec.schedulingGroup', 'PodCondition.observedGeneration'],
  ...['PodStatus.allocatedResources', 'PodStatus.resources', 'PodStatus.observedGeneration'],
  ...['PodStatus.extendedResourceClaimStatus', 'PodStatus.nodeAllocatableResourceClaimStatuses'],
  ...['VolumeMountStatus.volumeStatus', 'EndpointHints.forNodes', 'V2HPAScalingRules.tolerance'],
  ...['DeploymentStatus.terminatingReplicas', 'ReplicaSetStatus.terminatingReplicas'],
  ...['NodeStatus.declaredFeatures', 'NodeSystemInfo.swap'],
]);
