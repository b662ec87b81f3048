import type { Piece } from "../text-cutter.ts";

/** How the platform's zlib is asked to pack a piece. */
interface PackOptions {
  readonly level: number;
  readonly finishFlush: number;
  readonly dictionary?: Uint8Array;
}

/** What is used of `node:zlib`. */
export interface Zlib {
  readonly constants: { readonly Z_FINISH: number; readonly Z_SYNC_FLUSH: number };
  deflateRawSync(content: Uint8Array, options: PackOptions): Uint8Array;
  deflateRaw(
    content: Uint8Array,
    options: PackOptions,
    done: (error: Error | null, packed: Uint8Array) => void,
  ): void;
  inflateRawSync(packed: Uint8Array, options: { readonly maxOutputLength: number }): Uint8Array;
  createInflateRaw(options: { readonly chunkSize: number }): AsyncIterable<Uint8Array>;
  crc32(content: Uint8Array, checksum: number): number;
}

/** What is used of `node:stream`. */
export interface Stream {
  readonly Readable: {
    from(portions: Iterable<Uint8Array>): {
      pipe<Target extends AsyncIterable<Uint8Array>>(target: Target): Target;
    };
  };
}

/** What is used of `process`, where there is one. */
interface Process {
  getBuiltinModule?(name: "node:zlib"): Zlib | undefined;
  getBuiltinModule?(name: "node:stream"): Stream | undefined;
}

/**
 * Finds the modules that pack faster than anything else where the platform has them. Nothing is imported,
 * so that the package loads where there are none.
 *
 * @returns The modules; nothing when one is missing.
 */
export function findPlatformModules(): { zlib: Zlib; stream: Stream } | undefined {
  const { process } = globalThis as { readonly process?: Process };
  const zlib = process?.getBuiltinModule?.("node:zlib");
  const stream = process?.getBuiltinModule?.("node:stream");
  if (zlib === undefined || stream === undefined) return undefined;
  // A version without it could not keep an archive's books.
  return typeof zlib.crc32 === "function" ? { zlib, stream } : undefined;
}

/** Sheets repeat themselves so much that higher levels save a sixth and take twice the time. */
export const LEVEL = 1;

/**
 * Says how a piece is packed: it ends on a whole byte without ending the stream, so packed pieces can be
 * joined as they are.
 *
 * @param piece - The piece.
 * @param constants - The platform's.
 * @returns The options.
 */
export function fillOptions(
  { dictionary, isLast }: Piece,
  constants: Zlib["constants"],
): PackOptions {
  return {
    level: LEVEL,
    finishFlush: isLast ? constants.Z_FINISH : constants.Z_SYNC_FLUSH,
    ...(dictionary !== undefined && dictionary.length > 0 && { dictionary }),
  };
}
