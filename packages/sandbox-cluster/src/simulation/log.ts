import { type KubernetesObject } from '../objects.ts';

/** The annotations of a pod template that say what the log of its pods holds. */
const logAnnotation = 'sandbox.tribble.dev/log';
const crashAnnotation = 'sandbox.tribble.dev/crash';

/** The log of a pod: what its template says it holds, else the message with which its containers crash. */
export function podLog({ metadata: { annotations = {} } }: KubernetesObject): string {
  const text = annotations[logAnnotation] ?? annotations[crashAnnotation] ?? '';
  return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}
