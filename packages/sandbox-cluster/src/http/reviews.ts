import { type JsonObject, objectOf, textOf } from '../json.ts';
import { type AccessRules } from './access.ts';

/** Answers the reviews by which clients ask who they are and what they may do; undefined for every other path. */
export function answerReview(
  path: string,
  body: JsonObject,
  user: string,
  rules: AccessRules,
): JsonObject | undefined {
  switch (path) {
    case '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews':
      return accessReview(body, user, rules);
    case '/apis/authorization.k8s.io/v1/selfsubjectrulesreviews':
      return rulesReview(body);
    case '/apis/authentication.k8s.io/v1/selfsubjectreviews':
      return review('authentication.k8s.io/v1', 'SelfSubjectReview', {
        status: { userInfo: { username: user, groups: ['system:authenticated'] } },
      });
    default:
      return undefined;
  }
}

function review(apiVersion: string, kind: string, rest: JsonObject): JsonObject {
  return { kind, apiVersion, metadata: {}, ...rest };
}

function accessReview(body: JsonObject, user: string, rules: AccessRules): JsonObject {
  const spec = objectOf(body['spec']);
  const wanted = objectOf(spec['resourceAttributes']);
  const subresource = textOf(wanted['subresource']);
  const resource = textOf(wanted['resource']);
  const denial = rules.authorize?.({
    user,
    verb: textOf(wanted['verb']),
    group: textOf(wanted['group']),
    resource: subresource ? `${resource}/${subresource}` : resource,
    namespace: textOf(wanted['namespace']),
    name: textOf(wanted['name']),
  });
  const status = denial === undefined ? { allowed: true } : { allowed: false, reason: denial };
  return review('authorization.k8s.io/v1', 'SelfSubjectAccessReview', { spec, status });
}

/** Rules cannot be read from an authorizer: whoever has one is told that the list is incomplete. */
function rulesReview(body: JsonObject): JsonObject {
  const status = {
    resourceRules: [{ verbs: ['*'], apiGroups: ['*'], resources: ['*'] }],
    nonResourceRules: [{ verbs: ['*'], nonResourceURLs: ['*'] }],
    incomplete: false,
  };
  return review('authorization.k8s.io/v1', 'SelfSubjectRulesReview', {
    spec: objectOf(body['spec']),
    status,
  });
}
