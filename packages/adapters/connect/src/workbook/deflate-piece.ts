import { promisify } from "node:util";
import { constants, deflateRaw, deflateRawSync, type ZlibOptions } from "node:zlib";
import type { Piece } from "./text-cutter.ts";

/** Sheets repeat themselves so much that higher levels save a sixth and take twice the time. */
const LEVEL = 1;

const deflate: (content: Uint8Array, options: ZlibOptions) => Promise<Uint8Array> =
  promisify(deflateRaw);

/** A piece ends on a whole byte without ending the stream, so packed pieces can be joined as they are. */
function optionsOf({ dictionary, isLast }: Piece): ZlibOptions {
  return {
    level: LEVEL,
    finishFlush: isLast ? constants.Z_FINISH : constants.Z_SYNC_FLUSH,
    ...(dictionary !== undefined && dictionary.length > 0 && { dictionary }),
  };
}

/**
 * Packs a piece while other work goes on.
 *
 * @param piece - The piece.
 * @returns Its packed bytes, which follow those of the piece before it.
 */
export function deflatePiece(piece: Piece): Promise<Uint8Array> {
  return deflate(piece.content, optionsOf(piece));
}

/**
 * Packs a piece at once.
 *
 * @param piece - The piece.
 * @returns The same bytes as {@link deflatePiece}.
 */
export function deflatePieceSync(piece: Piece): Uint8Array {
  return deflateRawSync(piece.content, optionsOf(piece));
}

/**
 * Tells how many bytes a content can take when it is packed, whatever it is.
 *
 * @param bytes - How many bytes it has.
 * @returns A bound that is never passed.
 */
export function packedBound(bytes: number): number {
  return bytes + Math.ceil(bytes / 1000) + 64;
}
