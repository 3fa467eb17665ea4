import { fieldAt, numberOf, objectOf, objectsOf, textOf } from '../../json.ts';
import { type KubernetesObject } from '../../objects.ts';
import { invalidValue } from '../causes.ts';
import { ageColumn, column, nameColumn, textColumn } from '../columns.ts';
import { fill, fillPresent } from '../fill.ts';
import { defineKind } from '../kind.ts';

function serviceOf(apiService: KubernetesObject): string {
  const { namespace, name } = objectOf(fieldAt(apiService, 'spec', 'service'));
  return name ? `${textOf(namespace)}/${textOf(name)}` : 'Local';
}

function availability(apiService: KubernetesObject): string {
  const conditions = objectsOf(fieldAt(apiService, 'status', 'conditions'));
  const available = conditions.find(({ type }) => type === 'Available');
  if (!available || available['status'] === 'True') return textOf(available?.['status'], 'Unknown');
  return `${textOf(available['status'])} (${textOf(available['reason'])})`;
}

const apiServiceKind = defineKind({
  kind: 'APIService',
  plural: 'apiservices',
  group: 'apiregistration.k8s.io',
  namespaced: false,
  categories: ['api-extensions'],
  subresources: ['status'],
  initialStatus: {},
  defaults: (apiService) => {
    fillPresent(objectOf(apiService['spec']), 'service', { port: 443 });
  },
  validate: (apiService) => {
    const { group, version } = objectOf(apiService['spec']);
    const expected = `${textOf(version)}.${textOf(group)}`;
    const { name } = apiService.metadata;
    const says = `must be \`spec.version+"."+spec.group\`: ${JSON.stringify(expected)}`;
    return name === expected ? [] : [invalidValue('metadata.name', name, says)];
  },
  columns: [nameColumn, column('Service', serviceOf), column('Available', availability), ageColumn],
});

const duration = (lease: KubernetesObject) => numberOf(fieldAt(lease, 'spec', 'leaseDurationSeconds'), 1);

/** Leases, EndpointSlices and APIServices: what clusters use for themselves. */
export const clusterKinds = [
  apiServiceKind,
  defineKind({
    kind: 'Lease',
    plural: 'leases',
    group: 'coordination.k8s.io',
    validate: (lease) =>
      duration(lease) > 0
        ? []
        : [invalidValue('spec.leaseDurationSeconds', duration(lease), 'must be greater than 0')],
    columns: [nameColumn, textColumn('Holder', 'spec', 'holderIdentity'), ageColumn],
  }),
  defineKind({
    kind: 'EndpointSlice',
    plural: 'endpointslices',
    group: 'discovery.k8s.io',
    generation: ['endpoints', 'ports', 'addressType'],
    defaults: (slice) => {
      for (const port of objectsOf(slice['ports'])) fill(port, { name: '', protocol: 'TCP' });
    },
    columns: [nameColumn, textColumn('AddressType', 'addressType'), ageColumn],
  }),
];
