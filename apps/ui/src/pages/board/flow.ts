import type { EnvironmentView, State, TransitionStatus } from '@tribble/api';

/** A way into an environment. */
interface WayIn {
  readonly name: string;
  readonly status: TransitionStatus;
}

/** An environment as a column of the board. */
export interface Column {
  readonly environment: string;
  readonly view: EnvironmentView;
  /** The transitions that change it, by priority. */
  readonly waysIn: readonly WayIn[];
  /** The environments before it in the flow: where its versions come from. */
  readonly sources: readonly string[];
}

const noView: EnvironmentView = { locks: [], lockFileInvalid: false };

/** The columns in the order in which versions flow; environments that the order does not name come last. */
export function columnsOf(state: State): Column[] {
  const rest = Object.keys(state.environments).filter((name) => !state.order.includes(name));
  return [...state.order, ...rest].map((environment) => {
    const waysIn = waysInto(state, environment);
    const sources = waysIn[0]?.status.sources ?? [];
    const view = state.environments[environment] ?? noView;
    return { environment, view, waysIn, sources };
  });
}

function waysInto({ transitions, transitionOrder }: State, environment: string): WayIn[] {
  return transitionOrder.flatMap((name) => {
    const status = transitions[name];
    return status?.target === environment ? [{ name, status }] : [];
  });
}

/** The transitions that lead into none of the columns. */
export function strayTransitions(state: State): WayIn[] {
  const shown = new Set([...state.order, ...Object.keys(state.environments)]);
  return state.transitionOrder.flatMap((name) => {
    const status = state.transitions[name];
    return status === undefined || shown.has(status.target) ? [] : [{ name, status }];
  });
}
