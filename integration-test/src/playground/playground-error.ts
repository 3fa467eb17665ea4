/** Something that a person has to mend before the playground can run; its message is one clear line. */
export class PlaygroundError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'PlaygroundError';
  }
}
