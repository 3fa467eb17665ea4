/** Cancels what a clock was asked to do; harmless when it is done already. */
export type Cancel = () => void;

/** Time as an input, so that tests decide what time it is. */
export type Clock = {
  now(): Date;
  /** Calls back once after so many milliseconds. */
  after(milliseconds: number, callback: () => void): Cancel;
};

/** setTimeout fires at once for a delay that does not fit into 31 bits. */
const longestDelay = 2 ** 31 - 1;

/** The time of the machine. */
export const systemClock: Clock = {
  now: () => new Date(),
  after: (milliseconds, callback) => {
    const timer = setTimeout(callback, Math.min(milliseconds, longestDelay));
    return () => clearTimeout(timer);
  },
};
