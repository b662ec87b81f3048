/** Thrown when a name cannot be a channel's. */
export class InvalidNameError extends Error {
  /** The stable name of the kind of error. */
  readonly code = "INVALID_NAME";

  /**
   * Makes the error.
   *
   * @param name - The name that was given.
   */
  constructor(name: string) {
    super(`"${name}" is no name of a channel: use small letters, digits and single dashes`);
    this.name = "InvalidNameError";
  }
}
