import type { Manifest } from '@tribble/resource-repo/format';
import { recordingLogger } from '@tribble/service-kit/testing';
import type { Backend } from '../backend.ts';
import type { Harness } from '../backend.contract.ts';
import { mock } from './index.ts';

/** Opens a Mock; throws where the options have a fault. */
export function openMock(options: object = {}, environment = 'dev', now = () => new Date(0)): Backend {
  const context = { environment, now, log: recordingLogger().log, changed: () => undefined };
  const opened = mock.open(options, context);
  if ('faults' in opened) throw new Error(JSON.stringify(opened.faults));
  return opened;
}

const refuse = [{ resource: 'impossible', message: 'the mock knows no Impossible of example.org/v1' }];

/** The Mock in memory: its place is its own, and its script says what it refuses. */
export const mockHarness = (): Promise<Harness> =>
  Promise.resolve({
    open: (environment) => openMock({ refuse }, environment),
    openUnreachable: () => openMock({ unreachable: true }),
    objects: (name, version) => [
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data: { version } },
      { apiVersion: 'v1', kind: 'Service', metadata: { name } },
    ],
    impossible: (name): Manifest => ({
      apiVersion: 'example.org/v1',
      kind: 'Impossible',
      metadata: { name },
    }),
    connections: () => 0,
    close: () => Promise.resolve(),
  });
