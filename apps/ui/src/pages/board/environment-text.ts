import type { EnvironmentView } from '@tribble/api';

/** What holds an environment back, without the time that is shown on its own. */
export function environmentMessage({ message, unreachableSince }: EnvironmentView): string | undefined {
  const start = `Unreachable since ${unreachableSince ?? ''}: `;
  return message?.startsWith(start) ? message.slice(start.length) : message;
}

/** What a person writes into deployers.yaml to have exactly those objects deleted that a prune is held for. */
export function confirmation(environment: string, confirm: string): string {
  return `deployers:\n  ${environment}:\n    prune:\n      confirm: ${JSON.stringify(confirm)}`;
}
