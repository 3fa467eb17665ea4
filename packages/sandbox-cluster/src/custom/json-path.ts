import { isObject, type Json } from '../json.ts';

/** Reads the simple JSON paths of printer columns: `.spec.size`, `.items[0]`, `.conditions[?(@.type=="Ready")].status`. */
export function readJsonPath(value: Json, path: string): Json | undefined {
  const steps = path.match(/\.[^.[\]]+|\['[^']+'\]|\[\d+\]|\[\?\(@\.[\w-]+\s*==\s*["'][^"']*["']\)\]/g) ?? [];
  return steps.reduce<Json | undefined>((parent, step) => stepInto(parent, step), value);
}

function stepInto(parent: Json | undefined, step: string): Json | undefined {
  if (Array.isArray(parent)) {
    const [, field, wanted] = /^\[\?\(@\.([\w-]+)\s*==\s*["']([^"']*)["']\)\]$/.exec(step) ?? [];
    if (field !== undefined) return parent.find((item) => isObject(item) && item[field] === wanted);
    return parent[Number(step.slice(1, -1))];
  }
  if (!isObject(parent)) return undefined;
  return parent[step.startsWith('.') ? step.slice(1) : step.slice(2, -2)];
}
