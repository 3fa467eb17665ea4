// Made by tools/generate-schema.mjs; do not edit. The notation is explained in ../notation.ts.
/** The types of the built-in kinds of Kubernetes 1.32. */
export const typeTexts = {
  APIService:
    'apiVersion:string kind:string metadata+:ObjectMeta spec+:APIServiceSpec status+:APIServiceStatus',
  APIServiceCondition: 'lastTransitionTime:time message:string reason:string status:string type:string',
  APIServiceSpec:
    'caBundle:bytes group:string groupPriorityMinimum:integer insecureSkipTLSVerify:boolean service:ApiregistrationServiceReference version:string versionPriority:integer',
  APIServiceStatus: 'conditions:[APIServiceCondition]type',
  AWSElasticBlockStoreVolumeSource: 'fsType:string partition:integer readOnly:boolean volumeID:string',
  AdmissionregistrationV1ServiceReference: 'name:string namespace:string path:string port:integer',
  AdmissionregistrationV1WebhookClientConfig:
    'caBundle:bytes service:AdmissionregistrationV1ServiceReference url:string',
  Affinity: 'nodeAffinity:NodeAffinity podAffinity:PodAffinity podAntiAffinity:PodAntiAffinity',
  AggregationRule: 'clusterRoleSelectors:[LabelSelector!]',
  ApiregistrationServiceReference: 'name:string namespace:string port:integer',
  AppArmorProfile: 'localhostProfile:string type:string',
  AttachedVolume: 'devicePath:string name:string',
  AuditAnnotation: 'key:string valueExpression:string',
  AzureDiskVolumeSource:
    'cachingMode:string diskName:string diskURI:string fsType:string kind:string readOnly:boolean',
  AzureFilePersistentVolumeSource:
    'readOnly:boolean secretName:string secretNamespace:string shareName:string',
  AzureFileVolumeSource: 'readOnly:boolean secretName:string shareName:string',
  CSIPersistentVolumeSource:
    'controllerExpandSecretRef:SecretReference! controllerPublishSecretRef:SecretReference! driver:string fsType:string nodeExpandSecretRef:SecretReference! nodePublishSecretRef:SecretReference! nodeStageSecretRef:SecretReference! readOnly:boolean volumeAttributes:{string} volumeHandle:string',
  CSIVolumeSource:
    'driver:string fsType:string nodePublishSecretRef:LocalObjectReference! readOnly:boolean volumeAttributes:{string}',
  Capabilities: 'add:[string] drop:[string]',
  CephFSPersistentVolumeSource:
    'monitors:[string] path:string readOnly:boolean secretFile:string secretRef:SecretReference! user:string',
  CephFSVolumeSource:
    'monitors:[string] path:string readOnly:boolean secretFile:string secretRef:LocalObjectReference! user:string',
  CinderPersistentVolumeSource: 'fsType:string readOnly:boolean secretRef:SecretReference! volumeID:string',
  CinderVolumeSource: 'fsType:string readOnly:boolean secretRef:LocalObjectReference! volumeID:string',
  ClientIPConfig: 'timeoutSeconds:integer',
  ClusterRole:
    'aggregationRule:AggregationRule apiVersion:string kind:string metadata+:ObjectMeta rules:[PolicyRule]',
  ClusterRoleBinding:
    'apiVersion:string kind:string metadata+:ObjectMeta roleRef+:RoleRef! subjects:[RbacSubject!]',
  ClusterTrustBundleProjection:
    'labelSelector:LabelSelector! name:string optional:boolean path:string signerName:string',
  Condition:
    'lastTransitionTime:time message:string observedGeneration:integer reason:string status:string type:string',
  ConfigMap:
    'apiVersion:string binaryData:{bytes} data:{string} immutable:boolean kind:string metadata+:ObjectMeta',
  ConfigMapEnvSource: 'name:string optional:boolean',
  ConfigMapKeySelector: 'key:string name:string optional:boolean',
  ConfigMapNodeConfigSource:
    'kubeletConfigKey:string name:string namespace:string resourceVersion:string uid:string',
  ConfigMapProjection: 'items:[KeyToPath] name:string optional:boolean',
  ConfigMapVolumeSource: 'defaultMode:integer items:[KeyToPath] name:string optional:boolean',
  Container:
    'args:[string] command:[string] env:[EnvVar]name envFrom:[EnvFromSource] image:string imagePullPolicy:string lifecycle:Lifecycle livenessProbe:Probe name:string ports:[ContainerPort]containerPort,protocol=TCP readinessProbe:Probe resizePolicy:[ContainerResizePolicy] resources+:ResourceRequirements restartPolicy:string securityContext:SecurityContext startupProbe:Probe stdin:boolean stdinOnce:boolean terminationMessagePath:string terminationMessagePolicy:string tty:boolean volumeDevices:[VolumeDevice]devicePath volumeMounts:[VolumeMount]mountPath workingDir:string',
  ContainerImage: 'names:[string] sizeBytes:integer',
  ContainerPort: 'containerPort:integer hostIP:string hostPort:integer name:string protocol:string',
  ContainerResizePolicy: 'resourceName:string restartPolicy:string',
  ContainerState:
    'running:ContainerStateRunning terminated:ContainerStateTerminated waiting:ContainerStateWaiting',
  ContainerStateRunning: 'startedAt:time',
  ContainerStateTerminated:
    'containerID:string exitCode:integer finishedAt:time message:string reason:string signal:integer startedAt:time',
  ContainerStateWaiting: 'message:string reason:string',
  ContainerStatus:
    'allocatedResources:{quantity} allocatedResourcesStatus:[ResourceStatus]name containerID:string image:string imageID:string lastState+:ContainerState name:string ready:boolean resources:ResourceRequirements restartCount:integer started:boolean state+:ContainerState user:ContainerUser volumeMounts:[VolumeMountStatus]mountPath',
  ContainerUser: 'linux:LinuxContainerUser',
  ControllerRevision: 'apiVersion:string data:any kind:string metadata+:ObjectMeta revision:integer',
  CoreEndpointPort: 'appProtocol:string name:string port:integer protocol:string',
  CoreEvent:
    'action:string apiVersion:string count:integer eventTime:time firstTimestamp:time involvedObject+:ObjectReference! kind:string lastTimestamp:time message:string metadata+:ObjectMeta reason:string related:ObjectReference! reportingComponent:string reportingInstance:string series:CoreEventSeries source+:EventSource type:string',
  CoreEventSeries: 'count:integer lastObservedTime:time',
  CoreResourceClaim: 'name:string request:string',
  CronJob: 'apiVersion:string kind:string metadata+:ObjectMeta spec+:CronJobSpec status+:CronJobStatus',
  CronJobSpec:
    'concurrencyPolicy:string failedJobsHistoryLimit:integer jobTemplate+:JobTemplateSpec schedule:string startingDeadlineSeconds:integer successfulJobsHistoryLimit:integer suspend:boolean timeZone:string',
  CronJobStatus: 'active:[ObjectReference!] lastScheduleTime:time lastSuccessfulTime:time',
  DaemonEndpoint: 'Port:integer',
  DaemonSet: 'apiVersion:string kind:string metadata+:ObjectMeta spec+:DaemonSetSpec status+:DaemonSetStatus',
  DaemonSetCondition: 'lastTransitionTime:time message:string reason:string status:string type:string',
  DaemonSetSpec:
    'minReadySeconds:integer revisionHistoryLimit:integer selector:LabelSelector! template+:PodTemplateSpec updateStrategy+:DaemonSetUpdateStrategy',
  DaemonSetStatus:
    'collisionCount:integer conditions:[DaemonSetCondition]type currentNumberScheduled:integer desiredNumberScheduled:integer numberAvailable:integer numberMisscheduled:integer numberReady:integer numberUnavailable:integer observedGeneration:integer updatedNumberScheduled:integer',
  DaemonSetUpdateStrategy: 'rollingUpdate:RollingUpdateDaemonSet type:string',
  Deployment:
    'apiVersion:string kind:string metadata+:ObjectMeta spec+:DeploymentSpec status+:DeploymentStatus',
  DeploymentCondition:
    'lastTransitionTime:time lastUpdateTime:time message:string reason:string status:string type:string',
  DeploymentSpec:
    'minReadySeconds:integer paused:boolean progressDeadlineSeconds:integer replicas:integer revisionHistoryLimit:integer selector:LabelSelector! strategy+:DeploymentStrategy template+:PodTemplateSpec',
  DeploymentStatus:
    'availableReplicas:integer collisionCount:integer conditions:[DeploymentCondition]type observedGeneration:integer readyReplicas:integer replicas:integer unavailableReplicas:integer updatedReplicas:integer',
  DeploymentStrategy: 'rollingUpdate:RollingUpdateDeployment type:string',
  DiscoveryV1EndpointPort: 'appProtocol:string name:string port:integer protocol:string',
  DownwardAPIProjection: 'items:[DownwardAPIVolumeFile]',
  DownwardAPIVolumeFile:
    'fieldRef:ObjectFieldSelector! mode:integer path:string resourceFieldRef:ResourceFieldSelector!',
  DownwardAPIVolumeSource: 'defaultMode:integer items:[DownwardAPIVolumeFile]',
  EmptyDirVolumeSource: 'medium:string sizeLimit:quantity',
  Endpoint:
    'addresses:[string]set conditions:EndpointConditions deprecatedTopology:{string} hints:EndpointHints hostname:string nodeName:string targetRef:ObjectReference! zone:string',
  EndpointAddress: 'hostname:string ip:string nodeName:string targetRef:ObjectReference!',
  EndpointConditions: 'ready:boolean serving:boolean terminating:boolean',
  EndpointHints: 'forZones:[ForZone]',
  EndpointSlice:
    'addressType:string apiVersion:string endpoints:[Endpoint] kind:string metadata+:ObjectMeta ports:[DiscoveryV1EndpointPort!]',
  EndpointSubset:
    'addresses:[EndpointAddress!] notReadyAddresses:[EndpointAddress!] ports:[CoreEndpointPort!]',
  Endpoints: 'apiVersion:string kind:string metadata+:ObjectMeta subsets:[EndpointSubset]',
  EnvFromSource: 'configMapRef:ConfigMapEnvSource prefix:string secretRef:SecretEnvSource',
  EnvVar: 'name:string value:string valueFrom:EnvVarSource',
  EnvVarSource:
    'configMapKeyRef:ConfigMapKeySelector! fieldRef:ObjectFieldSelector! resourceFieldRef:ResourceFieldSelector! secretKeyRef:SecretKeySelector!',
  EphemeralContainer:
    'args:[string] command:[string] env:[EnvVar]name envFrom:[EnvFromSource] image:string imagePullPolicy:string lifecycle:Lifecycle livenessProbe:Probe name:string ports:[ContainerPort]containerPort,protocol=TCP readinessProbe:Probe resizePolicy:[ContainerResizePolicy] resources+:ResourceRequirements restartPolicy:string securityContext:SecurityContext startupProbe:Probe stdin:boolean stdinOnce:boolean targetContainerName:string terminationMessagePath:string terminationMessagePolicy:string tty:boolean volumeDevices:[VolumeDevice]devicePath volumeMounts:[VolumeMount]mountPath workingDir:string',
  EphemeralVolumeSource: 'volumeClaimTemplate:PersistentVolumeClaimTemplate',
  EventSource: 'component:string host:string',
  ExecAction: 'command:[string]',
  ExpressionWarning: 'fieldRef:string warning:string',
  FCVolumeSource: 'fsType:string lun:integer readOnly:boolean targetWWNs:[string] wwids:[string]',
  FlexPersistentVolumeSource:
    'driver:string fsType:string options:{string} readOnly:boolean secretRef:SecretReference!',
  FlexVolumeSource:
    'driver:string fsType:string options:{string} readOnly:boolean secretRef:LocalObjectReference!',
  FlockerVolumeSource: 'datasetName:string datasetUUID:string',
  ForZone: 'name:string',
  GCEPersistentDiskVolumeSource: 'fsType:string partition:integer pdName:string readOnly:boolean',
  GRPCAction: 'port:integer service:string',
  GitRepoVolumeSource: 'directory:string repository:string revision:string',
  GlusterfsPersistentVolumeSource: 'endpoints:string endpointsNamespace:string path:string readOnly:boolean',
  GlusterfsVolumeSource: 'endpoints:string path:string readOnly:boolean',
  HTTPGetAction: 'host:string httpHeaders:[HTTPHeader] path:string port:intOrString scheme:string',
  HTTPHeader: 'name:string value:string',
  HTTPIngressPath: 'backend+:IngressBackend path:string pathType:string',
  HTTPIngressRuleValue: 'paths:[HTTPIngressPath]',
  HostAlias: 'hostnames:[string] ip:string',
  HostIP: 'ip:string',
  HostPathVolumeSource: 'path:string type:string',
  IPBlock: 'cidr:string except:[string]',
  ISCSIPersistentVolumeSource:
    'chapAuthDiscovery:boolean chapAuthSession:boolean fsType:string initiatorName:string iqn:string iscsiInterface:string lun:integer portals:[string] readOnly:boolean secretRef:SecretReference! targetPortal:string',
  ISCSIVolumeSource:
    'chapAuthDiscovery:boolean chapAuthSession:boolean fsType:string initiatorName:string iqn:string iscsiInterface:string lun:integer portals:[string] readOnly:boolean secretRef:LocalObjectReference! targetPortal:string',
  ImageVolumeSource: 'pullPolicy:string reference:string',
  Ingress: 'apiVersion:string kind:string metadata+:ObjectMeta spec+:IngressSpec status+:IngressStatus',
  IngressBackend: 'resource:TypedLocalObjectReference! service:IngressServiceBackend',
  IngressClass: 'apiVersion:string kind:string metadata+:ObjectMeta spec+:IngressClassSpec',
  IngressClassParametersReference: 'apiGroup:string kind:string name:string namespace:string scope:string',
  IngressClassSpec: 'controller:string parameters:IngressClassParametersReference',
  IngressLoadBalancerIngress: 'hostname:string ip:string ports:[IngressPortStatus]',
  IngressLoadBalancerStatus: 'ingress:[IngressLoadBalancerIngress]',
  IngressPortStatus: 'error:string port:integer protocol:string',
  IngressRule: 'host:string http:HTTPIngressRuleValue',
  IngressServiceBackend: 'name:string port+:ServiceBackendPort!',
  IngressSpec: 'defaultBackend:IngressBackend ingressClassName:string rules:[IngressRule] tls:[IngressTLS]',
  IngressStatus: 'loadBalancer+:IngressLoadBalancerStatus',
  IngressTLS: 'hosts:[string] secretName:string',
  Job: 'apiVersion:string kind:string metadata+:ObjectMeta spec+:JobSpec status+:JobStatus',
  JobCondition:
    'lastProbeTime:time lastTransitionTime:time message:string reason:string status:string type:string',
  JobSpec:
    'activeDeadlineSeconds:integer backoffLimit:integer backoffLimitPerIndex:integer completionMode:string completions:integer managedBy:string manualSelector:boolean maxFailedIndexes:integer parallelism:integer podFailurePolicy:PodFailurePolicy podReplacementPolicy:string selector:LabelSelector! successPolicy:SuccessPolicy suspend:boolean template+:PodTemplateSpec ttlSecondsAfterFinished:integer',
  JobStatus:
    'active:integer completedIndexes:string completionTime:time conditions:[JobCondition] failed:integer failedIndexes:string ready:integer startTime:time succeeded:integer terminating:integer uncountedTerminatedPods:UncountedTerminatedPods',
  JobTemplateSpec: 'metadata+:ObjectMeta spec+:JobSpec',
  KeyToPath: 'key:string mode:integer path:string',
  LabelSelector: 'matchExpressions:[LabelSelectorRequirement] matchLabels:{string}',
  LabelSelectorRequirement: 'key:string operator:string values:[string]',
  Lease: 'apiVersion:string kind:string metadata+:ObjectMeta spec+:LeaseSpec',
  LeaseSpec:
    'acquireTime:time holderIdentity:string leaseDurationSeconds:integer leaseTransitions:integer preferredHolder:string renewTime:time strategy:string',
  Lifecycle: 'postStart:LifecycleHandler preStop:LifecycleHandler',
  LifecycleHandler: 'exec:ExecAction httpGet:HTTPGetAction sleep:SleepAction tcpSocket:TCPSocketAction',
  LimitRange: 'apiVersion:string kind:string metadata+:ObjectMeta spec+:LimitRangeSpec',
  LimitRangeItem:
    'default:{quantity} defaultRequest:{quantity} max:{quantity} maxLimitRequestRatio:{quantity} min:{quantity} type:string',
  LimitRangeSpec: 'limits:[LimitRangeItem]',
  LinuxContainerUser: 'gid:integer supplementalGroups:[integer] uid:integer',
  LoadBalancerIngress: 'hostname:string ip:string ipMode:string ports:[PortStatus]',
  LoadBalancerStatus: 'ingress:[LoadBalancerIngress]',
  LocalObjectReference: 'name:string',
  LocalVolumeSource: 'fsType:string path:string',
  ManagedFieldsEntry:
    'apiVersion:string fieldsType:string fieldsV1:any manager:string operation:string subresource:string time:time',
  MatchCondition: 'expression:string name:string',
  MatchResources:
    'excludeResourceRules:[NamedRuleWithOperations!] matchPolicy:string namespaceSelector:LabelSelector! objectSelector:LabelSelector! resourceRules:[NamedRuleWithOperations!]',
  ModifyVolumeStatus: 'status:string targetVolumeAttributesClassName:string',
  MutatingWebhook:
    'admissionReviewVersions:[string] clientConfig+:AdmissionregistrationV1WebhookClientConfig failurePolicy:string matchConditions:[MatchCondition]name matchPolicy:string name:string namespaceSelector:LabelSelector! objectSelector:LabelSelector! reinvocationPolicy:string rules:[RuleWithOperations] sideEffects:string timeoutSeconds:integer',
  MutatingWebhookConfiguration:
    'apiVersion:string kind:string metadata+:ObjectMeta webhooks:[MutatingWebhook]name',
  NFSVolumeSource: 'path:string readOnly:boolean server:string',
  NamedRuleWithOperations:
    'apiGroups:[string] apiVersions:[string] operations:[string] resourceNames:[string] resources:[string] scope:string',
  Namespace: 'apiVersion:string kind:string metadata+:ObjectMeta spec+:NamespaceSpec status+:NamespaceStatus',
  NamespaceCondition: 'lastTransitionTime:time message:string reason:string status:string type:string',
  NamespaceSpec: 'finalizers:[string]',
  NamespaceStatus: 'conditions:[NamespaceCondition]type phase:string',
  NetworkPolicy: 'apiVersion:string kind:string metadata+:ObjectMeta spec+:NetworkPolicySpec',
  NetworkPolicyEgressRule: 'ports:[NetworkPolicyPort] to:[NetworkPolicyPeer]',
  NetworkPolicyIngressRule: 'from:[NetworkPolicyPeer] ports:[NetworkPolicyPort]',
  NetworkPolicyPeer: 'ipBlock:IPBlock namespaceSelector:LabelSelector! podSelector:LabelSelector!',
  NetworkPolicyPort: 'endPort:integer port:intOrString protocol:string',
  NetworkPolicySpec:
    'egress:[NetworkPolicyEgressRule] ingress:[NetworkPolicyIngressRule] podSelector+:LabelSelector! policyTypes:[string]',
  Node: 'apiVersion:string kind:string metadata+:ObjectMeta spec+:NodeSpec status+:NodeStatus',
  NodeAddress: 'address:string type:string',
  NodeAffinity:
    'preferredDuringSchedulingIgnoredDuringExecution:[PreferredSchedulingTerm] requiredDuringSchedulingIgnoredDuringExecution:NodeSelector!',
  NodeCondition:
    'lastHeartbeatTime:time lastTransitionTime:time message:string reason:string status:string type:string',
  NodeConfigSource: 'configMap:ConfigMapNodeConfigSource',
  NodeConfigStatus:
    'active:NodeConfigSource assigned:NodeConfigSource error:string lastKnownGood:NodeConfigSource',
  NodeDaemonEndpoints: 'kubeletEndpoint+:DaemonEndpoint',
  NodeFeatures: 'supplementalGroupsPolicy:boolean',
  NodeRuntimeHandler: 'features:NodeRuntimeHandlerFeatures name:string',
  NodeRuntimeHandlerFeatures: 'recursiveReadOnlyMounts:boolean userNamespaces:boolean',
  NodeSelector: 'nodeSelectorTerms:[NodeSelectorTerm!]',
  NodeSelectorRequirement: 'key:string operator:string values:[string]',
  NodeSelectorTerm: 'matchExpressions:[NodeSelectorRequirement] matchFields:[NodeSelectorRequirement]',
  NodeSpec:
    'configSource:NodeConfigSource externalID:string podCIDR:string podCIDRs:[string]set providerID:string taints:[Taint] unschedulable:boolean',
  NodeStatus:
    'addresses:[NodeAddress]type allocatable:{quantity} capacity:{quantity} conditions:[NodeCondition]type config:NodeConfigStatus daemonEndpoints+:NodeDaemonEndpoints features:NodeFeatures images:[ContainerImage] nodeInfo+:NodeSystemInfo phase:string runtimeHandlers:[NodeRuntimeHandler] volumesAttached:[AttachedVolume] volumesInUse:[string]',
  NodeSystemInfo:
    'architecture:string bootID:string containerRuntimeVersion:string kernelVersion:string kubeProxyVersion:string kubeletVersion:string machineID:string operatingSystem:string osImage:string systemUUID:string',
  ObjectFieldSelector: 'apiVersion:string fieldPath:string',
  ObjectMeta:
    'annotations:{string} creationTimestamp:time deletionGracePeriodSeconds:integer deletionTimestamp:time finalizers:[string]set generateName:string generation:integer labels:{string} managedFields:[ManagedFieldsEntry] name:string namespace:string ownerReferences:[OwnerReference]uid resourceVersion:string selfLink:string uid:string',
  ObjectReference:
    'apiVersion:string fieldPath:string kind:string name:string namespace:string resourceVersion:string uid:string',
  Overhead: 'podFixed:{quantity}',
  OwnerReference:
    'apiVersion:string blockOwnerDeletion:boolean controller:boolean kind:string name:string uid:string',
  ParamKind: 'apiVersion:string kind:string',
  ParamRef: 'name:string namespace:string parameterNotFoundAction:string selector:LabelSelector!',
  PersistentVolume:
    'apiVersion:string kind:string metadata+:ObjectMeta spec+:PersistentVolumeSpec status+:PersistentVolumeStatus',
  PersistentVolumeClaim:
    'apiVersion:string kind:string metadata+:ObjectMeta spec+:PersistentVolumeClaimSpec status+:PersistentVolumeClaimStatus',
  PersistentVolumeClaimCondition:
    'lastProbeTime:time lastTransitionTime:time message:string reason:string status:string type:string',
  PersistentVolumeClaimSpec:
    'accessModes:[string] dataSource:TypedLocalObjectReference! dataSourceRef:TypedObjectReference resources+:VolumeResourceRequirements selector:LabelSelector! storageClassName:string volumeAttributesClassName:string volumeMode:string volumeName:string',
  PersistentVolumeClaimStatus:
    'accessModes:[string] allocatedResourceStatuses:{string} allocatedResources:{quantity} capacity:{quantity} conditions:[PersistentVolumeClaimCondition]type currentVolumeAttributesClassName:string modifyVolumeStatus:ModifyVolumeStatus phase:string',
  PersistentVolumeClaimTemplate: 'metadata+:ObjectMeta spec+:PersistentVolumeClaimSpec',
  PersistentVolumeClaimVolumeSource: 'claimName:string readOnly:boolean',
  PersistentVolumeSpec:
    'accessModes:[string] awsElasticBlockStore:AWSElasticBlockStoreVolumeSource azureDisk:AzureDiskVolumeSource azureFile:AzureFilePersistentVolumeSource capacity:{quantity} cephfs:CephFSPersistentVolumeSource cinder:CinderPersistentVolumeSource claimRef:ObjectReference csi:CSIPersistentVolumeSource fc:FCVolumeSource flexVolume:FlexPersistentVolumeSource flocker:FlockerVolumeSource gcePersistentDisk:GCEPersistentDiskVolumeSource glusterfs:GlusterfsPersistentVolumeSource hostPath:HostPathVolumeSource iscsi:ISCSIPersistentVolumeSource local:LocalVolumeSource mountOptions:[string] nfs:NFSVolumeSource nodeAffinity:VolumeNodeAffinity persistentVolumeReclaimPolicy:string photonPersistentDisk:PhotonPersistentDiskVolumeSource portworxVolume:PortworxVolumeSource quobyte:QuobyteVolumeSource rbd:RBDPersistentVolumeSource scaleIO:ScaleIOPersistentVolumeSource storageClassName:string storageos:StorageOSPersistentVolumeSource volumeAttributesClassName:string volumeMode:string vsphereVolume:VsphereVirtualDiskVolumeSource',
  PersistentVolumeStatus: 'lastPhaseTransitionTime:time message:string phase:string reason:string',
  PhotonPersistentDiskVolumeSource: 'fsType:string pdID:string',
  Pod: 'apiVersion:string kind:string metadata+:ObjectMeta spec+:PodSpec status+:PodStatus',
  PodAffinity:
    'preferredDuringSchedulingIgnoredDuringExecution:[WeightedPodAffinityTerm] requiredDuringSchedulingIgnoredDuringExecution:[PodAffinityTerm]',
  PodAffinityTerm:
    'labelSelector:LabelSelector! matchLabelKeys:[string] mismatchLabelKeys:[string] namespaceSelector:LabelSelector! namespaces:[string] topologyKey:string',
  PodAntiAffinity:
    'preferredDuringSchedulingIgnoredDuringExecution:[WeightedPodAffinityTerm] requiredDuringSchedulingIgnoredDuringExecution:[PodAffinityTerm]',
  PodCondition:
    'lastProbeTime:time lastTransitionTime:time message:string reason:string status:string type:string',
  PodDNSConfig: 'nameservers:[string] options:[PodDNSConfigOption] searches:[string]',
  PodDNSConfigOption: 'name:string value:string',
  PodDisruptionBudget:
    'apiVersion:string kind:string metadata+:ObjectMeta spec+:PodDisruptionBudgetSpec status+:PodDisruptionBudgetStatus',
  PodDisruptionBudgetSpec:
    'maxUnavailable:intOrString minAvailable:intOrString selector:LabelSelector! unhealthyPodEvictionPolicy:string',
  PodDisruptionBudgetStatus:
    'conditions:[Condition]type currentHealthy:integer desiredHealthy:integer disruptedPods:{time} disruptionsAllowed:integer expectedPods:integer observedGeneration:integer',
  PodFailurePolicy: 'rules:[PodFailurePolicyRule]',
  PodFailurePolicyOnExitCodesRequirement: 'containerName:string operator:string values:[integer]set',
  PodFailurePolicyOnPodConditionsPattern: 'status:string type:string',
  PodFailurePolicyRule:
    'action:string onExitCodes:PodFailurePolicyOnExitCodesRequirement onPodConditions:[PodFailurePolicyOnPodConditionsPattern]',
  PodIP: 'ip:string',
  PodOS: 'name:string',
  PodReadinessGate: 'conditionType:string',
  PodResourceClaim: 'name:string resourceClaimName:string resourceClaimTemplateName:string',
  PodResourceClaimStatus: 'name:string resourceClaimName:string',
  PodSchedulingGate: 'name:string',
  PodSecurityContext:
    'appArmorProfile:AppArmorProfile fsGroup:integer fsGroupChangePolicy:string runAsGroup:integer runAsNonRoot:boolean runAsUser:integer seLinuxChangePolicy:string seLinuxOptions:SELinuxOptions seccompProfile:SeccompProfile supplementalGroups:[integer] supplementalGroupsPolicy:string sysctls:[Sysctl] windowsOptions:WindowsSecurityContextOptions',
  PodSpec:
    'activeDeadlineSeconds:integer affinity:Affinity automountServiceAccountToken:boolean containers+:[Container]name dnsConfig:PodDNSConfig dnsPolicy:string enableServiceLinks:boolean ephemeralContainers:[EphemeralContainer]name hostAliases:[HostAlias]ip hostIPC:boolean hostNetwork:boolean hostPID:boolean hostUsers:boolean hostname:string imagePullSecrets:[LocalObjectReference!]name initContainers:[Container]name nodeName:string nodeSelector:{string}! os:PodOS overhead:{quantity} preemptionPolicy:string priority:integer priorityClassName:string readinessGates:[PodReadinessGate] resourceClaims:[PodResourceClaim]name resources:ResourceRequirements restartPolicy:string runtimeClassName:string schedulerName:string schedulingGates:[PodSchedulingGate]name securityContext:PodSecurityContext serviceAccount:string serviceAccountName:string setHostnameAsFQDN:boolean shareProcessNamespace:boolean subdomain:string terminationGracePeriodSeconds:integer tolerations:[Toleration] topologySpreadConstraints:[TopologySpreadConstraint]topologyKey,whenUnsatisfiable volumes:[Volume]name',
  PodStatus:
    'conditions:[PodCondition]type containerStatuses:[ContainerStatus] ephemeralContainerStatuses:[ContainerStatus] hostIP:string hostIPs:[HostIP] initContainerStatuses:[ContainerStatus] message:string nominatedNodeName:string phase:string podIP:string podIPs:[PodIP]ip qosClass:string reason:string resize:string resourceClaimStatuses:[PodResourceClaimStatus]name startTime:time',
  PodTemplateSpec: 'metadata+:ObjectMeta spec+:PodSpec',
  PolicyRule:
    'apiGroups:[string] nonResourceURLs:[string] resourceNames:[string] resources:[string] verbs:[string]',
  PortStatus: 'error:string port:integer protocol:string',
  PortworxVolumeSource: 'fsType:string readOnly:boolean volumeID:string',
  PreferredSchedulingTerm: 'preference:NodeSelectorTerm! weight:integer',
  PriorityClass:
    'apiVersion:string description:string globalDefault:boolean kind:string metadata+:ObjectMeta preemptionPolicy:string value:integer',
  Probe:
    'exec:ExecAction failureThreshold:integer grpc:GRPCAction httpGet:HTTPGetAction initialDelaySeconds:integer periodSeconds:integer successThreshold:integer tcpSocket:TCPSocketAction terminationGracePeriodSeconds:integer timeoutSeconds:integer',
  ProjectedVolumeSource: 'defaultMode:integer sources:[VolumeProjection]',
  QuobyteVolumeSource:
    'group:string readOnly:boolean registry:string tenant:string user:string volume:string',
  RBDPersistentVolumeSource:
    'fsType:string image:string keyring:string monitors:[string] pool:string readOnly:boolean secretRef:SecretReference! user:string',
  RBDVolumeSource:
    'fsType:string image:string keyring:string monitors:[string] pool:string readOnly:boolean secretRef:LocalObjectReference! user:string',
  RbacSubject: 'apiGroup:string kind:string name:string namespace:string',
  ReplicaSet:
    'apiVersion:string kind:string metadata+:ObjectMeta spec+:ReplicaSetSpec status+:ReplicaSetStatus',
  ReplicaSetCondition: 'lastTransitionTime:time message:string reason:string status:string type:string',
  ReplicaSetSpec:
    'minReadySeconds:integer replicas:integer selector:LabelSelector! template+:PodTemplateSpec',
  ReplicaSetStatus:
    'availableReplicas:integer conditions:[ReplicaSetCondition]type fullyLabeledReplicas:integer observedGeneration:integer readyReplicas:integer replicas:integer',
  ResourceFieldSelector: 'containerName:string divisor:quantity resource:string',
  ResourceHealth: 'health:string message:string resourceID:string',
  ResourceQuota:
    'apiVersion:string kind:string metadata+:ObjectMeta spec+:ResourceQuotaSpec status+:ResourceQuotaStatus',
  ResourceQuotaSpec: 'hard:{quantity} scopeSelector:ScopeSelector! scopes:[string]',
  ResourceQuotaStatus: 'hard:{quantity} used:{quantity}',
  ResourceRequirements: 'claims:[CoreResourceClaim]name limits:{quantity} requests:{quantity}',
  ResourceStatus: 'name:string resources:[ResourceHealth]resourceID',
  Role: 'apiVersion:string kind:string metadata+:ObjectMeta rules:[PolicyRule]',
  RoleBinding: 'apiVersion:string kind:string metadata+:ObjectMeta roleRef+:RoleRef! subjects:[RbacSubject!]',
  RoleRef: 'apiGroup:string kind:string name:string',
  RollingUpdateDaemonSet: 'maxSurge:intOrString maxUnavailable:intOrString',
  RollingUpdateDeployment: 'maxSurge:intOrString maxUnavailable:intOrString',
  RollingUpdateStatefulSetStrategy: 'maxUnavailable:intOrString partition:integer',
  RuleWithOperations:
    'apiGroups:[string] apiVersions:[string] operations:[string] resources:[string] scope:string',
  RuntimeClass:
    'apiVersion:string handler:string kind:string metadata+:ObjectMeta overhead:Overhead scheduling:Scheduling',
  SELinuxOptions: 'level:string role:string type:string user:string',
  ScaleIOPersistentVolumeSource:
    'fsType:string gateway:string protectionDomain:string readOnly:boolean secretRef:SecretReference! sslEnabled:boolean storageMode:string storagePool:string system:string volumeName:string',
  ScaleIOVolumeSource:
    'fsType:string gateway:string protectionDomain:string readOnly:boolean secretRef:LocalObjectReference! sslEnabled:boolean storageMode:string storagePool:string system:string volumeName:string',
  Scheduling: 'nodeSelector:{string}! tolerations:[Toleration]',
  ScopeSelector: 'matchExpressions:[ScopedResourceSelectorRequirement]',
  ScopedResourceSelectorRequirement: 'operator:string scopeName:string values:[string]',
  SeccompProfile: 'localhostProfile:string type:string',
  Secret:
    'apiVersion:string data:{bytes} immutable:boolean kind:string metadata+:ObjectMeta stringData:{string} type:string',
  SecretEnvSource: 'name:string optional:boolean',
  SecretKeySelector: 'key:string name:string optional:boolean',
  SecretProjection: 'items:[KeyToPath] name:string optional:boolean',
  SecretReference: 'name:string namespace:string',
  SecretVolumeSource: 'defaultMode:integer items:[KeyToPath] optional:boolean secretName:string',
  SecurityContext:
    'allowPrivilegeEscalation:boolean appArmorProfile:AppArmorProfile capabilities:Capabilities privileged:boolean procMount:string readOnlyRootFilesystem:boolean runAsGroup:integer runAsNonRoot:boolean runAsUser:integer seLinuxOptions:SELinuxOptions seccompProfile:SeccompProfile windowsOptions:WindowsSecurityContextOptions',
  Service: 'apiVersion:string kind:string metadata+:ObjectMeta spec+:ServiceSpec status+:ServiceStatus',
  ServiceAccount:
    'apiVersion:string automountServiceAccountToken:boolean imagePullSecrets:[LocalObjectReference!] kind:string metadata+:ObjectMeta secrets:[ObjectReference!]name',
  ServiceAccountTokenProjection: 'audience:string expirationSeconds:integer path:string',
  ServiceBackendPort: 'name:string number:integer',
  ServicePort:
    'appProtocol:string name:string nodePort:integer port:integer protocol:string targetPort:intOrString',
  ServiceSpec:
    'allocateLoadBalancerNodePorts:boolean clusterIP:string clusterIPs:[string] externalIPs:[string] externalName:string externalTrafficPolicy:string healthCheckNodePort:integer internalTrafficPolicy:string ipFamilies:[string] ipFamilyPolicy:string loadBalancerClass:string loadBalancerIP:string loadBalancerSourceRanges:[string] ports:[ServicePort]port,protocol=TCP publishNotReadyAddresses:boolean selector:{string}! sessionAffinity:string sessionAffinityConfig:SessionAffinityConfig trafficDistribution:string type:string',
  ServiceStatus: 'conditions:[Condition]type loadBalancer+:LoadBalancerStatus',
  SessionAffinityConfig: 'clientIP:ClientIPConfig',
  SleepAction: 'seconds:integer',
  StatefulSet:
    'apiVersion:string kind:string metadata+:ObjectMeta spec+:StatefulSetSpec status+:StatefulSetStatus',
  StatefulSetCondition: 'lastTransitionTime:time message:string reason:string status:string type:string',
  StatefulSetOrdinals: 'start:integer',
  StatefulSetPersistentVolumeClaimRetentionPolicy: 'whenDeleted:string whenScaled:string',
  StatefulSetSpec:
    'minReadySeconds:integer ordinals:StatefulSetOrdinals persistentVolumeClaimRetentionPolicy:StatefulSetPersistentVolumeClaimRetentionPolicy podManagementPolicy:string replicas:integer revisionHistoryLimit:integer selector:LabelSelector! serviceName:string template+:PodTemplateSpec updateStrategy+:StatefulSetUpdateStrategy volumeClaimTemplates:[PersistentVolumeClaim]',
  StatefulSetStatus:
    'availableReplicas:integer collisionCount:integer conditions:[StatefulSetCondition]type currentReplicas:integer currentRevision:string observedGeneration:integer readyReplicas:integer replicas:integer updateRevision:string updatedReplicas:integer',
  StatefulSetUpdateStrategy: 'rollingUpdate:RollingUpdateStatefulSetStrategy type:string',
  StorageClass:
    'allowVolumeExpansion:boolean allowedTopologies:[TopologySelectorTerm!] apiVersion:string kind:string metadata+:ObjectMeta mountOptions:[string] parameters:{string} provisioner:string reclaimPolicy:string volumeBindingMode:string',
  StorageOSPersistentVolumeSource:
    'fsType:string readOnly:boolean secretRef:ObjectReference! volumeName:string volumeNamespace:string',
  StorageOSVolumeSource:
    'fsType:string readOnly:boolean secretRef:LocalObjectReference! volumeName:string volumeNamespace:string',
  SuccessPolicy: 'rules:[SuccessPolicyRule]',
  SuccessPolicyRule: 'succeededCount:integer succeededIndexes:string',
  Sysctl: 'name:string value:string',
  TCPSocketAction: 'host:string port:intOrString',
  Taint: 'effect:string key:string timeAdded:time value:string',
  Toleration: 'effect:string key:string operator:string tolerationSeconds:integer value:string',
  TopologySelectorLabelRequirement: 'key:string values:[string]',
  TopologySelectorTerm: 'matchLabelExpressions:[TopologySelectorLabelRequirement]',
  TopologySpreadConstraint:
    'labelSelector:LabelSelector! matchLabelKeys:[string] maxSkew:integer minDomains:integer nodeAffinityPolicy:string nodeTaintsPolicy:string topologyKey:string whenUnsatisfiable:string',
  TypeChecking: 'expressionWarnings:[ExpressionWarning]',
  TypedLocalObjectReference: 'apiGroup:string kind:string name:string',
  TypedObjectReference: 'apiGroup:string kind:string name:string namespace:string',
  UncountedTerminatedPods: 'failed:[string]set succeeded:[string]set',
  V2ContainerResourceMetricSource: 'container:string name:string target+:V2MetricTarget',
  V2ContainerResourceMetricStatus: 'container:string current:V2MetricValueStatus name:string',
  V2CrossVersionObjectReference: 'apiVersion:string kind:string name:string',
  V2ExternalMetricSource: 'metric+:V2MetricIdentifier target+:V2MetricTarget',
  V2ExternalMetricStatus: 'current:V2MetricValueStatus metric:V2MetricIdentifier',
  V2HPAScalingPolicy: 'periodSeconds:integer type:string value:integer',
  V2HPAScalingRules: 'policies:[V2HPAScalingPolicy] selectPolicy:string stabilizationWindowSeconds:integer',
  V2HorizontalPodAutoscaler:
    'apiVersion:string kind:string metadata+:ObjectMeta spec+:V2HorizontalPodAutoscalerSpec status+:V2HorizontalPodAutoscalerStatus',
  V2HorizontalPodAutoscalerBehavior: 'scaleDown:V2HPAScalingRules scaleUp:V2HPAScalingRules',
  V2HorizontalPodAutoscalerCondition:
    'lastTransitionTime:time message:string reason:string status:string type:string',
  V2HorizontalPodAutoscalerSpec:
    'behavior:V2HorizontalPodAutoscalerBehavior maxReplicas:integer metrics:[V2MetricSpec] minReplicas:integer scaleTargetRef+:V2CrossVersionObjectReference',
  V2HorizontalPodAutoscalerStatus:
    'conditions:[V2HorizontalPodAutoscalerCondition]type currentMetrics:[V2MetricStatus] currentReplicas:integer desiredReplicas:integer lastScaleTime:time observedGeneration:integer',
  V2MetricIdentifier: 'name:string selector:LabelSelector!',
  V2MetricSpec:
    'containerResource:V2ContainerResourceMetricSource external:V2ExternalMetricSource object:V2ObjectMetricSource pods:V2PodsMetricSource resource:V2ResourceMetricSource type:string',
  V2MetricStatus:
    'containerResource:V2ContainerResourceMetricStatus external:V2ExternalMetricStatus object:V2ObjectMetricStatus pods:V2PodsMetricStatus resource:V2ResourceMetricStatus type:string',
  V2MetricTarget: 'averageUtilization:integer averageValue:quantity type:string value:quantity',
  V2MetricValueStatus: 'averageUtilization:integer averageValue:quantity value:quantity',
  V2ObjectMetricSource:
    'describedObject+:V2CrossVersionObjectReference metric+:V2MetricIdentifier target+:V2MetricTarget',
  V2ObjectMetricStatus:
    'current:V2MetricValueStatus describedObject:V2CrossVersionObjectReference metric:V2MetricIdentifier',
  V2PodsMetricSource: 'metric+:V2MetricIdentifier target+:V2MetricTarget',
  V2PodsMetricStatus: 'current:V2MetricValueStatus metric:V2MetricIdentifier',
  V2ResourceMetricSource: 'name:string target+:V2MetricTarget',
  V2ResourceMetricStatus: 'current:V2MetricValueStatus name:string',
  ValidatingAdmissionPolicy:
    'apiVersion:string kind:string metadata+:ObjectMeta spec+:ValidatingAdmissionPolicySpec status+:ValidatingAdmissionPolicyStatus',
  ValidatingAdmissionPolicyBinding:
    'apiVersion:string kind:string metadata+:ObjectMeta spec+:ValidatingAdmissionPolicyBindingSpec',
  ValidatingAdmissionPolicyBindingSpec:
    'matchResources:MatchResources! paramRef:ParamRef! policyName:string validationActions:[string]set',
  ValidatingAdmissionPolicySpec:
    'auditAnnotations:[AuditAnnotation] failurePolicy:string matchConditions:[MatchCondition]name matchConstraints:MatchResources! paramKind:ParamKind! validations:[Validation] variables:[Variable!]name',
  ValidatingAdmissionPolicyStatus:
    'conditions:[Condition]type observedGeneration:integer typeChecking:TypeChecking',
  ValidatingWebhook:
    'admissionReviewVersions:[string] clientConfig+:AdmissionregistrationV1WebhookClientConfig failurePolicy:string matchConditions:[MatchCondition]name matchPolicy:string name:string namespaceSelector:LabelSelector! objectSelector:LabelSelector! rules:[RuleWithOperations] sideEffects:string timeoutSeconds:integer',
  ValidatingWebhookConfiguration:
    'apiVersion:string kind:string metadata+:ObjectMeta webhooks:[ValidatingWebhook]name',
  Validation: 'expression:string message:string messageExpression:string reason:string',
  Variable: 'expression:string name:string',
  Volume:
    'awsElasticBlockStore:AWSElasticBlockStoreVolumeSource azureDisk:AzureDiskVolumeSource azureFile:AzureFileVolumeSource cephfs:CephFSVolumeSource cinder:CinderVolumeSource configMap:ConfigMapVolumeSource csi:CSIVolumeSource downwardAPI:DownwardAPIVolumeSource emptyDir:EmptyDirVolumeSource ephemeral:EphemeralVolumeSource fc:FCVolumeSource flexVolume:FlexVolumeSource flocker:FlockerVolumeSource gcePersistentDisk:GCEPersistentDiskVolumeSource gitRepo:GitRepoVolumeSource glusterfs:GlusterfsVolumeSource hostPath:HostPathVolumeSource image:ImageVolumeSource iscsi:ISCSIVolumeSource name:string nfs:NFSVolumeSource persistentVolumeClaim:PersistentVolumeClaimVolumeSource photonPersistentDisk:PhotonPersistentDiskVolumeSource portworxVolume:PortworxVolumeSource projected:ProjectedVolumeSource quobyte:QuobyteVolumeSource rbd:RBDVolumeSource scaleIO:ScaleIOVolumeSource secret:SecretVolumeSource storageos:StorageOSVolumeSource vsphereVolume:VsphereVirtualDiskVolumeSource',
  VolumeDevice: 'devicePath:string name:string',
  VolumeMount:
    'mountPath:string mountPropagation:string name:string readOnly:boolean recursiveReadOnly:string subPath:string subPathExpr:string',
  VolumeMountStatus: 'mountPath:string name:string readOnly:boolean recursiveReadOnly:string',
  VolumeNodeAffinity: 'required:NodeSelector!',
  VolumeProjection:
    'clusterTrustBundle:ClusterTrustBundleProjection configMap:ConfigMapProjection downwardAPI:DownwardAPIProjection secret:SecretProjection serviceAccountToken:ServiceAccountTokenProjection',
  VolumeResourceRequirements: 'limits:{quantity} requests:{quantity}',
  VsphereVirtualDiskVolumeSource:
    'fsType:string storagePolicyID:string storagePolicyName:string volumePath:string',
  WeightedPodAffinityTerm: 'podAffinityTerm:PodAffinityTerm weight:integer',
  WindowsSecurityContextOptions:
    'gmsaCredentialSpec:string gmsaCredentialSpecName:string hostProcess:boolean runAsUserName:string',
} as const;
