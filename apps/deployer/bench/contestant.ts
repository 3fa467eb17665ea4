import type { Scenario } from './options.ts';
import type { Cost } from './measure.ts';

/** What a scenario came to. Whoever has no figure of a kind leaves it out. */
export type Result = {
  wall: number;
  cpu?: number;
  peakMemory?: number;
  /** By verb. */
  requests?: Readonly<Record<string, number>>;
  note?: string;
};

/** Something that deploys the apps into a namespace of its own. */
export type Contestant = {
  name: string;
  /** Undefined where it does nothing of the kind. */
  run(scenario: Scenario): Promise<Result | undefined>;
  close(): Promise<void>;
};

export type Place = {
  kubeconfig: string | undefined;
  context: string | undefined;
  namespace: string;
  apps: number;
};

export const resultOf = ({ wall, cpu, peakMemory }: Cost): Result => ({ wall, cpu, peakMemory });
