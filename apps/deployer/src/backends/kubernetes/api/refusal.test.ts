import { describe, expect, it } from '@jest/globals';
import type { ValueMap } from '@tribble/resource-repo/format';
import {
  type ApiError,
  isConflictOfFields,
  isForbidden,
  isGone,
  isInvalid,
  isNamespaceMissing,
  isNamespaceTerminating,
  isNotFound,
  isQuotaExceeded,
  isStale,
  isTypedPatchFault,
  isUnauthorized,
  isUnserved,
} from './api-error.ts';
import { errorOf, refusal } from './refusal.ts';

type Cause = { reason: string; message: string; field?: string };

function refused(
  code: number,
  message: string,
  causes: Cause[] = [],
  sent: ValueMap = {},
  reason = '',
): ApiError {
  const body: ValueMap = { kind: 'Status', code, message, reason, details: { causes } };
  const answer = { status: code, headers: {}, text: JSON.stringify(body), body };
  return refusal({ method: 'PATCH', path: '/x', sent }, answer);
}

const webDeployment = { kind: 'Deployment' };
const typedFault =
  'failed to create typed patch object (dev/s1; /v1, Kind=Secret): .data.password: expected string, got &value.valueUnstructured{Value:12345}';
const secretForbidden =
  'secrets "s1" is forbidden: User "system:serviceaccount:dev:deployer" cannot patch resource "secrets" in API group "" in the namespace "dev"';

describe('a refusal', () => {
  const conflict = [
    {
      reason: 'FieldManagerConflict',
      message: 'conflict with "kubectl" using apps/v1',
      field: '.spec.replicas',
    },
    {
      reason: 'FieldManagerConflict',
      message: 'conflict with "hpa" with subresource "scale"',
      field: '.spec.x',
    },
  ];
  const terminating = [{ reason: 'NamespaceTerminating', message: 'namespace dev is being terminated' }];

  it.each<{ name: string; error: ApiError; is: string[]; transient: boolean }>([
    { name: 'no credentials', error: refused(401, 'Unauthorized'), is: ['isUnauthorized'], transient: true },
    { name: 'a missing right', error: refused(403, secretForbidden), is: ['isForbidden'], transient: false },
    {
      name: 'a quota',
      error: refused(
        403,
        'pods "a" is forbidden: exceeded quota: q, requested: pods=1, used: pods=0, limited: pods=0',
      ),
      is: ['isQuotaExceeded'],
      transient: true,
    },
    {
      name: 'a namespace that goes',
      error: refused(
        403,
        'configmaps "a" is forbidden: unable to create new content in namespace dev',
        terminating,
      ),
      is: ['isNamespaceTerminating'],
      transient: true,
    },
    {
      name: 'an admission check',
      error: refused(403, 'admission webhook "x" denied'),
      is: [],
      transient: false,
    },
    { name: 'no object', error: refused(404, 'pods "a" not found'), is: ['isNotFound'], transient: false },
    {
      name: 'no namespace',
      error: refused(404, 'namespaces "dev" not found'),
      is: ['isNotFound', 'isNamespaceMissing'],
      transient: false,
    },
    {
      name: 'no kind',
      error: refusal(
        { method: 'GET', path: '/x' },
        { status: 404, headers: {}, text: '404 page not found\n' },
      ),
      is: ['isNotFound', 'isUnserved'],
      transient: true,
    },
    {
      name: 'a lost race',
      error: refused(409, 'the object has been modified'),
      is: ['isStale'],
      transient: true,
    },
    {
      name: 'fields of others',
      error: refused(409, 'Apply failed with 2 conflicts', conflict),
      is: ['isConflictOfFields'],
      transient: true,
    },
    { name: 'an old version', error: refused(410, 'too old'), is: ['isGone'], transient: true },
    {
      name: 'an invalid value',
      error: refused(422, 'spec.replicas: Invalid'),
      is: ['isInvalid'],
      transient: false,
    },
    { name: 'a wrong type', error: refused(500, typedFault), is: ['isTypedPatchFault'], transient: false },
    {
      name: 'bad base64',
      error: refused(500, 'failed to convert new object (dev/s1; /v1, Kind=Secret): illegal base64 data'),
      is: ['isTypedPatchFault'],
      transient: false,
    },
    {
      name: 'a webhook that is down',
      error: refused(500, 'failed calling webhook'),
      is: [],
      transient: true,
    },
  ])('tells $name apart', ({ error, is, transient }) => {
    const checks = {
      isUnauthorized,
      isForbidden,
      isQuotaExceeded,
      isNamespaceTerminating,
      isNotFound,
      isNamespaceMissing,
      isUnserved,
      isStale,
      isConflictOfFields,
      isGone,
      isInvalid,
      isTypedPatchFault,
    };
    const held = Object.entries(checks).filter(([, check]) => Boolean(check(error)));
    expect(held.map(([name]) => name)).toEqual(is);
    expect(error.transient).toBe(transient);
  });

  it('names the managers of fields that conflict', () => {
    expect(isConflictOfFields(refused(409, 'Apply failed with 2 conflicts', conflict))).toEqual([
      { manager: 'kubectl', field: '.spec.replicas' },
      { manager: 'hpa', field: '.spec.x' },
    ]);
    expect(isConflictOfFields(new Error('conflict with "kubectl"'))).toBeUndefined();
  });

  it('says what to do about a missing namespace', () => {
    const body: ValueMap = {
      kind: 'Status',
      message: 'namespaces "dev" not found',
      details: { kind: 'namespaces', name: 'dev' },
    };
    const error = refusal({ method: 'PATCH', path: '/x' }, { status: 404, headers: {}, text: '', body });
    expect(error.message).toBe(
      'the API server answered 404 to PATCH /x: namespaces "dev" not found (create it, or set createNamespace: true in deployers.yaml)',
    );
  });

  it('is what an ERROR event of a watch says', () => {
    const error = errorOf('/api/v1/pods', {
      kind: 'Status',
      code: 410,
      reason: 'Expired',
      message: 'too old',
    });
    expect(isGone(error)).toBe(true);
    expect(error.message).toBe('the API server answered 410 to WATCH /api/v1/pods: too old');
  });
});

describe('the words of a refusal', () => {
  const template =
    'spec.template: Invalid value: core.PodTemplateSpec{ObjectMeta:v1.ObjectMeta{Name:""}, Env:[]core.EnvVar{core.EnvVar{Name:"A", Value:"s}e\\"cret"}}}: field is immutable';
  it.each([
    ['a template', template, 'spec.template: Invalid value: core.PodTemplateSpec{…}: field is immutable'],
    [
      'JSON',
      'spec.template: Invalid value: {"env":[{"value":"secret"}]}: field is immutable',
      'spec.template: Invalid value: {…}: field is immutable',
    ],
    [
      'the value of one field',
      '.spec.x: expected string, got &value.valueUnstructured{Value:secret}',
      '.spec.x: expected string, got &value.valueUnstructured{…}',
    ],
    ['a value without a type', 'got Value:"secret", but', 'got Value:…, but'],
    ['a dump that is cut', 'Invalid value: core.PodSpec{Env:"secret', 'Invalid value: core.PodSpec{…}'],
    ['a number, which people need', 'spec.replicas: Invalid value: -1', 'spec.replicas: Invalid value: -1'],
    [
      'rights, which people need',
      'not currently held:\n{APIGroups:["apps"], Verbs:["get"]}',
      'not currently held:\n{APIGroups:["apps"], Verbs:["get"]}',
    ],
  ])('keep no dump: %s', (_, message, shown) => {
    const error = refused(
      422,
      message,
      [{ reason: 'FieldValueInvalid', message, field: 'spec' }],
      webDeployment,
    );
    expect(error.serverMessage).toBe(shown);
    expect(error.causes[0]?.message).toBe(shown);
    expect(error.message).not.toContain('secret');
  });

  it('are cut', () => {
    expect(refused(422, 'x'.repeat(1_000_000)).message.length).toBeLessThan(600);
  });

  const secret = { kind: 'Secret' };
  it.each([
    [500, typedFault, [], 'it does not fit the schema of a Secret at .data.password'],
    [400, 'json: cannot unmarshal 12345 into Go value', [], 'refused'],
    [403, 'admission webhook "x" denied: the password 12345 is weak', [], 'refused'],
    [
      422,
      'Secret "s1" is invalid: data[password]: Invalid value: "12345": no',
      [{ reason: 'FieldValueInvalid', message: 'Invalid value: "12345": no', field: 'data[password]' }],
      'refused at data[password]',
    ],
  ])('never hold the values of a Secret: %d', (code, message, causes, shown) => {
    const error = refused(code, message, causes, secret);
    expect(JSON.stringify({ ...error, message: error.message, stack: error.stack })).not.toContain('12345');
    expect(error.serverMessage).toBe(
      `${shown} (more is not shown, since it may quote the values of the Secret)`,
    );
    expect(isTypedPatchFault(error)).toBe(message === typedFault);
  });

  it('tell that a field of a Secret cannot be changed, without its value', () => {
    const message = 'Invalid value: "12345": field is immutable';
    const causes = [{ reason: 'FieldValueInvalid', message, field: 'type' }];
    const error = refused(422, `Secret "s1" is invalid: type: ${message}`, causes, secret);
    expect(error.causes).toEqual([
      { reason: 'FieldValueInvalid', message: 'field is immutable', field: 'type' },
    ]);
    expect(JSON.stringify({ ...error, message: error.message })).not.toContain('12345');
  });

  it('are withheld for any request to Secrets, whatever was sent', () => {
    const answer = { status: 500, headers: {}, text: 'the value 12345' };
    const error = refusal({ method: 'PATCH', path: '/api/v1/namespaces/dev/secrets/s1', sent: [] }, answer);
    expect(error.message).not.toContain('12345');
  });

  it.each([
    [403, secretForbidden],
    [
      403,
      'secrets "s1" is forbidden: exceeded quota: q, requested: secrets=1, used: secrets=5, limited: secrets=5',
    ],
    [404, 'namespaces "dev" not found'],
    [
      409,
      'Operation cannot be fulfilled on secrets "s1": the object has been modified; please apply your changes to the latest version and try again',
    ],
    [422, 'field is immutable when `immutable` is set'],
  ])('tell what a Secret lacks besides values: %d %s', (code, message) => {
    expect(refused(code, message, [], secret).serverMessage).toBe(message);
  });
});
