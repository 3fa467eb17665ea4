import type { Inventory } from '../plan/inventory.ts';
import type { InventoryStore } from './inventory-store.ts';
import { recoverInventory, recoverRest } from './recover.ts';

type OwnedContext = {
  store: Pick<InventoryStore, 'load'>;
  cluster: Parameters<typeof recoverInventory>[0];
  owner: Parameters<typeof recoverInventory>[1];
  now: () => Date;
  /** Has the environment looked at again at that time. */
  recheckAt: (time: Date) => void;
};

/** Kinds that did not answer are asked again after so many milliseconds. */
const retryPause = 30_000;

/**
 * What an environment owns: what its inventory says, and where that was lost, what bears its marks. What could not be read
 * while it was made anew is looked for again, turn after turn and by every deployer, until nothing is left of it: an
 * inventory that is saved before that says so itself.
 */
export class Owned {
  readonly #context: OwnedContext;
  #recovered: { stored: Inventory | undefined; inventory: Inventory } | undefined;
  #retryAt = new Date(0);

  constructor(context: OwnedContext) {
    this.#context = context;
  }

  /** `isRecovered`: something of it is known by its marks alone, and nowhere written yet. */
  async load(): Promise<{ inventory: Inventory; isRecovered: boolean }> {
    const stored = await this.#context.store.load();
    if (stored !== undefined && stored.unread === undefined) {
      this.#recovered = undefined;
      return { inventory: stored, isRecovered: false };
    }
    const inventory = await this.#completed(stored);
    this.#recovered = { stored, inventory };
    const isRecovered = stored === undefined ? inventory.entries.size > 0 : inventory !== stored;
    return { inventory, isRecovered };
  }

  async #completed(stored: Inventory | undefined): Promise<Inventory> {
    const { cluster, owner, now, recheckAt } = this.#context;
    const known = this.#recovered?.stored === stored ? this.#recovered?.inventory : stored;
    if (known !== undefined && (known.unread === undefined || this.#retryAt > now())) return known;
    const inventory = await (known === undefined
      ? recoverInventory(cluster, owner)
      : recoverRest(cluster, owner, known));
    if (inventory.unread === undefined) return inventory;
    this.#retryAt = new Date(now().getTime() + retryPause);
    recheckAt(this.#retryAt);
    return inventory;
  }
}
