import type { RenderedResource } from '@tribble/resource-repo/format';
import type { z } from 'zod';
import type { LiveObject } from '../core/live.ts';

/** A place where an environment runs. Its methods throw BackendError where that place does not answer or refuses. */
export interface Backend {
  /**
   * The live objects of each resource, one for every object that it should have. An object that alone cannot be read is
   * told as `Unreachable`, so that it stops no other.
   */
  observe(resources: Iterable<RenderedResource>): Promise<Map<string, LiveObject[]>>;
  /** Makes the live objects of one resource the desired ones. Applying the same twice changes nothing. */
  apply(resource: RenderedResource): Promise<void>;
  close(): Promise<void>;
}

/** What a backend gets besides its options. */
export type BackendContext = {
  environment: string;
  now: () => Date;
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

  constructor(message: string, transient: boolean, options?: ErrorOptions) {
    super(message, options);
    this.name = 'BackendError';
    this.transient = transient;
  }
}
