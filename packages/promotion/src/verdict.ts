/**
 * `pass`: yes. `hold`: soon, so leave the source as it is meanwhile. `wait`: something outside, so nobody else waits.
 * `fail`: no. `unknown`: it cannot tell, which blocks like `fail`.
 */
export type VerdictKind = 'pass' | 'hold' | 'wait' | 'fail' | 'unknown';

/** What a verdict rests on. */
export type Evidence = { text: string; link?: string; revision?: string };

/** The answer of a gate. Nothing in it changes while nothing happens: no ages, no countdowns. */
export type Verdict = {
  kind: VerdictKind;
  /** For people: what, where and why; of a `pass` what convinced. */
  reason: string;
  /** What exactly was judged, for example `s1 99 (3f2a91c04d1e) in pp`. */
  judged: string;
  evidence?: readonly Evidence[];
  /** When time alone may change the verdict, as ISO 8601 in UTC. */
  until?: string;
};

/** A verdict together with the gate that gave it and what of the transition it concerns. */
export type GateVerdict = Verdict & {
  gate: string;
  source: string;
  /** The one resource that was judged, where the transition judges each on its own. */
  resource?: string;
};
