const LONG = 8;
const DECODER = new TextDecoder();

/** A whole number, and how many bytes it takes. */
export type NumberField = readonly [bytes: 2 | 4 | 8, value: number];

/**
 * Writes whole numbers, the least byte of each first.
 *
 * @param fields - The numbers.
 * @returns Their bytes, in order.
 */
export function encodeNumbers(fields: readonly NumberField[]): Uint8Array {
  const bytes = new Uint8Array(fields.reduce((length, [width]) => length + width, 0));
  const view = new DataView(bytes.buffer);
  let position = 0;
  for (const [width, value] of fields) {
    if (width === LONG) view.setBigUint64(position, BigInt(value), true);
    else if (width === 2) view.setUint16(position, value, true);
    else view.setUint32(position, value, true);
    position += width;
  }
  return bytes;
}

/** Reads whole numbers, the least byte of each first, and text; a place outside throws a RangeError. */
export class ByteReader {
  /** The bytes that it reads. */
  readonly bytes: Uint8Array;
  readonly #view: DataView;

  /**
   * Makes one.
   *
   * @param bytes - The bytes; they are not copied.
   */
  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** How many bytes there are. */
  get length(): number {
    return this.bytes.length;
  }

  /**
   * Reads two bytes.
   *
   * @param position - Where they start.
   * @returns The number.
   */
  uint16(position: number): number {
    return this.#view.getUint16(position, true);
  }

  /**
   * Reads four bytes.
   *
   * @param position - Where they start.
   * @returns The number.
   */
  uint32(position: number): number {
    return this.#view.getUint32(position, true);
  }

  /**
   * Reads eight bytes.
   *
   * @param position - Where they start.
   * @returns The number; exact up to 2^53.
   */
  uint64(position: number): number {
    return Number(this.#view.getBigUint64(position, true));
  }

  /**
   * Reads UTF-8.
   *
   * @param start - Where it starts.
   * @param end - Where it ends.
   * @returns The text.
   */
  text(start: number, end: number): string {
    return DECODER.decode(this.bytes.subarray(start, end));
  }

  /**
   * Looks at a part.
   *
   * @param start - Where it starts.
   * @param end - Where it ends.
   * @returns A reader of the part alone.
   */
  part(start: number, end: number): ByteReader {
    return new ByteReader(this.bytes.subarray(start, end));
  }
}
