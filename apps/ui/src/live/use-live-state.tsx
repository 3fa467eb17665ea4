import type { State } from '@tribble/api';
import { createContext, type ReactNode, use, useEffect, useMemo, useReducer } from 'react';
import { connect, type StateSource } from './connect.ts';
import { fold, type Live, nothingYet } from './fold.ts';

interface LiveAndRetry extends Live {
  /** Opens the stream anew, at once. */
  readonly retry: () => void;
}

const LiveContext = createContext<LiveAndRetry | undefined>(undefined);

/** Keeps the state of the aggregator for all pages below. */
export function LiveProvider({ source, children }: { source: StateSource; children: ReactNode }) {
  const [live, tell] = useReducer(fold, undefined, () => nothingYet(Date.now()));
  const [attempt, retry] = useReducer((count: number) => count + 1, 0);
  // A new attempt is a new stream.
  useEffect(() => connect(source, tell), [source, attempt]);
  const value = useMemo(() => ({ ...live, retry }), [live]);
  return <LiveContext value={value}>{children}</LiveContext>;
}

/** What is known, how fresh it is, and how to try again. */
export function useLive(): LiveAndRetry {
  const live = use(LiveContext);
  if (!live) throw new Error('useLive must be used below a LiveProvider');
  return live;
}

/** The state for pages that are shown only once it is there. */
export function useKnownState(): State {
  const { state } = useLive();
  if (!state) throw new Error('useKnownState must be used below a StateGate');
  return state;
}
