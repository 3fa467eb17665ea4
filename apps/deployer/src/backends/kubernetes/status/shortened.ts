const longest = 500;

/** A message of the cluster in the length that a status can bear: some quote whole manifests. */
export function shortened(message: string): string {
  return message.length > longest ? `${message.slice(0, longest)}…` : message;
}
