import type { Drift, JobRun, ObjectChange, Problem, PruneStatus } from '@tribble/api';
import type { Deployer, RenderedEnvironment, RepositoryFile } from '@tribble/resource-repo/format';
import type { Logger } from '@tribble/service-kit';
import type { z } from 'zod';
import type { LiveObject } from '../core/live.ts';
import type { Failure } from '../core/status.ts';

/** What a backend sees of an environment. */
export type Observation = {
  /** One live object for every object that a resource should have. */
  resources: ReadonlyMap<string, readonly LiveObject[]>;
  /** What left git and is still there. */
  prune?: PruneStatus;
  /** Faults that only the live state shows, for example an object that two environments declare. */
  problems?: readonly Problem[];
};

/** How an environment wants its changes made. */
export type PlanSettings = {
  /** The commit that is worked from. */
  revision: string;
  /** Puts right what somebody else changed. */
  selfHeal: boolean;
  prune: Deployer['prune'];
  /** Compares every field for people to read, even where it is known that something changes. */
  explain?: boolean;
};

/** What would have to be done. Making one changes nothing. */
export interface Plan {
  /** What becomes of each object, those included that stay as they are. */
  readonly changes: readonly ObjectChange[];
  /** Does as much of it as can be done now; a resource that is refused stops no other. */
  apply(): Promise<Applied>;
}

/** What applying came to. */
export type Applied = {
  /** The objects that were changed; with what somebody else had done to them, where that was put right. */
  changes: readonly (Pick<ObjectChange, 'action' | 'kind' | 'namespace' | 'name' | 'resource'> & {
    drift?: Drift;
  })[];
  /** The resources that could not be applied, and why. */
  failures: ReadonlyMap<string, Failure>;
};

/** A Job that somebody wants run: a file of the repository, and what `${NAME}` stands for in it. */
export type JobOrder = {
  file: RepositoryFile;
  variables: Readonly<Record<string, string>>;
  /** Seconds after which it has failed, where the file sets no bound of its own. */
  timeout: number;
};

/** A place where an environment runs. Its methods throw BackendError where that place does not answer or refuses. */
export interface Backend {
  /**
   * What there is of everything desired, as cheaply as can be: an environment at rest is observed often. An object that
   * alone cannot be read is told as `Unreachable`, so that it stops no other.
   */
  observe(desired: RenderedEnvironment): Promise<Observation>;
  /** Compares what should run with what runs. */
  plan(desired: RenderedEnvironment, settings: PlanSettings): Promise<Plan>;
  /**
   * Runs the Job of a file once for exactly this content and these variables, and tells how it stands: asked again it runs
   * nothing again. The Job is none of the environment's objects. Gives what is wrong with the file where it can be no Job. Absent where no Jobs run.
   */
  runJob?(order: JobOrder): Promise<JobRun | { problems: Problem[] }>;
  close(): Promise<void>;
}

/** What a backend gets besides its options. */
export type BackendContext = {
  environment: string;
  now: () => Date;
  log: Logger;
  /** Tells that the live state may have changed, so that the next turn does not wait for the clock. */
  changed: () => void;
  /** The kubeconfig file of the service's own configuration, where an environment names none. */
  kubeconfig?: string;
};

/** A fault of a backend's options in deployers.yaml; `keys` leads to it from the environment's entry. */
type OptionFault = { keys: readonly PropertyKey[]; message: string };

/** A kind of backend: the word in deployers.yaml, and how one is made from the options that stand there. */
export type BackendKind = {
  type: string;
  open(options: unknown, context: BackendContext): Backend | { faults: OptionFault[] };
};

type Definition<Options> = {
  type: string;
  options: z.ZodType<Options>;
  create: (options: Options, context: BackendContext) => Backend;
};

/** Ties the options that `create` gets to the schema that checks them. */
export function defineBackend<Options>({ type, options, create }: Definition<Options>): BackendKind {
  return {
    type,
    open: (given, context) => {
      const checked = options.safeParse(given);
      return checked.success
        ? create(checked.data, context)
        : { faults: checked.error.issues.flatMap(faultsOf) };
    },
  };
}

function faultsOf(issue: z.core.$ZodIssue): OptionFault[] {
  if (issue.code !== 'unrecognized_keys') return [{ keys: issue.path, message: issue.message }];
  return issue.keys.map((key) => ({ keys: [...issue.path, key], message: 'unknown option' }));
}

/** The backend refused or did not answer. `transient`: trying again may help without an edit. */
export class BackendError extends Error {
  readonly transient: boolean;
  /** Since when it has not answered, where that is known. */
  readonly since: Date | undefined;

  constructor(
    message: string,
    transient: boolean,
    { since, ...options }: ErrorOptions & { since?: Date } = {},
  ) {
    super(message, options);
    this.name = 'BackendError';
    this.transient = transient;
    this.since = since;
  }
}

/** As many Jobs run as may at once. It refuses nothing for good, and says nothing against the place where they run. */
export class BusyError extends BackendError {
  constructor(message: string) {
    super(message, false);
    this.name = 'BusyError';
  }
}
