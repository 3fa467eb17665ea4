/** How the value of a protobuf field is read. */
export type FieldType =
  'string' | 'integer' | 'boolean' | 'string map' | 'bytes map' | 'integer or string' | 'nothing' | Message;

/** One field of a message: its JSON name, how to read it, and whether it may come several times. */
export type Field = readonly [name: string, type: FieldType, repeated?: 'repeated'];

/** The fields of a message by their numbers. */
export type Message = { readonly [number: number]: Field };

// The numbers are those of the generated.proto files of the Kubernetes API. Here are the fields that `kubectl create` and
// `kubectl auth` fill in; `nothing` marks fields that it always sends empty.
const objectMeta: Message = {
  1: ['name', 'string'],
  2: ['generateName', 'string'],
  3: ['namespace', 'string'],
  8: ['creationTimestamp', 'nothing'],
  11: ['labels', 'string map'],
  12: ['annotations', 'string map'],
};
const port: Message = {
  1: ['name', 'string'],
  2: ['hostPort', 'integer'],
  3: ['containerPort', 'integer'],
  4: ['protocol', 'string'],
};
const container: Message = {
  1: ['name', 'string'],
  2: ['image', 'string'],
  3: ['command', 'string', 'repeated'],
  4: ['args', 'string', 'repeated'],
  5: ['workingDir', 'string'],
  6: ['ports', port, 'repeated'],
  8: ['resources', 'nothing'],
  14: ['imagePullPolicy', 'string'],
};
const podTemplate: Message = {
  1: ['metadata', objectMeta],
  2: ['spec', { 2: ['containers', container, 'repeated'], 3: ['restartPolicy', 'string'] }],
};
const deploymentSpec: Message = {
  1: ['replicas', 'integer'],
  2: ['selector', { 1: ['matchLabels', 'string map'] }],
  3: ['template', podTemplate],
  4: ['strategy', { 1: ['type', 'string'] }],
};
const servicePort: Message = {
  1: ['name', 'string'],
  2: ['protocol', 'string'],
  3: ['port', 'integer'],
  4: ['targetPort', 'integer or string'],
  5: ['nodePort', 'integer'],
};
const serviceSpec: Message = {
  1: ['ports', servicePort, 'repeated'],
  2: ['selector', 'string map'],
  3: ['clusterIP', 'string'],
  4: ['type', 'string'],
  10: ['externalName', 'string'],
};
const accessReviewSpec: Message = {
  1: [
    'resourceAttributes',
    {
      1: ['namespace', 'string'],
      2: ['verb', 'string'],
      3: ['group', 'string'],
      4: ['version', 'string'],
      5: ['resource', 'string'],
      6: ['subresource', 'string'],
      7: ['name', 'string'],
    },
  ],
  2: ['nonResourceAttributes', { 1: ['path', 'string'], 2: ['verb', 'string'] }],
};
const metadata: Field = ['metadata', objectMeta];

/** The messages that the server can read, by kind. */
export const messages: Readonly<Record<string, Message>> = {
  Namespace: { 1: metadata, 2: ['spec', 'nothing'], 3: ['status', 'nothing'] },
  ServiceAccount: { 1: metadata },
  ConfigMap: {
    1: metadata,
    2: ['data', 'string map'],
    3: ['binaryData', 'bytes map'],
    4: ['immutable', 'boolean'],
  },
  Secret: {
    1: metadata,
    2: ['data', 'bytes map'],
    3: ['type', 'string'],
    4: ['stringData', 'string map'],
    5: ['immutable', 'boolean'],
  },
  Deployment: { 1: metadata, 2: ['spec', deploymentSpec], 3: ['status', 'nothing'] },
  SelfSubjectAccessReview: { 1: metadata, 2: ['spec', accessReviewSpec], 3: ['status', 'nothing'] },
  SelfSubjectRulesReview: {
    1: metadata,
    2: ['spec', { 1: ['namespace', 'string'] }],
    3: ['status', 'nothing'],
  },
  SelfSubjectReview: { 1: metadata, 2: ['status', 'nothing'] },
  Service: { 1: metadata, 2: ['spec', serviceSpec], 3: ['status', 'nothing'] },
};
