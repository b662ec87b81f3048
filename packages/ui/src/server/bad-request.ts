/** Thrown inside the server when a request cannot be answered as it is. */
export class BadRequest extends Error {
  /** The status to answer with. */
  readonly status: number;
  /** Whether asking again can help. */
  readonly isPassing: boolean;

  /**
   * Makes the error.
   *
   * @param status - The status to answer with.
   * @param message - What is wrong, as sentences for a person.
   * @param isPassing - Whether asking again can help.
   */
  constructor(status: number, message: string, isPassing = false) {
    super(message);
    this.name = "BadRequest";
    this.status = status;
    this.isPassing = isPassing;
  }
}
