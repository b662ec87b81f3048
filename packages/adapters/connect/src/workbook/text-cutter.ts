/** How much text is packed at a time. The bytes of an archive depend on it. */
const PIECE_BYTES = 1 << 17;
/** How far back deflate looks for repetitions. */
const WINDOW_BYTES = 1 << 15;
/** What is left free behind a piece, for the text that goes over its end. */
const SPARE_BYTES = 1 << 16;
const GREATEST_UTF8_LENGTH = 3;
const ENCODER = new TextEncoder();

/** A part of a file's content, large enough to be packed on its own. */
export interface Piece {
  /** Its bytes. */
  readonly content: Uint8Array;
  /** The end of the piece before it, which it may repeat. */
  readonly dictionary: Uint8Array | undefined;
  /** Whether the content ends with it. */
  readonly isLast: boolean;
}

/** Cuts a growing text into pieces. Where it is cut depends on the text and its portions alone. */
export class TextCutter {
  #buffer: Uint8Array = new Uint8Array(PIECE_BYTES + SPARE_BYTES);
  #length = 0;
  #dictionary: Uint8Array | undefined;
  readonly #free: Uint8Array[] = [];

  /** How many bytes wait for the piece to become full. */
  get pendingBytes(): number {
    return this.#length;
  }

  /**
   * Adds a portion of text.
   *
   * @param text - The portion, without broken Unicode.
   * @returns A piece when one has become full.
   */
  add(text: string): Piece | undefined {
    this.#reserve(text.length * GREATEST_UTF8_LENGTH);
    this.#length += ENCODER.encodeInto(text, this.#buffer.subarray(this.#length)).written;
    return this.#length < PIECE_BYTES ? undefined : this.#cut(false);
  }

  /**
   * Ends the text.
   *
   * @returns The last piece, which may be empty.
   */
  end(): Piece {
    return this.#cut(true);
  }

  /**
   * Takes a piece's memory back for the next one: new memory for each would pile up until it is collected.
   *
   * @param piece - A piece that nobody reads any more.
   */
  recycle({ content }: Piece): void {
    this.#free.push(new Uint8Array(content.buffer));
  }

  #reserve(bytes: number): void {
    const needed = this.#length + bytes;
    if (needed <= this.#buffer.length) return;
    const larger = new Uint8Array(needed);
    larger.set(this.#buffer.subarray(0, this.#length));
    this.#buffer = larger;
  }

  #cut(isLast: boolean): Piece {
    const content = this.#buffer.subarray(0, this.#length);
    const piece = { content, dictionary: this.#dictionary, isLast };
    this.#dictionary = content.slice(-WINDOW_BYTES);
    this.#buffer = this.#free.pop() ?? new Uint8Array(PIECE_BYTES + SPARE_BYTES);
    this.#length = 0;
    return piece;
  }
}
