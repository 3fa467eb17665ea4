/** What the API server is asked to answer with. */
export const json = 'application/json';

/** Only apiVersion, kind and metadata of an object, whatever its kind. */
export const partialObject = 'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1';

/** Only the metadata of each item. */
export const partialObjectList = 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1';

/** All kinds in one answer, from servers that can; what older ones have, from the others. */
export const discoveryDocument = [
  'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList',
  'application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList',
  json,
].join(',');
