import { Readable } from "node:stream";
import { crc32, createInflateRaw, inflateRawSync } from "node:zlib";
import { InvalidWorkbookError } from "./invalid-workbook-error.ts";

const END_SIGNATURE = 0x06054b50;
const DIRECTORY_SIGNATURE = 0x02014b50;
const LOCAL_SIGNATURE = 0x04034b50;
const END_SIZE = 22;
const LONGEST_COMMENT = 0xffff;
const ELSEWHERE = 0xffff_ffff;
const ELSEWHERE_SHORT = 0xffff;
const ZIP64_FIELD = 0x0001;
const LOCATOR_SIGNATURE = 0x07064b50;
const LOCATOR_SIZE = 20;

/** The greatest size of one unpacked file. */
const MAXIMUM_ENTRY_BYTES = 512 * 1024 * 1024;
/** The greatest size of a file that is unpacked piece by piece. */
const MAXIMUM_STREAM_BYTES = 8 * 1024 * 1024 * 1024;
/** How many times larger than its packed form a file may be; sheets reach 100, bombs 1,000. */
const MAXIMUM_RATIO = 400;
/** Small files may have any ratio. */
const RATIO_FREE_BYTES = 4 * 1024 * 1024;

interface DirectoryEntry {
  readonly method: number;
  readonly checksum: number;
  readonly packedSize: number;
  readonly size: number;
  readonly offset: number;
}

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
   * @returns Its content; nothing when the archive has no such file.
   * @throws {@link InvalidWorkbookError} When it is torn, encrypted or unpacks to too much.
   */
  stream(name: string): AsyncGenerator<Uint8Array> | undefined;
}

function findEnd(bytes: Buffer): number {
  const first = Math.max(0, bytes.length - END_SIZE - LONGEST_COMMENT);
  for (let position = bytes.length - END_SIZE; position >= first; position -= 1) {
    if (bytes.readUInt32LE(position) === END_SIGNATURE) return position;
  }
  throw new InvalidWorkbookError("the file is no workbook, or its end is missing");
}

/** Where the directory starts and how many files it lists, by the ZIP64 records where there are such. */
function locateDirectory(bytes: Buffer): { readonly start: number; readonly entries: number } {
  const end = findEnd(bytes);
  const start = bytes.readUInt32LE(end + 16);
  const entries = bytes.readUInt16LE(end + 10);
  const locator = end - LOCATOR_SIZE;
  const isLarge = start === ELSEWHERE || entries === ELSEWHERE_SHORT;
  if (!isLarge || locator < 0 || bytes.readUInt32LE(locator) !== LOCATOR_SIGNATURE) {
    return { start, entries };
  }
  const record = Number(bytes.readBigUInt64LE(locator + 8));
  return {
    start: Number(bytes.readBigUInt64LE(record + 48)),
    entries: Number(bytes.readBigUInt64LE(record + 32)),
  };
}

/** Takes from the ZIP64 field, in their order, the numbers that four bytes do not hold. */
function widen(numbers: readonly number[], extra: Buffer): readonly number[] {
  let position = 0;
  while (position + 4 <= extra.length && extra.readUInt16LE(position) !== ZIP64_FIELD) {
    position += 4 + extra.readUInt16LE(position + 2);
  }
  position += 4;
  return numbers.map((number) => {
    if (number !== ELSEWHERE) return number;
    position += 8;
    return Number(extra.readBigUInt64LE(position - 8));
  });
}

function readDirectory(bytes: Buffer): ReadonlyMap<string, DirectoryEntry> {
  const directory = locateDirectory(bytes);
  const entries = new Map<string, DirectoryEntry>();
  let position = directory.start;
  for (let left = directory.entries; left > 0; left -= 1) {
    if (bytes.readUInt32LE(position) !== DIRECTORY_SIGNATURE) {
      throw new InvalidWorkbookError("the directory of the workbook is broken");
    }
    const extraStart = position + 46 + bytes.readUInt16LE(position + 28);
    const extraEnd = extraStart + bytes.readUInt16LE(position + 30);
    const [size = 0, packedSize = 0, offset = 0] = widen(
      [24, 20, 42].map((field) => bytes.readUInt32LE(position + field)),
      bytes.subarray(extraStart, extraEnd),
    );
    entries.set(bytes.toString("utf8", position + 46, extraStart), {
      method: bytes.readUInt16LE(position + 10),
      checksum: bytes.readUInt32LE(position + 16),
      packedSize,
      size,
      offset,
    });
    position = extraEnd + bytes.readUInt16LE(position + 32);
  }
  return entries;
}

function packedBytes(bytes: Buffer, entry: DirectoryEntry): Buffer {
  const { offset, packedSize } = entry;
  if (bytes.readUInt32LE(offset) !== LOCAL_SIGNATURE) {
    throw new InvalidWorkbookError("the directory of the workbook points to the wrong place");
  }
  const start = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28);
  return bytes.subarray(start, start + packedSize);
}

function checkEntry(name: string, entry: DirectoryEntry, maximum: number): void {
  const { size, packedSize, method } = entry;
  const limit = Math.min(maximum, Math.max(RATIO_FREE_BYTES, packedSize * MAXIMUM_RATIO));
  if (size > limit) {
    throw new InvalidWorkbookError(`${name} in the workbook unpacks to ${size} bytes: refused`);
  }
  if (method !== 0 && method !== 8) {
    throw new InvalidWorkbookError(`${name} in the workbook is packed in an unknown way`);
  }
}

function unpack(bytes: Buffer, name: string, entry: DirectoryEntry): Uint8Array {
  checkEntry(name, entry, MAXIMUM_ENTRY_BYTES);
  const packed = packedBytes(bytes, entry);
  // The declared size is the bound, so a file that unpacks to more than it says fails early.
  const content =
    entry.method === 0
      ? packed
      : inflateRawSync(packed, { maxOutputLength: Math.max(1, entry.size) });
  if (content.length !== entry.size || crc32(content) !== entry.checksum) {
    throw new InvalidWorkbookError(`${name} in the workbook is damaged`);
  }
  return content;
}

async function* streamEntry(
  bytes: Buffer,
  name: string,
  entry: DirectoryEntry,
): AsyncGenerator<Uint8Array> {
  const packed = Readable.from([packedBytes(bytes, entry)]);
  const content =
    entry.method === 0 ? packed : packed.pipe(createInflateRaw({ chunkSize: 1 << 16 }));
  let size = 0;
  let checksum = 0;
  try {
    for await (const piece of content) {
      size += piece.length;
      checksum = crc32(piece, checksum);
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
 * @param archive - Its bytes.
 * @returns Its files.
 * @throws {@link InvalidWorkbookError} When it is no archive, or torn.
 */
export function openZip(archive: Uint8Array): ZipArchive {
  const bytes = Buffer.from(archive.buffer, archive.byteOffset, archive.byteLength);
  const guard = <Result>(work: () => Result): Result => {
    try {
      return work();
    } catch (error) {
      return rethrowAsInvalid(error);
    }
  };
  const entries = guard(() => readDirectory(bytes));
  return {
    read: (name) => {
      const entry = entries.get(name);
      return entry === undefined ? undefined : guard(() => unpack(bytes, name, entry));
    },
    stream: (name) => {
      const entry = entries.get(name);
      if (entry === undefined) return undefined;
      return guard(() => {
        checkEntry(name, entry, MAXIMUM_STREAM_BYTES);
        return streamEntry(bytes, name, entry);
      });
    },
  };
}
