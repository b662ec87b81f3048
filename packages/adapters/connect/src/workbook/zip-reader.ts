import { type Codec, portionsOf } from "./codec/codec.ts";
import { codec as defaultCodec } from "./codec/default-codec.ts";
import { InvalidWorkbookError } from "./invalid-workbook-error.ts";
import { ByteReader } from "./little-endian.ts";
import { type DirectoryEntry, LOCAL_SIZE, readDirectory, toKey } from "./zip-directory.ts";

/** The greatest size of a file that is unpacked at once: those that tell where the others are. */
const MAXIMUM_READ_BYTES = 16 * 1024 * 1024;
/** A sheet of the most rows and 30 columns has 3 GB. */
const MAXIMUM_STREAM_BYTES = 8 * 1024 * 1024 * 1024;
/** How many times larger than its packed form a file may be; sheets reach 100, bombs 1,000. */
const MAXIMUM_RATIO = 400;
/** Small files may have any ratio. */
const RATIO_FREE_BYTES = 4 * 1024 * 1024;

/** The files of a ZIP archive, unpacked one at a time when they are asked for. */
export interface ZipArchive {
  /**
   * Unpacks a file.
   *
   * @param name - Its path in the archive.
   * @returns Its content; nothing when the archive has no such file.
   * @throws {@link InvalidWorkbookError} When it is torn, encrypted or unpacks to too much.
   */
  read(name: string): Uint8Array | undefined;
  /**
   * Unpacks a file piece by piece. That it is whole is known only at its end.
   *
   * @param name - Its path in the archive.
   * @param maximumBytes - The greatest size, where it is less than that of any file.
   * @returns Its content; nothing when the archive has no such file.
   * @throws {@link InvalidWorkbookError} When it is torn, encrypted or unpacks to too much.
   */
  stream(name: string, maximumBytes?: number): AsyncGenerator<Uint8Array> | undefined;
}

/** One file of an archive that is open. */
interface OpenEntry {
  readonly archive: ByteReader;
  readonly name: string;
  readonly entry: DirectoryEntry;
  readonly codec: Codec;
}

function packedBytes({ archive, entry: { offset, packedSize } }: OpenEntry): Uint8Array {
  const names = archive.uint16(offset + 26) + archive.uint16(offset + 28);
  const start = offset + LOCAL_SIZE + names;
  return archive.bytes.subarray(start, start + packedSize);
}

function checkEntry(name: string, entry: DirectoryEntry, maximum: number): void {
  const { size, packedSize, method, isEncrypted } = entry;
  if (isEncrypted) throw new InvalidWorkbookError(`${name} in the workbook is encrypted`);
  const limit = Math.min(maximum, Math.max(RATIO_FREE_BYTES, packedSize * MAXIMUM_RATIO));
  if (size > limit) {
    throw new InvalidWorkbookError(`${name} in the workbook unpacks to ${size} bytes: refused`);
  }
  if (method !== 0 && method !== 8) {
    throw new InvalidWorkbookError(`${name} in the workbook is packed in an unknown way`);
  }
}

function unpack(file: OpenEntry): Uint8Array {
  const { name, entry, codec } = file;
  checkEntry(name, entry, MAXIMUM_READ_BYTES);
  const packed = packedBytes(file);
  // The declared size is the bound, so a file that unpacks to more than it says fails early.
  const content = entry.method === 0 ? packed : codec.unpack(packed, entry.size);
  if (content.length !== entry.size || codec.crc32(content, 0) !== entry.checksum) {
    throw new InvalidWorkbookError(`${name} in the workbook is damaged`);
  }
  return content;
}

async function* streamEntry(file: OpenEntry): AsyncGenerator<Uint8Array> {
  const { name, entry, codec } = file;
  const packed = packedBytes(file);
  const content = entry.method === 0 ? portionsOf(packed) : codec.unpackStream(packed);
  let size = 0;
  let checksum = 0;
  try {
    for await (const piece of content) {
      size += piece.length;
      checksum = codec.crc32(piece, checksum);
      if (size > entry.size) break;
      yield piece;
    }
  } catch (error) {
    rethrowAsInvalid(error);
  }
  if (size !== entry.size || checksum !== entry.checksum) {
    throw new InvalidWorkbookError(`${name} in the workbook is damaged`);
  }
}

function rethrowAsInvalid(error: unknown): never {
  if (error instanceof InvalidWorkbookError) throw error;
  throw new InvalidWorkbookError("the workbook is torn or damaged", { cause: error });
}

/**
 * Opens a ZIP archive.
 *
 * @param bytes - Its bytes.
 * @param maximumBytes - The greatest size of one unpacked file, in bytes. Default: 8 GiB.
 * @param codec - What unpacks. Default: the fastest that the platform has.
 * @returns Its files.
 * @throws {@link InvalidWorkbookError} When it is no archive, or torn.
 */
export function openZip(
  bytes: Uint8Array,
  maximumBytes: number = MAXIMUM_STREAM_BYTES,
  codec: Codec = defaultCodec,
): ZipArchive {
  const archive = new ByteReader(bytes);
  const guard = <Result>(work: () => Result): Result => {
    try {
      return work();
    } catch (error) {
      return rethrowAsInvalid(error);
    }
  };
  const entries = guard(() => readDirectory(archive));
  return {
    read: (name) => {
      const entry = entries.get(toKey(name));
      return entry === undefined ? undefined : guard(() => unpack({ archive, name, entry, codec }));
    },
    stream: (name, limit = maximumBytes) => {
      const entry = entries.get(toKey(name));
      if (entry === undefined) return undefined;
      return guard(() => {
        checkEntry(name, entry, Math.min(limit, maximumBytes));
        return streamEntry({ archive, name, entry, codec });
      });
    },
  };
}
