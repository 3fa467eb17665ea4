import { applyMergePatch, type Json, type State } from '@tribble/api';

/** Follows an aggregator's event stream as the board does, and calls back with every state, until the signal aborts. */
export async function followStates(
  address: string,
  onState: (state: State) => void,
  signal: AbortSignal,
): Promise<void> {
  const response = await fetch(`${address}/api/events`, { signal });
  if (!response.ok || !response.body) throw new Error(`GET /api/events answered ${response.status}`);
  let state: Json = {};
  let rest = '';
  try {
    for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
      const frames = (rest + chunk).split('\n\n');
      rest = frames.pop() ?? '';
      for (const frame of frames) {
        const type = /^event: (.*)$/m.exec(frame)?.[1];
        const data = /^data: (.*)$/m.exec(frame)?.[1];
        if (type === undefined || data === undefined) continue;
        const value = JSON.parse(data) as Json;
        state = type === 'snapshot' ? value : applyMergePatch(state, value);
        onState(state as unknown as State);
      }
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
