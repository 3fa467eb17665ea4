import type { Precondition } from '@tribble/resource-repo/format';
import { remember } from '../remember.ts';
import { approval } from './approval/index.ts';
import { dependsOn } from './depends-on/index.ts';
import type { Gate, ReadyGate } from './gate.ts';
import { didYouMean, type OptionFault } from './option-faults.ts';
import { soak } from './soak/index.ts';
import { command } from './command/index.ts';
import { http } from './http/index.ts';
import { job } from './job/index.ts';
import { metric } from './metric/index.ts';
import { sourceClean } from './source-clean/index.ts';
import { timeWindow } from './window/index.ts';

/** Every kind of gate. A new one is a folder and a line here. */
export const allGates: readonly Gate[] = [
  sourceClean,
  soak,
  timeWindow,
  approval,
  dependsOn,
  http,
  metric,
  job,
  command,
];

/** The gates as decisions see them. */
export type Gates = {
  /** A precondition's gate with its options, or why it can never pass as it is written. */
  read: (precondition: Precondition) => { faults: readonly OptionFault[] } | { gate: ReadyGate };
};

/** The gates by their type. */
export function gatesOf(list: readonly Gate[]): Gates {
  const byType = new Map(list.map((gate) => [gate.type, gate]));
  const types = [...byType.keys()];
  return {
    read: remember(({ type, options }: Precondition) => {
      const gate = byType.get(type);
      if (gate) return gate.read(options);
      const hint = didYouMean(type, types);
      return {
        faults: [{ message: `there is no gate "${type}"`, keys: [], ...(hint !== undefined && { hint }) }],
      };
    }),
  };
}
