import { type Cause } from '../../api-error.ts';
import { equal, fieldAt, objectOf, objectsOf, textOf } from '../../json.ts';
import { type KubernetesObject } from '../../objects.ts';
import { invalidValue, required } from '../causes.ts';
import { checkOneOf } from '../checks.ts';
import { ageColumn, column, nameColumn } from '../columns.ts';
import { fill, section } from '../fill.ts';
import { defineKind, type KindEntry } from '../kind.ts';

const group = 'rbac.authorization.k8s.io';

function defaultBinding(binding: KubernetesObject): void {
  fill(section(binding, 'roleRef'), { apiGroup: group });
  for (const subject of objectsOf(binding['subjects'])) {
    if (subject['kind'] === 'User' || subject['kind'] === 'Group') fill(subject, { apiGroup: group });
  }
}

function checkBinding(binding: KubernetesObject, live: KubernetesObject | undefined): Cause[] {
  const roleRef = objectOf(binding['roleRef']);
  const kinds = binding.kind === 'RoleBinding' ? ['ClusterRole', 'Role'] : ['ClusterRole'];
  const causes = [
    ...checkOneOf('roleRef.kind', textOf(roleRef['kind']), kinds),
    ...(roleRef['name'] ? [] : [required('roleRef.name')]),
    ...objectsOf(binding['subjects']).flatMap((subject, index) => {
      const at = `subjects[${index}]`;
      const isAccount = subject['kind'] === 'ServiceAccount';
      return [
        ...(subject['name'] ? [] : [required(`${at}.name`)]),
        ...checkOneOf(`${at}.kind`, textOf(subject['kind']), ['Group', 'ServiceAccount', 'User']),
        ...(isAccount && !subject['namespace'] ? [required(`${at}.namespace`)] : []),
      ];
    }),
  ];
  if (!live || equal(roleRef, live['roleRef'])) return causes;
  return [...causes, invalidValue('roleRef', roleRef, 'cannot change roleRef')];
}

function checkRole(role: KubernetesObject): Cause[] {
  return objectsOf(role['rules']).flatMap((rule, index) => {
    const lists = (field: string) => {
      const list = rule[field];
      return Array.isArray(list) ? list : [];
    };
    const at = `rules[${index}]`;
    const causes =
      lists('verbs').length > 0 ? [] : [required(`${at}.verbs`, 'verbs must contain at least one value')];
    const urls = lists('nonResourceURLs');
    if (urls.length > 0) {
      const says = 'namespaced rules cannot apply to non-resource URLs';
      return role.kind === 'Role' ? [...causes, invalidValue(`${at}.nonResourceURLs`, urls, says)] : causes;
    }
    if (lists('apiGroups').length === 0) {
      causes.push(required(`${at}.apiGroups`, 'resource rules must supply at least one api group'));
    }
    if (lists('resources').length === 0) {
      causes.push(required(`${at}.resources`, 'resource rules must supply at least one resource'));
    }
    return causes;
  });
}

const roleColumn = column('Role', (binding) => {
  const roleRef = fieldAt(binding, 'roleRef');
  return `${textOf(fieldAt(roleRef, 'kind'))}/${textOf(fieldAt(roleRef, 'name'))}`;
});
const createdColumn = column('Created At', ({ metadata }) => metadata.creationTimestamp ?? '');
const role: Partial<KindEntry> = { group, nameRule: 'path', validate: checkRole };
const binding: Partial<KindEntry> = {
  group,
  nameRule: 'path',
  defaults: defaultBinding,
  validate: checkBinding,
  columns: [nameColumn, roleColumn, ageColumn],
};

/** ClusterRoles. */
export const clusterRoleKind = defineKind({
  ...role,
  kind: 'ClusterRole',
  plural: 'clusterroles',
  namespaced: false,
  columns: [nameColumn, createdColumn],
});

/** The kinds of the group `rbac.authorization.k8s.io`. */
export const rbacKinds = [
  clusterRoleKind,
  defineKind({ ...role, kind: 'Role', plural: 'roles', columns: [nameColumn, createdColumn] }),
  defineKind({ ...binding, kind: 'RoleBinding', plural: 'rolebindings' }),
  defineKind({ ...binding, kind: 'ClusterRoleBinding', plural: 'clusterrolebindings', namespaced: false }),
];
