import { metadataType } from '../fields/metadata-type.ts';
import { type FieldType, type ObjectType } from '../fields/schema-types.ts';
import { builtInType } from '../fields/schema/built-in.ts';

const text: FieldType = { type: 'string' };
const pod = builtInType('v1', 'Pod')?.fields.get('spec');
const podFields = pod?.type === 'object' ? [...pod.fields] : [];

/** A kind for tests that has of everything something: data, metadata, numbers, and the lists of pods. */
export const testType: ObjectType = {
  type: 'object',
  alwaysPresent: new Set(['metadata', 'spec']),
  fields: new Map<string, FieldType>([
    ['metadata', metadataType],
    ['data', { type: 'map', values: text }],
    [
      'spec',
      {
        type: 'object',
        fields: new Map<string, FieldType>([
          ...podFields,
          ['replicas', { type: 'integer' }],
          ['minReadySeconds', { type: 'integer' }],
          ['paused', { type: 'boolean' }],
          ['selector', { type: 'map', values: { type: 'any' }, atomic: true }],
          ['args', { type: 'list', items: text, rule: { type: 'atomic' } }],
        ]),
      },
    ],
  ]),
};
