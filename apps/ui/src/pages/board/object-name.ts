interface Named {
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
}

/** An object as people write it: `Deployment dev/web`. */
export function objectName({ kind, namespace, name }: Named): string {
  return `${kind} ${namespace === undefined ? name : `${namespace}/${name}`}`;
}
