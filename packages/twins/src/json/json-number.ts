const { rawJSON } = JSON as unknown as { rawJSON(text: string): unknown };

/** A JSON number with the exact digits that were or will be on the wire; never a binary float. */
export class JsonNumber {
  /** The number as it stands in JSON text. */
  readonly text: string;

  /**
   * Wraps the digits of a number.
   *
   * @param text - A number in JSON's own notation, for example `5.125`.
   */
  constructor(text: string) {
    this.text = text;
  }

  /**
   * Lets `JSON.stringify` write the digits as they are.
   *
   * @returns A raw JSON value.
   */
  toJSON(): unknown {
    return rawJSON(this.text);
  }
}
