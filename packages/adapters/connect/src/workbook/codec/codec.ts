import type { Piece } from "../text-cutter.ts";

/** Packs the pieces of one file after the other, each when it comes. */
export interface Packer {
  /**
   * Packs a piece at once.
   *
   * @param piece - The piece; a file begins with one that has no dictionary.
   * @returns Its packed bytes, which follow those of the piece before it.
   */
  packNow(piece: Piece): Uint8Array;
  /**
   * Packs a piece, where the platform can while other work goes on.
   *
   * @param piece - The piece.
   * @returns The same bytes as {@link Packer.packNow}.
   */
  pack(piece: Piece): Uint8Array | Promise<Uint8Array>;
}

/** What packs and unpacks the files of an archive by deflate (RFC 1951). */
export interface Codec {
  /**
   * Makes what packs the files of one archive.
   *
   * @returns The packer.
   */
  createPacker(): Packer;
  /**
   * Unpacks at once.
   *
   * @param packed - The packed bytes, whole.
   * @param maximumBytes - The greatest size.
   * @returns The content.
   * @throws Error When the bytes are torn, or unpack to more.
   */
  unpack(packed: Uint8Array, maximumBytes: number): Uint8Array;
  /**
   * Unpacks piece by piece.
   *
   * @param packed - The packed bytes, whole.
   * @returns The pieces, which end with an error when the bytes are torn.
   */
  unpackStream(packed: Uint8Array): AsyncIterable<Uint8Array>;
  /**
   * Counts on a CRC-32.
   *
   * @param content - The next bytes.
   * @param checksum - That of the bytes before; 0 when there are none.
   * @returns That of all.
   */
  crc32(content: Uint8Array, checksum: number): number;
}

/** How many packed bytes are unpacked at a time. */
const PORTION_BYTES = 1 << 16;

/**
 * Cuts bytes into portions that are unpacked one at a time.
 *
 * @param bytes - The bytes.
 * @returns The portions; they are not copied.
 */
export function* portionsOf(bytes: Uint8Array): Generator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += PORTION_BYTES) {
    yield bytes.subarray(start, start + PORTION_BYTES);
  }
}
