/** What `json()` of an answer throws when the body is not JSON; it does not quote the body. */
export class UnreadableBodyError extends SyntaxError {
  /** The HTTP status of the answer. */
  readonly status: number;

  /**
   * Makes the error.
   *
   * @param status - The HTTP status of the answer.
   */
  constructor(status: number) {
    super("the body is not JSON");
    this.name = "UnreadableBodyError";
    this.status = status;
  }
}
