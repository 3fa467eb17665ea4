import { describe, expect, it } from '@jest/globals';
import type { KubernetesObject } from './identity.ts';
import { immutableFaults, mayReplace } from './immutable.ts';

const refusal = (message: string, field = 'spec.template', status = 422) => ({
  status,
  causes: [{ field, message }],
  serverMessage: `Job.batch "s1" is invalid: ${field}: ${message}`,
});

describe('immutableFaults', () => {
  it.each<[string, string]>([
    ['Invalid value: core.PodTemplateSpec{Spec:"a: b"}: field is immutable', 'field is immutable'],
    ['Invalid value: "Opaque": field is immutable', 'field is immutable'],
    ['Invalid value: 3: field is immutable', 'field is immutable'],
    ['Invalid value: ["a","b"]: may not change once set', 'may not change once set'],
    ['Forbidden: field is immutable when `immutable` is set', 'field is immutable when `immutable` is set'],
    [
      "Forbidden: updates to statefulset spec for fields other than 'replicas', 'template' are forbidden",
      "updates to statefulset spec for fields other than 'replicas', 'template' are forbidden",
    ],
    [
      'Forbidden: spec is immutable after creation except resources.requests for bound claims\n  core.PersistentVolumeClaimSpec{secret}',
      'spec is immutable after creation except resources.requests for bound claims',
    ],
    ['Invalid value: rbac.RoleRef{Name:"a"}: cannot change roleRef', 'cannot change roleRef'],
    ['Forbidden: updates to parameters are forbidden.', 'updates to parameters are forbidden.'],
    ['Forbidden: may not be changed in an update.', 'may not be changed in an update.'],
    [
      'Forbidden: pod updates may not change fields other than `spec.containers[*].image`\n  core.PodSpec{}',
      'pod updates may not change fields other than `spec.containers[*].image`',
    ],
    ['Invalid value: "object": Value is immutable', 'Value is immutable'],
  ])('%s', (given, message) => {
    expect(immutableFaults(refusal(given))).toEqual([{ field: 'spec.template', message }]);
  });

  it('goes by the sentence where there is no cause', () => {
    const serverMessage =
      'RoleBinding "a" is invalid: roleRef: Invalid value: rbac.RoleRef{}: cannot change roleRef';
    expect(immutableFaults({ status: 422, causes: [], serverMessage })).toEqual([
      { field: '', message: 'cannot change roleRef' },
    ]);
  });

  it.each<[string, Parameters<typeof immutableFaults>[0]]>([
    ['another status', refusal('field is immutable', 'spec', 409)],
    ['a mistake', refusal('Invalid value: -1: must be greater than or equal to 0', 'spec.replicas')],
    ['a mistake that quotes the words', refusal('Invalid value: "field is immutable": must be a number')],
    ['a field of the metadata', refusal('Invalid value: "u": field is immutable', 'metadata.uid')],
    ['the metadata as a whole', refusal('field is immutable', 'metadata')],
    [
      'a mistake besides',
      {
        ...refusal('field is immutable'),
        causes: [
          { field: 'spec.selector', message: 'field is immutable' },
          { field: 'spec.replicas', message: 'Required value' },
        ],
      },
    ],
    [
      'a failed test of a patch',
      { status: 422, causes: [], serverMessage: 'the server rejected our request' },
    ],
  ])('does not take %s for it', (_name, given) => {
    expect(immutableFaults(given)).toBeUndefined();
  });
});

describe('mayReplace', () => {
  const kinds: Record<string, string> = {
    Job: 'batch/v1',
    StatefulSet: 'apps/v1',
    CustomResourceDefinition: 'apiextensions.k8s.io/v1',
  };
  const object = (kind: string, replace?: string): KubernetesObject => ({
    apiVersion: kinds[kind] ?? 'v1',
    kind,
    metadata: {
      name: 's1',
      ...(replace !== undefined && { annotations: { 'tribble.dev/replace': replace } }),
    },
  });
  const deployed = ({ metadata, ...rest }: KubernetesObject): KubernetesObject => ({
    ...rest,
    metadata: { ...metadata, annotations: { 'tribble.dev/environment': 'dev' } },
  });
  it.each<[string, string | undefined, boolean, string | RegExp]>([
    ['Service', undefined, false, /set tribble\.dev\/replace: "true" in its manifest$/],
    ['Service', undefined, true, 'Background'],
    ['Service', 'true', false, 'Background'],
    ['Service', 'cascade', false, 'Background'],
    ['Service', 'orphan', false, 'Orphan'],
    ['Service', 'false', true, /its manifest says tribble\.dev\/replace: "false"/],
    ['Service', 'yes', false, /set tribble\.dev\/replace: "true"/],
    ['Job', undefined, false, 'Background'],
    ['Job', 'false', true, /"false"/],
    ['StatefulSet', undefined, true, /"orphan" keeps its pods and volumes/],
    ['StatefulSet', 'true', true, /"orphan" keeps its pods and volumes/],
    ['StatefulSet', 'orphan', false, 'Orphan'],
    ['StatefulSet', 'cascade', false, 'Background'],
    ...['Namespace', 'CustomResourceDefinition', 'PersistentVolume', 'PersistentVolumeClaim'].map(
      (kind): [string, string, boolean, RegExp] => [
        kind,
        'true',
        true,
        new RegExp(`a ${kind} is never deleted`),
      ],
    ),
  ])('%s with %s, for all %s', (kind, annotation, replaceAll, expected) => {
    const given = mayReplace(object(kind, annotation), deployed(object(kind)), replaceAll);
    if (typeof expected === 'string') expect(given).toEqual({ allowed: true, propagationPolicy: expected });
    else expect(given).toEqual({ allowed: false, reason: expect.stringMatching(expected) });
  });

  it.each<[string, string | undefined, boolean, string | RegExp]>([
    ['Job', undefined, false, /^it was not deployed from git; to have it deleted .* in its manifest$/],
    ['Service', undefined, true, /^it was not deployed from git; /],
    ['Service', undefined, false, /^to have it deleted and made anew, set /],
    ['Job', 'true', false, 'Background'],
    ['Job', 'orphan', true, 'Orphan'],
  ])('%s that somebody else made with %s, for all %s', (kind, annotation, replaceAll, expected) => {
    const given = mayReplace(object(kind, annotation), object(kind), replaceAll);
    if (typeof expected === 'string') expect(given).toEqual({ allowed: true, propagationPolicy: expected });
    else expect(given).toEqual({ allowed: false, reason: expect.stringMatching(expected) });
  });

  it('heeds a word on the live object', () => {
    expect(mayReplace(object('Job'), object('Job', 'false'), true)).toMatchObject({ allowed: false });
  });
});
