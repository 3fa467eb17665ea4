import { z } from 'zod';

/** What of an environment may be deleted because it left git. */
export type PruneOptions = {
  enabled: boolean;
  /** The share of its objects, 0 to 1, above which nothing is deleted until a person confirms. */
  limit: number;
  /** What a person confirmed: the digest of a prune that the limit held back. */
  confirm?: string;
};

const expectedLimit = 'expected a percentage from 0 to 100, for example "50%"';
const defaultLimit = 0.5;

const percentage = z
  .union([z.number(), z.string().regex(/^\d{1,3}(?:\.\d+)?\s*%$/, expectedLimit)], expectedLimit)
  .transform((value) => (typeof value === 'number' ? value : Number.parseFloat(value)) / 100)
  .refine((share) => share >= 0 && share <= 1, expectedLimit);

const options = z.strictObject(
  {
    enabled: z.boolean('expected true or false').default(true),
    limit: percentage.default(defaultLimit),
    confirm: z.string('expected text; write it in quotes').optional(),
  },
  'expected true, false or {enabled, limit, confirm}',
);

/** The short form is read as the long one, so that a fault in the long one keeps its own place in the file. */
export const pruneSchema = z
  .preprocess((value) => (typeof value === 'boolean' ? { enabled: value } : value), options)
  .transform(({ confirm, ...others }): PruneOptions => ({
    ...others,
    ...(confirm !== undefined && { confirm }),
  }));

/** For an environment that says nothing of it. */
export const defaultPrune: PruneOptions = { enabled: true, limit: defaultLimit };
