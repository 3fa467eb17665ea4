import type { DeployerStatus, EnvironmentStatus, Freshness, Problem, TransitionerStatus } from '@tribble/api';
import { type Logger, subscribe } from '@tribble/service-kit';

type Peer = { url: string; kind: 'deployer' | 'transitioner'; freshness: Freshness };

export type ReportsOptions = {
  deployerUrls: readonly string[];
  transitionerUrl: string;
  log: Logger;
  now: () => Date;
  changed: () => void;
};

/** What the other services report, followed on their streams. The last known is kept when one cannot be reached. */
export class Reports {
  readonly #options: ReportsOptions;
  readonly #peers: Peer[];
  readonly #deployers = new Map<string, DeployerStatus>();
  readonly #subscriptions: { close(): void }[];
  #transitioner: TransitionerStatus | undefined;

  constructor(options: ReportsOptions) {
    this.#options = options;
    const since = options.now().toISOString();
    const peer = (kind: Peer['kind'], url: string): Peer => ({
      url,
      kind,
      freshness: { state: 'waiting', since },
    });
    this.#peers = [
      ...options.deployerUrls.map((url) => peer('deployer', url)),
      peer('transitioner', options.transitionerUrl),
    ];
    this.#subscriptions = this.#peers.map((each) => this.#follow(each));
  }

  /** The status of every environment that a deployer reports; of several reports the first in the configuration. */
  get environments(): ReadonlyMap<string, EnvironmentStatus> {
    const statuses = this.#options.deployerUrls.flatMap((url) => this.#deployers.get(url) ?? []);
    return new Map(statuses.reverse().flatMap(({ environments }) => Object.entries(environments)));
  }

  get transitioner(): TransitionerStatus | undefined {
    return this.#transitioner;
  }

  /** Problems that belong to no environment. */
  get problems(): Problem[] {
    return [
      ...[...this.#deployers.values()].flatMap(({ problems }) => problems),
      ...(this.#transitioner?.problems ?? []),
    ];
  }

  /** How fresh each kind of report is; of several deployers the worst. */
  get freshness(): { deployer: Freshness; transitioner: Freshness } {
    return { deployer: this.#worst('deployer'), transitioner: this.#worst('transitioner') };
  }

  close(): void {
    for (const subscription of this.#subscriptions) subscription.close();
  }

  #worst(kind: Peer['kind']): Freshness {
    const all = this.#peers.filter((peer) => peer.kind === kind).map(({ freshness }) => freshness);
    const find = (state: Freshness['state']) => all.find((freshness) => freshness.state === state);
    return (
      find('unreachable') ??
      find('waiting') ??
      all[0] ?? { state: 'waiting', since: this.#options.now().toISOString() }
    );
  }

  #follow(peer: Peer): { close(): void } {
    return subscribe(`${peer.url}/api/events`, {
      events: ['status'],
      onEvent: (_type, data) => {
        if (peer.kind === 'deployer') this.#deployers.set(peer.url, data as DeployerStatus);
        else this.#transitioner = data as TransitionerStatus;
        this.#options.changed();
      },
      onState: (state, message) =>
        this.#setFreshness(peer, state === 'open' ? 'live' : 'unreachable', message),
    });
  }

  /** Tells of a change once: a peer that stays away is no news. */
  #setFreshness(peer: Peer, state: Freshness['state'], message: string | undefined): void {
    if (peer.freshness.state === state) return;
    const { log, now, changed } = this.#options;
    if (state === 'unreachable')
      log.warn({ peer: peer.kind, url: peer.url, message }, 'service is not reachable');
    peer.freshness = {
      state,
      since: now().toISOString(),
      ...(state === 'unreachable' && message !== undefined && { message }),
    };
    changed();
  }
}
