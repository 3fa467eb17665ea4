import { z } from 'zod';
import { logLevels } from '../log/logger.ts';

const unitMilliseconds = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 } as const;
type Unit = keyof typeof unitMilliseconds;

const durationError = 'expected a duration such as 500ms, 5s, 2m, 1h or a number of seconds';

/** `500ms`, `5s`, `2m`, `1h`, or a number of seconds; milliseconds once read. */
export const duration = z
  .union(
    [z.number().nonnegative(durationError), z.string().regex(/^\d+(\.\d+)?(ms|s|m|h)$/, durationError)],
    durationError,
  )
  .transform((value) => {
    if (typeof value === 'number') return value * unitMilliseconds.s;
    const amount = Number.parseFloat(value);
    return amount * unitMilliseconds[value.replace(/[\d.]+/, '') as Unit];
  });

const portError = 'expected a port from 0 to 65535';

/** A TCP port; 0 takes any that is free. */
export const port = z.int(portError).min(0, portError).max(65_535, portError);

const isHttpUrl = (text: string) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);

const urlError = 'expected an address such as http://127.0.0.1:9001, or a list of them';

/** One address of an HTTP service, or a list of them; always a list once read, without slashes at the end. */
export const urlList = z
  .union([z.string(), z.array(z.string())], urlError)
  .transform((value) => (typeof value === 'string' ? [value] : value))
  .refine((list) => list.length > 0 && list.every(isHttpUrl), urlError)
  .transform((list) => list.map((address) => address.replace(/\/+$/, '')));

const loopback = /^(localhost|127(\.\d{1,3}){3}|::1)$/;
const shortestPoll = 100;

/** What every service can be told. */
export const serviceFields = {
  versions_url: z.string().min(1, 'expected the address or path of the resource repository'),
  versions_checkout_path: z.string().min(1, 'expected a folder'),
  versions_branch: z.string().min(1).optional(),
  git_ssh_key_file: z.string().min(1).optional(),
  git_known_hosts_file: z.string().min(1).optional(),
  api_host: z.string().min(1).default('127.0.0.1'),
  api_port: port,
  allow_unauthenticated: z.boolean().default(false),
  poll_interval: duration.refine((value) => value >= shortestPoll, 'expected at least 100ms').default(5_000),
  log_level: z.enum(logLevels).default('info'),
};

type Strict<Shape extends z.core.$ZodShape> = z.ZodObject<typeof serviceFields & Shape, z.core.$strict>;

/** The configuration of one service: what all have and its own fields. */
export function serviceConfig<Shape extends z.core.$ZodShape>(fields: Shape): Strict<Shape> {
  return z.strictObject({ ...serviceFields, ...fields }).refine(isReachableOnPurpose, {
    path: ['api_host'],
    error:
      'this service has no authentication yet, so it listens on loopback only; ' +
      'set allow_unauthenticated: true to let everyone who reaches this address change what is deployed',
    // Also where other fields are wrong: all faults at once.
    when: () => true,
  });
}

function isReachableOnPurpose(config: { api_host?: unknown; allow_unauthenticated?: unknown }): boolean {
  const { api_host: host = '127.0.0.1', allow_unauthenticated: allowed } = config;
  return allowed === true || typeof host !== 'string' || loopback.test(host);
}
