import { Deflate, Inflate } from "fflate";
import { concatBytes } from "../bytes.ts";
import type { Piece } from "../text-cutter.ts";
import { type Codec, type Packer, portionsOf } from "./codec.ts";
import { crc32 } from "./crc32.ts";
import { LEVEL } from "./platform-modules.ts";

/** Packs by one stream a file, which remembers what came before. */
function createPacker(): Packer {
  let parts: Uint8Array[] = [];
  let stream = new Deflate({ level: LEVEL }, (packed) => parts.push(packed));
  let isAtStart = true;
  const packNow = ({ content, isLast }: Piece): Uint8Array => {
    if (isAtStart) stream = new Deflate({ level: LEVEL }, (packed) => parts.push(packed));
    stream.push(content, isLast);
    isAtStart = isLast;
    const packed = concatBytes(parts);
    parts = [];
    return packed;
  };
  return { packNow, pack: packNow };
}

function* unpackPortions(packed: Uint8Array): Generator<Uint8Array> {
  const ready: Uint8Array[] = [];
  const stream = new Inflate((content) => ready.push(content));
  let left = packed.length;
  for (const portion of portionsOf(packed)) {
    left -= portion.length;
    stream.push(portion, left === 0);
    yield* ready.splice(0);
  }
}

function unpack(packed: Uint8Array, maximumBytes: number): Uint8Array {
  const parts: Uint8Array[] = [];
  let size = 0;
  for (const part of unpackPortions(packed)) {
    size += part.length;
    if (size > maximumBytes) throw new RangeError(`more than ${maximumBytes} bytes`);
    parts.push(part);
  }
  return concatBytes(parts);
}

/**
 * Makes a codec that needs nothing of the platform: slower, for workers and pages without zlib. Its packed
 * bytes differ from those of zlib; what they unpack to does not.
 *
 * @returns The codec.
 */
export function createPortableCodec(): Codec {
  return {
    createPacker,
    unpack,
    unpackStream: async function* (packed) {
      yield* unpackPortions(packed);
    },
    crc32,
  };
}
