import { Claims } from './claims.ts';
import type { Cluster } from './cluster.ts';

/** A share in a cluster. */
export type Lease<C = Cluster> = {
  readonly cluster: C;
  /** Gives the share back; the last one closes the cluster. Harmless when it is done again. */
  release(): void;
};

/** The clusters in use: environments with the same connection settings and the same user share one. */
export class Clusters<C extends { close(): void } = Cluster> {
  readonly #open = new Map<string, { cluster: C; leases: number }>();
  readonly #claims = new Map<string, Claims>();

  /** A share in the cluster of these settings, which `create` makes where it is not there. What `create` throws is thrown. */
  acquire(settings: string, create: () => C): Lease<C> {
    const entry = this.#open.get(settings) ?? { cluster: create(), leases: 0 };
    this.#open.set(settings, entry);
    entry.leases += 1;
    let isReleased = false;
    return {
      cluster: entry.cluster,
      release: () => {
        if (isReleased) return;
        isReleased = true;
        entry.leases -= 1;
        if (entry.leases > 0) return;
        this.#open.delete(settings);
        entry.cluster.close();
      },
    };
  }

  /** The claims on the objects of a server, whoever its users are. */
  claimsOf(server: string): Claims {
    const claims = this.#claims.get(server) ?? new Claims();
    this.#claims.set(server, claims);
    return claims;
  }

  /** How many clusters are open. */
  get size(): number {
    return this.#open.size;
  }
}
