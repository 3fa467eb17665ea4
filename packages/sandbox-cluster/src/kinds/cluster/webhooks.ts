import { type Cause } from '../../api-error.ts';
import { isObject, objectOf, objectsOf, textOf } from '../../json.ts';
import { type KubernetesObject } from '../../objects.ts';
import { invalidValue, required } from '../causes.ts';
import { checkOneOf } from '../checks.ts';
import { ageColumn, column, nameColumn } from '../columns.ts';
import { fill, fillPresent, section } from '../fill.ts';
import { defineKind, type KindEntry } from '../kind.ts';

function defaultWebhooks(configuration: KubernetesObject): void {
  for (const webhook of objectsOf(configuration['webhooks'])) {
    fill(webhook, {
      failurePolicy: 'Fail',
      matchPolicy: 'Equivalent',
      namespaceSelector: {},
      objectSelector: {},
      timeoutSeconds: 10,
    });
    if (configuration.kind === 'MutatingWebhookConfiguration') fill(webhook, { reinvocationPolicy: 'Never' });
    fillPresent(objectOf(webhook['clientConfig']), 'service', { port: 443 });
    for (const rule of objectsOf(webhook['rules'])) fill(rule, { scope: '*' });
  }
}

function checkWebhooks(configuration: KubernetesObject): Cause[] {
  return objectsOf(configuration['webhooks']).flatMap((webhook, index) => {
    const at = `webhooks[${index}]`;
    const name = textOf(webhook['name']);
    const { service, url } = objectOf(webhook['clientConfig']);
    const causes: Cause[] = [];
    if (name.split('.').length < 3) {
      const says = 'should be a domain with at least three segments separated by dots';
      causes.push(invalidValue(`${at}.name`, name, says));
    }
    if (isObject(service) === (typeof url === 'string')) {
      causes.push(required(`${at}.clientConfig`, 'exactly one of url or service is required'));
    }
    const versions = webhook['admissionReviewVersions'];
    if (!Array.isArray(versions) || versions.length === 0) {
      const says = 'must specify one of v1, v1beta1';
      causes.push(required(`${at}.admissionReviewVersions`, says));
    }
    const effects = webhook['sideEffects'];
    return effects === undefined
      ? [...causes, required(`${at}.sideEffects`, 'must specify one of None, NoneOnDryRun')]
      : [...causes, ...checkOneOf(`${at}.sideEffects`, effects, ['None', 'NoneOnDryRun'])];
  });
}

function defaultMatching(object: KubernetesObject, key: 'matchConstraints' | 'matchResources'): void {
  const match = objectOf(object['spec'])[key];
  if (!isObject(match)) return;
  fill(match, { matchPolicy: 'Equivalent', namespaceSelector: {}, objectSelector: {} });
  for (const list of ['resourceRules', 'excludeResourceRules']) {
    for (const rule of objectsOf(match[list])) fill(rule, { scope: '*' });
  }
}

const hooks: Partial<KindEntry> = {
  group: 'admissionregistration.k8s.io',
  namespaced: false,
  categories: ['api-extensions'],
  generation: ['webhooks'],
  defaults: defaultWebhooks,
  validate: checkWebhooks,
  columns: [
    nameColumn,
    column('Webhooks', ({ webhooks }) => objectsOf(webhooks).length, 'integer'),
    ageColumn,
  ],
};
const policies: Partial<KindEntry> = { ...hooks, generation: ['spec'], columns: [nameColumn, ageColumn] };

/** The kinds of the group `admissionregistration.k8s.io`. They are kept, not called. */
export const admissionKinds = [
  defineKind({ ...hooks, kind: 'ValidatingWebhookConfiguration', plural: 'validatingwebhookconfigurations' }),
  defineKind({ ...hooks, kind: 'MutatingWebhookConfiguration', plural: 'mutatingwebhookconfigurations' }),
  defineKind({
    ...policies,
    kind: 'ValidatingAdmissionPolicy',
    plural: 'validatingadmissionpolicies',
    subresources: ['status'],
    initialStatus: {},
    defaults: (policy) => {
      fill(section(policy, 'spec'), { failurePolicy: 'Fail' });
      defaultMatching(policy, 'matchConstraints');
    },
    validate: () => [],
  }),
  defineKind({
    ...policies,
    kind: 'ValidatingAdmissionPolicyBinding',
    plural: 'validatingadmissionpolicybindings',
    defaults: (binding) => {
      defaultMatching(binding, 'matchResources');
    },
    validate: () => [],
  }),
];
