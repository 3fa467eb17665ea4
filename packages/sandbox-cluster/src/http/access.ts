import { type IncomingHttpHeaders } from 'node:http';
import { ApiError, type ResourceName } from '../api-error.ts';
import { type ResourcePath } from './resource-path.ts';

/** What somebody wants to do, as an authorizer sees it. */
export interface AccessRequest {
  readonly user: string;
  readonly verb: string;
  readonly group: string;
  /** The plural, with the subresource if there is one: `pods/log`. */
  readonly resource: string;
  /** Empty at the cluster scope. */
  readonly namespace: string;
  /** Empty when the request is about a collection. */
  readonly name: string;
}

/** Who may do what. Without rules everybody may do everything. */
export interface AccessRules {
  /** The user to whom a bearer token belongs; undefined refuses the request with 401. */
  readonly authenticate?: ((token: string | undefined) => string | undefined) | undefined;
  /** Why the request is denied; undefined allows it. */
  readonly authorize?: ((request: AccessRequest) => string | undefined) | undefined;
}

const anonymous = 'sandbox';

/** Who sends a request: whom it impersonates, else the owner of its token. */
export function userOf(headers: IncomingHttpHeaders, rules: AccessRules): string {
  const token = /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1];
  const user = rules.authenticate ? rules.authenticate(token) : anonymous;
  if (user === undefined) throw new ApiError(401, 'Unauthorized', 'Unauthorized');
  const impersonated = headers['impersonate-user'];
  if (typeof impersonated !== 'string' || impersonated === '') return user;
  const [, namespace, account] = /^system:serviceaccount:([^:]+):([^:]+)$/.exec(impersonated) ?? [];
  const resource = account === undefined ? 'users' : 'serviceaccounts';
  const name = account ?? impersonated;
  const request = { user, verb: 'impersonate', group: '', resource, namespace: namespace ?? '', name };
  refuseDenied(rules, request, { plural: resource, kind: resource, group: '' });
  return impersonated;
}

/** 403 for what an authorizer denies, in the words of a real server. */
export function refuseDenied(rules: AccessRules, request: AccessRequest, resource: ResourceName): void {
  const denial = rules.authorize?.(request);
  if (denial === undefined) return;
  const { user, verb, group, namespace, name } = request;
  const dotted = group ? `${resource.plural}.${group}` : resource.plural;
  const subject = name ? `${dotted} ${JSON.stringify(name)}` : dotted;
  const scope = namespace ? `in the namespace ${JSON.stringify(namespace)}` : 'at the cluster scope';
  const what = `User ${JSON.stringify(user)} cannot ${verb} resource ${JSON.stringify(request.resource)} in API group ${JSON.stringify(group)} ${scope}`;
  const message = `${subject} is forbidden: ${what}${denial && `: ${denial}`}`;
  const details = { ...(name && { name }), ...(group && { group }), kind: resource.plural };
  throw new ApiError(403, 'Forbidden', message, details);
}

/** What a request for objects wants to do. */
export function accessOf(
  user: string,
  method: string,
  { kind, namespace, name, subresource }: ResourcePath,
  isWatch: boolean,
): AccessRequest {
  const resource = subresource === undefined ? kind.plural : `${kind.plural}/${subresource}`;
  // A namespace is its own scope: a role in it may allow to read it.
  const scope = kind.plural === 'namespaces' && kind.group === '' ? (name ?? '') : (namespace ?? '');
  const verb = verbOf(method, name === undefined, isWatch);
  return { user, verb, group: kind.group, resource, namespace: scope, name: name ?? '' };
}

function verbOf(method: string, isCollection: boolean, isWatch: boolean): string {
  switch (method) {
    case 'GET':
    case 'HEAD':
      if (isWatch) return 'watch';
      return isCollection ? 'list' : 'get';
    case 'POST':
      return 'create';
    case 'PUT':
      return 'update';
    case 'PATCH':
      return 'patch';
    default:
      return isCollection ? 'deletecollection' : 'delete';
  }
}
