/** Something that a person has to mend before a control plane can run; its message says what. */
export class ControlPlaneError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ControlPlaneError';
  }
}
