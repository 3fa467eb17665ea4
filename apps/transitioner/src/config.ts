import { serviceConfig, urlList } from '@tribble/service-kit';
import { z } from 'zod';

const hostFault = 'expected hosts such as qa.example.org, "*.example.org" or localhost:8080';
const hosts = z.array(z.string(hostFault).regex(/^[\w.*:[\]-]+$/, hostFault), hostFault);

const variableFault =
  'expected names of environment variables: [QA_TOKEN], or with the hosts that each may go to: {QA_TOKEN: [qa.example.org]}';
const variable = z.string(variableFault).regex(/^[A-Za-z_][A-Za-z0-9_]*$/, variableFault);
const anyHost = ['*'];

/** What the transitioner can be told; docs/configuration.md lists it. */
export const transitionerConfig = serviceConfig({
  /** The deployers whose status is asked for by gates: one address or a list. */
  deployer_url: urlList,
  /** Environment variables whose values gates may send in headers, and the hosts that each may go to. */
  gate_environment: z
    .union(
      [
        z.array(variable).transform((names) => Object.fromEntries(names.map((name) => [name, anyHost]))),
        z.record(variable, hosts),
      ],
      variableFault,
    )
    .default({}),
  /** The only hosts that gates may ask, redirects included; all where it is absent. */
  gate_hosts: hosts.default(anyHost),
  /** The programs that gates may run on this machine, as they are written in `command`; `true` for any. */
  gate_commands: z
    .union([z.boolean(), z.array(z.string())], 'expected a list of programs, or true for any')
    .default(false),
});
export type TransitionerConfig = z.output<typeof transitionerConfig>;
