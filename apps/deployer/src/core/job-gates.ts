import { duration, parseTransitions, type Snapshot, transitionsFile } from '@tribble/resource-repo/format';
import { z } from 'zod';

/** A Job that a gate of transitions.yaml asks for. */
export type JobGate = {
  manifest: string;
  /** The environments that it is asked about, where it runs. */
  environments: readonly string[];
  /** Seconds that it may take. */
  timeout: number;
};

/** Of the options only what bounds a Job; the gate itself (`packages/promotion/src/gates/job`) says what else must hold. */
const options = z.object({ manifest: z.string(), timeout: duration.default(600_000) });

/** The Job gates of the transitions. A gate or transition that cannot be read asks for nothing. */
export function jobGates({ configuration }: Pick<Snapshot, 'configuration'>): JobGate[] {
  const { transitions } = parseTransitions(configuration.get(transitionsFile));
  return transitions.flatMap(({ transition }) =>
    (transition?.preconditions ?? []).flatMap((gate): JobGate[] => {
      const read = gate.type === 'Job' ? options.safeParse(gate.options) : undefined;
      if (transition === undefined || !read?.success) return [];
      const { manifest, timeout } = read.data;
      return [{ manifest, environments: transition.sources, timeout: Math.ceil(timeout / 1_000) }];
    }),
  );
}

/** Why no gate asks for a Job; undefined where one does. */
export function refusalOf(
  gates: readonly JobGate[],
  { manifest, environment, timeout }: { manifest: string; environment: string; timeout: number },
): string | undefined {
  const named = gates.filter((gate) => gate.manifest === manifest);
  if (named.length === 0) return `no Job gate of ${transitionsFile} names ${manifest}`;
  const here = named.filter(({ environments }) => environments.includes(environment));
  if (here.length === 0) {
    const elsewhere = [...new Set(named.flatMap(({ environments }) => environments))].join(', ');
    return `the Job gates of ${transitionsFile} that name ${manifest} ask about ${elsewhere}, not about ${environment}`;
  }
  const longest = Math.max(...here.map((gate) => gate.timeout));
  if (timeout <= longest) return undefined;
  return `${manifest} may take ${longest} seconds in ${environment} by its Job gates in ${transitionsFile}, not ${timeout}`;
}
