import { valueAt } from '@tribble/resource-repo/format';
import type { KubernetesObject } from './identity.ts';
import { instructions } from './marks.ts';

/** Argo CD's word for a wave. */
const syncWave = 'argocd.argoproj.io/sync-wave';
const replaceModes = ['true', 'false', 'orphan', 'cascade'] as const;
/** Whether, and how, an object may be deleted and made anew. */
export type ReplaceMode = (typeof replaceModes)[number];
/** What makes an object the one it is cannot be left to others. */
const ownFields = ['/apiVersion', '/kind', '/metadata', '/metadata/name', '/metadata/namespace'];

/** What an annotation of an object says; undefined where it has none of that name. */
export function annotationOf(object: KubernetesObject, name: string): string | undefined {
  const value = valueAt(object, ['metadata', 'annotations', name]);
  return typeof value === 'string' ? value : undefined;
}

/** The wave of an object: 0 where it names none, and where it names none that is a number, which `instructionFault` tells. */
export function waveOf(object: KubernetesObject): number {
  const text = annotationOf(object, waveAnnotationOf(object)) ?? '0';
  return isInteger(text) ? Number(text) : 0;
}

function waveAnnotationOf(object: KubernetesObject): string {
  return annotationOf(object, instructions.wave) === undefined ? syncWave : instructions.wave;
}

const isInteger = (text: string): boolean => /^[+-]?\d{1,9}$/.test(text);

/** The pointers to the fields that an object leaves to others. */
export function ignoredFieldsOf(object: KubernetesObject): string[] {
  const list = annotationOf(object, instructions.ignoreFields) ?? '';
  return list
    .split(',')
    .map((pointer) => pointer.trim())
    .filter((pointer) => pointer !== '');
}

export function replaceModeOf(object: KubernetesObject): ReplaceMode | undefined {
  const text = annotationOf(object, instructions.replace);
  return replaceModes.find((mode) => mode === text);
}

/** Which annotation of an object cannot be followed, and why; undefined where all can. */
export function instructionFault(object: KubernetesObject): string | undefined {
  const wave = annotationOf(object, waveAnnotationOf(object));
  if (wave !== undefined && !isInteger(wave))
    return fault(waveAnnotationOf(object), wave, 'is no whole number');
  const replace = annotationOf(object, instructions.replace);
  if (replace !== undefined && replaceModeOf(object) === undefined) {
    return fault(instructions.replace, replace, `is none of ${replaceModes.join(', ')}`);
  }
  for (const pointer of ignoredFieldsOf(object)) {
    if (!pointer.startsWith('/')) {
      return fault(
        instructions.ignoreFields,
        pointer,
        'is no JSON pointer (begin it with /, as /spec/replicas)',
      );
    }
    if (ownFields.includes(pointer)) {
      return fault(instructions.ignoreFields, pointer, 'cannot be left to others');
    }
  }
  return undefined;
}

function fault(annotation: string, value: string, why: string): string {
  return `metadata.annotations: ${annotation}: "${value}" ${why}`;
}
