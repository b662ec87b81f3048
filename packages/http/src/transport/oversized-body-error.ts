/** The most bytes that an answer may have when nothing else is said: five workbooks of the greatest size. */
export const MAXIMUM_BYTES: number = 256 * 1024 * 1024;

/** Why a transport gives an answer up: whole answers are held in memory. */
export class OversizedBodyError extends Error {
  /** The HTTP status of the answer. */
  readonly status: number;
  /** What is wrong with the body, in words that go on after "a body that". */
  readonly reason: string;

  /**
   * Makes the error.
   *
   * @param status - The HTTP status of the answer.
   * @param maximumBytes - The most bytes that it may have.
   */
  constructor(status: number, maximumBytes: number) {
    const reason = `has more than ${maximumBytes.toLocaleString("en-US")} bytes`;
    super(`the answer ${reason}`);
    this.name = "OversizedBodyError";
    this.status = status;
    this.reason = reason;
  }
}
