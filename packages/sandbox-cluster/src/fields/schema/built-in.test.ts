import { describe, expect, it } from '@jest/globals';
import { kinds } from '../../kinds/table.ts';
import { type FieldType, type ObjectType } from '../schema-types.ts';
import { builtInType } from './built-in.ts';
import { TypeReader } from './notation.ts';

/** The type at a path; `*` goes into the items of a list or the values of a map. */
function typeAt(root: ObjectType | undefined, ...path: string[]): FieldType | undefined {
  return path.reduce<FieldType | undefined>((type, key) => {
    if (type?.type === 'object') return type.fields.get(key);
    if (type?.type === 'list') return type.items;
    return type?.type === 'map' ? type.values : undefined;
  }, root);
}

const deployment = builtInType('apps/v1', 'Deployment');
const podSpec = ['spec', 'template', 'spec'];

describe('builtInType', () => {
  it.each(kinds.map((kind) => [kind.apiVersion, kind.kind] as const))('describes %s %s', (version, kind) => {
    const type = builtInType(version, kind);
    expect([...(type?.fields.keys() ?? [])]).toEqual(
      expect.arrayContaining(['apiVersion', 'kind', 'metadata']),
    );
  });

  it('knows no kind of another group, not even one with a familiar name', () => {
    expect(builtInType('serving.knative.dev/v1', 'Service')).toBeUndefined();
    expect(builtInType('autoscaling/v1', 'HorizontalPodAutoscaler')).toBeUndefined();
  });

  it.each([
    [[...podSpec, 'containers'], { type: 'map', keys: ['name'] }],
    [
      [...podSpec, 'containers', '*', 'ports'],
      { type: 'map', keys: ['containerPort', 'protocol'], defaults: { protocol: 'TCP' } },
    ],
    [[...podSpec, 'containers', '*', 'args'], { type: 'atomic' }],
    [[...podSpec, 'tolerations'], { type: 'atomic' }],
    [['metadata', 'finalizers'], { type: 'set' }],
    [['status', 'conditions'], { type: 'map', keys: ['type'] }],
  ])('merges the list at %j by its rule', (path, rule) => {
    expect(typeAt(deployment, ...path)).toMatchObject({ type: 'list', rule });
  });

  it('merges no conditions of Jobs', () => {
    expect(typeAt(builtInType('batch/v1', 'Job'), 'status', 'conditions')).toMatchObject({
      rule: { type: 'atomic' },
    });
  });

  it.each([
    [['spec', 'selector'], true],
    [[...podSpec, 'nodeSelector'], true],
    [['metadata', 'labels'], undefined],
    [[...podSpec, 'securityContext'], undefined],
  ])('replaces %j as one value: %s', (path, atomic) => {
    const type = typeAt(deployment, ...path);
    expect(type && 'atomic' in type ? type.atomic : undefined).toBe(atomic);
  });

  it.each([
    [[...podSpec, 'containers', '*', 'resources', 'limits', '*'], 'quantity'],
    [[...podSpec, 'containers', '*', 'livenessProbe', 'httpGet', 'port'], 'intOrString'],
    [['spec', 'replicas'], 'integer'],
    [['metadata', 'creationTimestamp'], 'time'],
  ])('the value at %j is one of type %s', (path, type) => {
    expect(typeAt(deployment, ...path)?.type).toBe(type);
  });

  it.each(['hostnameOverride', 'schedulingGroup', 'anything'])('has no field %s: 1.32 had none', (field) => {
    expect(typeAt(deployment, ...podSpec, field)).toBeUndefined();
  });

  it('says which parts are always there', () => {
    const spec = typeAt(deployment, 'spec');
    expect(spec?.type === 'object' && [...(spec.alwaysPresent ?? [])]).toEqual(['strategy', 'template']);
  });
});

describe('TypeReader', () => {
  it('reads a type that contains itself', () => {
    const node = new TypeReader({ Node: 'children:[Node] name:string' }).object('Node');
    expect(typeAt(node, 'children', '*')).toBe(node);
  });

  it('refuses a type that is not there', () => {
    expect(() => new TypeReader({ Node: 'next:Other' }).object('Node')).toThrow(
      'the table of types has no type Other',
    );
  });
});
