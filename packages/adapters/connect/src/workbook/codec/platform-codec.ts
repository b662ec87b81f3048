import { type Codec, portionsOf } from "./codec.ts";
import { fillOptions, type Stream, type Zlib } from "./platform-modules.ts";

/**
 * Makes a codec of the zlib that the platform brings: Node.js, Bun, Deno, and workers that are compatible
 * with Node.js.
 *
 * @param zlib - The platform's `node:zlib`.
 * @param stream - The platform's `node:stream`.
 * @returns The codec.
 */
export function createPlatformCodec(zlib: Zlib, stream: Stream): Codec {
  return {
    createPacker: () => ({
      packNow: (piece) => zlib.deflateRawSync(piece.content, fillOptions(piece, zlib.constants)),
      pack: (piece) =>
        new Promise((resolve, reject) => {
          zlib.deflateRaw(piece.content, fillOptions(piece, zlib.constants), (error, packed) => {
            if (error === null) resolve(packed);
            else reject(error);
          });
        }),
    }),
    unpack: (packed, maximumBytes) =>
      zlib.inflateRawSync(packed, { maxOutputLength: Math.max(1, maximumBytes) }),
    unpackStream: (packed) =>
      stream.Readable.from(portionsOf(packed)).pipe(zlib.createInflateRaw({ chunkSize: 1 << 16 })),
    crc32: (content, checksum) => zlib.crc32(content, checksum),
  };
}
