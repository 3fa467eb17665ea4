/**
 * What a gate wants to know of the world. Gates are pure: they give questions, the transitioner asks them and hands the
 * answers to the next decision. Two questions with the same content are the same question, asked once.
 */
export type Question = HttpQuestion | JobQuestion | CommandQuestion;

/** A question as a gate words it, before it is said what it is about. */
export type Wording =
  Omit<HttpQuestion, 'about'> | Omit<JobQuestion, 'about'> | Omit<CommandQuestion, 'about'>;

type Common = {
  /**
   * What is judged: the change and its source. Another change is another question even where the words are the same, so that no
   * version ever passes by what was said of another one.
   */
  about: string;
  /** Milliseconds between two askings while something waits for the answer. */
  interval: number;
  /** Milliseconds until an asking counts as failed; of a Job: until the Job itself does. */
  timeout: number;
};

/** `${NAME}` in header values stands for an environment variable of the transitioner that its configuration allows. */
export type HttpQuestion = Common & {
  kind: 'http';
  method: 'GET' | 'POST';
  url: string;
  headers: Readonly<Record<string, string>>;
  body?: string;
};

/** A Job from a manifest of the repository, run once in an environment's cluster for exactly this content. */
export type JobQuestion = Common & {
  kind: 'job';
  environment: string;
  /** The path of the manifest in the repository. */
  manifest: string;
  /** The blob id of the manifest, so that another manifest is another question. */
  manifestId: string;
  /** What `${NAME}` stands for in it. */
  variables: Readonly<Record<string, string>>;
};

export type CommandQuestion = Common & {
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
