/** A fault of a request: `path` leads to it in the body or the parameters. */
export type RequestFault = { path: string; message: string };

/** All faults in one line, as people read them. */
export function formatFaults(faults: readonly RequestFault[]): string {
  return faults.map(({ path, message }) => `${path}: ${message}`).join('; ');
}
