import { type Cause } from '../../api-error.ts';
import { equal, numberOf, textOf } from '../../json.ts';
import { type KubernetesObject } from '../../objects.ts';
import { forbiddenField, immutable, required } from '../causes.ts';
import { checkOneOf } from '../checks.ts';
import { ageColumn, column, nameColumn, textColumn } from '../columns.ts';
import { fill } from '../fill.ts';
import { defineKind } from '../kind.ts';

function checkStorageClass(storageClass: KubernetesObject, live: KubernetesObject | undefined): Cause[] {
  const { reclaimPolicy, volumeBindingMode } = storageClass;
  const causes = [
    ...(storageClass['provisioner'] ? [] : [required('provisioner')]),
    ...checkOneOf('reclaimPolicy', reclaimPolicy, ['Delete', 'Retain']),
    ...checkOneOf('volumeBindingMode', volumeBindingMode, ['Immediate', 'WaitForFirstConsumer']),
  ];
  if (!live) return causes;
  const changed = (field: string) => !equal(storageClass[field], live[field]);
  for (const field of ['parameters', 'provisioner', 'reclaimPolicy']) {
    if (changed(field)) causes.push(forbiddenField(field, `updates to ${field} are forbidden.`));
  }
  if (changed('volumeBindingMode')) causes.push(immutable('volumeBindingMode', volumeBindingMode));
  return causes;
}

/** StorageClasses. */
export const storageClassKind = defineKind({
  kind: 'StorageClass',
  plural: 'storageclasses',
  group: 'storage.k8s.io',
  namespaced: false,
  shortNames: ['sc'],
  defaults: (storageClass) => {
    fill(storageClass, { reclaimPolicy: 'Delete', volumeBindingMode: 'Immediate' });
  },
  validate: checkStorageClass,
  columns: [
    column('Name', ({ metadata }) => {
      const isDefault = metadata.annotations?.['storageclass.kubernetes.io/is-default-class'] === 'true';
      return isDefault ? `${metadata.name} (default)` : metadata.name;
    }),
    textColumn('Provisioner', 'provisioner'),
    textColumn('ReclaimPolicy', 'reclaimPolicy'),
    textColumn('VolumeBindingMode', 'volumeBindingMode'),
    column('AllowVolumeExpansion', (storageClass) => String(storageClass['allowVolumeExpansion'] === true)),
    ageColumn,
  ],
});

function checkPriorityClass(priorityClass: KubernetesObject, live: KubernetesObject | undefined): Cause[] {
  const { value, preemptionPolicy } = priorityClass;
  const policies = ['Never', 'PreemptLowerPriority'];
  const causes = checkOneOf('preemptionPolicy', preemptionPolicy, policies);
  if (typeof value === 'number' && value > 1_000_000_000) {
    const says = 'maximum allowed value of a user defined priority is 1000000000';
    causes.push(forbiddenField('value', says));
  }
  if (!live) return causes;
  if ((value ?? 0) !== (live['value'] ?? 0)) {
    causes.push(forbiddenField('value', 'may not be changed in an update.'));
  }
  if (preemptionPolicy !== live['preemptionPolicy']) {
    causes.push(immutable('preemptionPolicy', preemptionPolicy));
  }
  return causes;
}

/** PriorityClasses. */
export const priorityClassKind = defineKind({
  kind: 'PriorityClass',
  plural: 'priorityclasses',
  group: 'scheduling.k8s.io',
  namespaced: false,
  shortNames: ['pc'],
  generation: ['value'],
  defaults: (priorityClass) => {
    fill(priorityClass, { preemptionPolicy: 'PreemptLowerPriority', value: 0 });
  },
  validate: checkPriorityClass,
  columns: [
    nameColumn,
    column('Value', (priorityClass) => String(numberOf(priorityClass['value']))),
    column('Global-Default', (priorityClass) => String(priorityClass['globalDefault'] === true)),
    ageColumn,
    textColumn('PreemptionPolicy', 'preemptionPolicy'),
  ],
});

/** RuntimeClasses. */
export const runtimeClassKind = defineKind({
  kind: 'RuntimeClass',
  plural: 'runtimeclasses',
  group: 'node.k8s.io',
  namespaced: false,
  validate: (runtimeClass, live) => {
    const { handler } = runtimeClass;
    const causes = handler ? [] : [required('handler')];
    return live && live['handler'] !== handler ? [...causes, immutable('handler', handler)] : causes;
  },
  columns: [nameColumn, column('Handler', ({ handler }) => textOf(handler)), ageColumn],
});
