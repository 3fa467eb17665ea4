import type { DeployerStatus, EnvironmentStatus, Problem } from '@tribble/api';

/** The status of all environments. Listeners hear of it only when something in it really changed. */
export class StatusBoard {
  #status: DeployerStatus = { environments: {}, problems: [] };
  #ofRepository: readonly Problem[] = [];
  readonly #notes = new Map<string, Problem>();
  readonly #changed: (status: DeployerStatus) => void;

  constructor(changed: (status: DeployerStatus) => void) {
    this.#changed = changed;
  }

  get status(): DeployerStatus {
    return this.#status;
  }

  setEnvironment(name: string, status: EnvironmentStatus): void {
    if (isSame(status, this.#status.environments[name])) return;
    this.#tell({ ...this.#status, environments: { ...this.#status.environments, [name]: status } });
  }

  removeEnvironment(name: string): void {
    const { [name]: _removed, ...environments } = this.#status.environments;
    this.#set({ ...this.#status, environments });
  }

  setRepository(revision: string, problems: Problem[]): void {
    this.#ofRepository = problems;
    this.#set({ ...this.#status, revision, problems: this.#problems() });
  }

  /** A problem that stops nothing, or `undefined` when it is over; `key` says which. */
  setNote(key: string, problem: Problem | undefined): void {
    if (problem === undefined) this.#notes.delete(key);
    else this.#notes.set(key, problem);
    this.#set({ ...this.#status, problems: this.#problems() });
  }

  #problems(): Problem[] {
    return [...this.#ofRepository, ...this.#notes.values()];
  }

  #set(next: DeployerStatus): void {
    if (!isSame(next, this.#status)) this.#tell(next);
  }

  #tell(next: DeployerStatus): void {
    this.#status = next;
    this.#changed(next);
  }
}

const isSame = (left: object, right: object | undefined): boolean =>
  JSON.stringify(left) === JSON.stringify(right);
