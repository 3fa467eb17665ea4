import type { DeployerStatus, EnvironmentStatus, Problem } from '@tribble/api';

/** The status of all environments. Listeners hear of it only when something in it really changed. */
export class StatusBoard {
  #status: DeployerStatus = { environments: {}, problems: [] };
  readonly #changed: (status: DeployerStatus) => void;

  constructor(changed: (status: DeployerStatus) => void) {
    this.#changed = changed;
  }

  get status(): DeployerStatus {
    return this.#status;
  }

  setEnvironment(name: string, status: EnvironmentStatus): void {
    this.#set({ ...this.#status, environments: { ...this.#status.environments, [name]: status } });
  }

  removeEnvironment(name: string): void {
    const { [name]: _removed, ...environments } = this.#status.environments;
    this.#set({ ...this.#status, environments });
  }

  setRepository(revision: string, problems: Problem[]): void {
    this.#set({ ...this.#status, revision, problems });
  }

  #set(next: DeployerStatus): void {
    if (JSON.stringify(next) === JSON.stringify(this.#status)) return;
    this.#status = next;
    this.#changed(next);
  }
}
