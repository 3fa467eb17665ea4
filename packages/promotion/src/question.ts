/**
 * What a gate wants to know of the world. Gates are pure: they give questions, the transitioner asks them and hands the
 * answers to the next decision. Two questions with the same content are the same question, asked once.
 */
export type Question = HttpQuestion | JobQuestion | CommandQuestion;

type Asked = {
  /** Milliseconds between two askings while something waits for the answer. */
  interval: number;
  /** Milliseconds until an asking counts as failed; of a Job: until the Job itself does. */
  timeout: number;
};

/** `${NAME}` in header values stands for an environment variable of the transitioner that its configuration allows. */
export type HttpQuestion = Asked & {
  kind: 'http';
  method: 'GET' | 'POST';
  url: string;
  headers: Readonly<Record<string, string>>;
  body?: string;
};

/** A Job from a manifest of the repository, run once in an environment's cluster for exactly this content. */
export type JobQuestion = Asked & {
  kind: 'job';
  environment: string;
  /** The path of the manifest in the repository. */
  manifest: string;
  /** The blob id of the manifest, so that another manifest is another question. */
  manifestId: string;
  /** What `${NAME}` stands for in it. */
  variables: Readonly<Record<string, string>>;
};

export type CommandQuestion = Asked & {
  kind: 'command';
  command: readonly string[];
  variables: Readonly<Record<string, string>>;
};

/** What came of asking; `at` is when, as ISO 8601 in UTC. */
export type Answer = { at: string } & (
  | { kind: 'error'; message: string }
  | { kind: 'http'; status: number; body: string }
  | { kind: 'job'; state: 'running' | 'succeeded' | 'failed'; name: string; message?: string; log?: string }
  | { kind: 'command'; exitCode: number; output: string }
);
