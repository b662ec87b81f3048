import { crc32, inflateRawSync } from "node:zlib";
import { InvalidWorkbookError } from "./invalid-workbook-error.ts";

const END_SIGNATURE = 0x06054b50;
const DIRECTORY_SIGNATURE = 0x02014b50;
const LOCAL_SIGNATURE = 0x04034b50;
const END_SIZE = 22;
const LONGEST_COMMENT = 0xffff;
const ZIP64 = 0xffffffff;

/** The greatest size of one unpacked file. */
const MAXIMUM_ENTRY_BYTES = 512 * 1024 * 1024;
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
}

function findEnd(bytes: Buffer): number {
  const first = Math.max(0, bytes.length - END_SIZE - LONGEST_COMMENT);
  for (let position = bytes.length - END_SIZE; position >= first; position -= 1) {
    if (bytes.readUInt32LE(position) === END_SIGNATURE) return position;
  }
  throw new InvalidWorkbookError("the file is no workbook, or its end is missing");
}

function readDirectory(bytes: Buffer): ReadonlyMap<string, DirectoryEntry> {
  const end = findEnd(bytes);
  const entries = new Map<string, DirectoryEntry>();
  let position = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (bytes.readUInt32LE(position) !== DIRECTORY_SIGNATURE) {
      throw new InvalidWorkbookError("the directory of the workbook is broken");
    }
    const nameLength = bytes.readUInt16LE(position + 28);
    const name = bytes.toString("utf8", position + 46, position + 46 + nameLength);
    entries.set(name, {
      method: bytes.readUInt16LE(position + 10),
      checksum: bytes.readUInt32LE(position + 16),
      packedSize: bytes.readUInt32LE(position + 20),
      size: bytes.readUInt32LE(position + 24),
      offset: bytes.readUInt32LE(position + 42),
    });
    const extras = bytes.readUInt16LE(position + 30) + bytes.readUInt16LE(position + 32);
    position += 46 + nameLength + extras;
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

function checkSize(name: string, { size, packedSize }: DirectoryEntry): void {
  const limit = Math.min(
    MAXIMUM_ENTRY_BYTES,
    Math.max(RATIO_FREE_BYTES, packedSize * MAXIMUM_RATIO),
  );
  if (size === ZIP64 || size > limit) {
    throw new InvalidWorkbookError(`${name} in the workbook unpacks to ${size} bytes: refused`);
  }
}

function unpack(bytes: Buffer, name: string, entry: DirectoryEntry): Uint8Array {
  checkSize(name, entry);
  const packed = packedBytes(bytes, entry);
  if (entry.method !== 0 && entry.method !== 8) {
    throw new InvalidWorkbookError(`${name} in the workbook is packed in an unknown way`);
  }
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
  };
}
