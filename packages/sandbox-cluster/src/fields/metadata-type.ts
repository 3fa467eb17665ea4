import { builtInType } from './schema/built-in.ts';
import { type FieldType } from './schema-types.ts';

/** The type of metadata, which all kinds share. */
export const metadataType: FieldType = builtInType('v1', 'ConfigMap')?.fields.get('metadata') ?? {
  type: 'any',
};
