/** As much of an OpenAPI document as routing needs. */
export type Spec = {
  readonly openapi: string;
  readonly info: object;
  readonly paths: { readonly [path: string]: PathItem };
  readonly components?: object;
};

type PathItem = { readonly parameters?: readonly unknown[] } & { readonly [method: string]: unknown };

/** One operation of a spec. */
export type SpecOperation = {
  id: string;
  method: 'get' | 'put' | 'post' | 'delete' | 'patch';
  /** As express writes it: `/api/resources/:resource/versions`. */
  path: string;
  /** The names of its header parameters. */
  headers: string[];
  isStream: boolean;
};

const methods = ['get', 'put', 'post', 'delete', 'patch'] as const;

/** The operations of a spec. */
export function operationsOf(spec: Spec): SpecOperation[] {
  return Object.entries(spec.paths).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const operation = item[method];
      const id = at(operation, 'operationId');
      if (typeof id !== 'string') return [];
      const parameters = [...list(item.parameters), ...list(at(operation, 'parameters'))];
      return {
        id,
        method,
        path: path.replaceAll(/\{(\w+)\}/g, ':$1'),
        headers: headerNames(spec, parameters),
        isStream: at(operation, 'responses', '200', 'content', 'text/event-stream') !== undefined,
      };
    }),
  );
}

function headerNames(spec: Spec, parameters: readonly unknown[]): string[] {
  return parameters.flatMap((parameter) => {
    const reference = at(parameter, '$ref');
    const resolved = typeof reference === 'string' ? at(spec, ...reference.split('/').slice(1)) : parameter;
    const name = at(resolved, 'name');
    return at(resolved, 'in') === 'header' && typeof name === 'string' ? [name] : [];
  });
}

function at(value: unknown, ...keys: string[]): unknown {
  return keys.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null ? (Reflect.get(inner, key) as unknown) : undefined,
    value,
  );
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
