import { once } from "node:events";
import { crc32, createDeflateRaw } from "node:zlib";

/** One file of a package, its text in pieces. */
export interface ZipPart {
  readonly name: string;
  readonly texts: Iterable<string>;
}

interface Packed {
  readonly name: Buffer;
  readonly pieces: readonly Buffer[];
  readonly crc: number;
  readonly size: number;
  readonly packedSize: number;
}

/** Speed counts more than size for a server on the same machine. */
const LEVEL = 1;
const DEFLATED = 8;
/** 1980-01-01: a package has no time of its own, so the same content gives the same bytes. */
const DATE = 0x21;
const UTF8_NAMES = 0x0800;
const VERSION = 20;

async function pack({ name, texts }: ZipPart): Promise<Packed> {
  const deflate = createDeflateRaw({ level: LEVEL });
  const pieces: Buffer[] = [];
  deflate.on("data", (piece: Buffer) => pieces.push(piece));
  const ended = once(deflate, "end");
  let [crc, size] = [0, 0];
  for (const text of texts) {
    const bytes = Buffer.from(text);
    crc = crc32(bytes, crc);
    size += bytes.byteLength;
    if (!deflate.write(bytes)) await once(deflate, "drain");
  }
  deflate.end();
  await ended;
  const packedSize = pieces.reduce((total, piece) => total + piece.byteLength, 0);
  return { name: Buffer.from(name), pieces, crc, size, packedSize };
}

/** What the header before a file and its entry in the directory have in common. */
function describe({ name, crc, size, packedSize }: Packed): Buffer {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(VERSION, 0);
  fields.writeUInt16LE(UTF8_NAMES, 2);
  fields.writeUInt16LE(DEFLATED, 4);
  fields.writeUInt16LE(DATE, 8);
  fields.writeUInt32LE(crc, 10);
  fields.writeUInt32LE(packedSize, 14);
  fields.writeUInt32LE(size, 18);
  fields.writeUInt16LE(name.byteLength, 22);
  return fields;
}

const signature = (number: number): Buffer => Buffer.from([0x50, 0x4b, number, number + 1]);

function toEntry(packed: Packed, offset: number): Buffer {
  const madeBy = Buffer.from([VERSION, 0]);
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE(offset, 10);
  return Buffer.concat([signature(1), madeBy, describe(packed), rest, packed.name]);
}

function toEnd(count: number, size: number, offset: number): Buffer {
  const end = Buffer.alloc(18);
  end.writeUInt16LE(count, 4);
  end.writeUInt16LE(count, 6);
  end.writeUInt32LE(size, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([signature(5), end]);
}

/**
 * Packs files into a zip. Only what is packed is held in memory.
 *
 * @param parts - The files; their texts are asked for piece by piece.
 * @returns The bytes of the package.
 */
export async function zipParts(parts: readonly ZipPart[]): Promise<Uint8Array> {
  const pieces: Buffer[] = [];
  const entries: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const packed = await pack(part);
    const header = Buffer.concat([signature(3), describe(packed), packed.name]);
    entries.push(toEntry(packed, offset));
    pieces.push(header, ...packed.pieces);
    offset += header.byteLength + packed.packedSize;
  }
  const size = entries.reduce((total, entry) => total + entry.byteLength, 0);
  return new Uint8Array(Buffer.concat([...pieces, ...entries, toEnd(parts.length, size, offset)]));
}
