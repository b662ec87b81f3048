import { InvalidWorkbookError } from "./invalid-workbook-error.ts";
import type { ByteReader } from "./little-endian.ts";

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

/** The number of bytes of a file's local header without its name. */
export const LOCAL_SIZE = 30;
/** Bit 0 of the flags. */
const ENCRYPTED = 1;
/** How files of the time before XLSX begin, and those with a password. */
const OLD_OFFICE_START = 0xe011_cfd0;

/** What the directory of an archive says of a file. */
export interface DirectoryEntry {
  /** Whether it has a password. */
  readonly isEncrypted: boolean;
  /** How it is packed: 0 not at all, 8 by deflate. */
  readonly method: number;
  /** The CRC-32 of its content. */
  readonly checksum: number;
  /** The number of its bytes in the archive. */
  readonly packedSize: number;
  /** The number of its bytes when unpacked. */
  readonly size: number;
  /** Where its local header starts. */
  readonly offset: number;
}

interface DirectoryPlace {
  readonly start: number;
  readonly end: number;
  readonly entries: number;
}

function findEnd(bytes: ByteReader): number {
  if (bytes.length >= END_SIZE && bytes.uint32(0) === OLD_OFFICE_START) {
    const advice = "save it as XLSX without a password";
    throw new InvalidWorkbookError(`the file is no XLSX workbook or has a password: ${advice}`);
  }
  const first = Math.max(0, bytes.length - END_SIZE - LONGEST_COMMENT);
  for (let position = bytes.length - END_SIZE; position >= first; position -= 1) {
    if (bytes.uint32(position) === END_SIGNATURE) return position;
  }
  throw new InvalidWorkbookError("the file is no workbook, or its end is missing");
}

/** Where the directory starts and how many files it lists, by the ZIP64 records where there are such. */
function locateDirectory(bytes: ByteReader): DirectoryPlace {
  const end = findEnd(bytes);
  const start = bytes.uint32(end + 16);
  const entries = bytes.uint16(end + 10);
  const locator = end - LOCATOR_SIZE;
  const isLarge = start === ELSEWHERE || entries === ELSEWHERE_SHORT;
  if (!isLarge || locator < 0 || bytes.uint32(locator) !== LOCATOR_SIGNATURE) {
    return { start, entries, end };
  }
  const record = bytes.uint64(locator + 8);
  return {
    start: bytes.uint64(record + 48),
    entries: bytes.uint64(record + 32),
    end: record,
  };
}

/** Takes from the ZIP64 field, in their order, the numbers that four bytes do not hold. */
function widen(numbers: readonly number[], extra: ByteReader): readonly number[] {
  let position = 0;
  while (position + 4 <= extra.length && extra.uint16(position) !== ZIP64_FIELD) {
    position += 4 + extra.uint16(position + 2);
  }
  position += 4;
  return numbers.map((number) => {
    if (number !== ELSEWHERE) return number;
    position += 8;
    return extra.uint64(position - 8);
  });
}

/**
 * Makes a name of a file comparable: names of parts differ neither by case nor by the kind of slash.
 *
 * @param name - The name.
 * @returns What equal names have in common.
 */
export const toKey = (name: string): string => name.replaceAll("\\", "/").toLowerCase();

/**
 * Reads the directory of an archive, and checks that every file stands where it says.
 *
 * @param bytes - The archive.
 * @returns Its files by the keys of their names.
 * @throws {@link InvalidWorkbookError} | RangeError When it is broken.
 */
export function readDirectory(bytes: ByteReader): ReadonlyMap<string, DirectoryEntry> {
  const directory = locateDirectory(bytes);
  const entries = new Map<string, DirectoryEntry>();
  let position = directory.start;
  for (let left = directory.entries; left > 0; left -= 1) {
    if (bytes.uint32(position) !== DIRECTORY_SIGNATURE) {
      throw new InvalidWorkbookError("the directory of the workbook is broken");
    }
    const nameEnd = position + 46 + bytes.uint16(position + 28);
    const extraEnd = nameEnd + bytes.uint16(position + 30);
    const [size = 0, packedSize = 0, offset = 0] = widen(
      [24, 20, 42].map((field) => bytes.uint32(position + field)),
      bytes.part(nameEnd, extraEnd),
    );
    const name = toKey(bytes.text(position + 46, nameEnd));
    if (entries.has(name)) throw new InvalidWorkbookError(`the workbook holds ${name} twice`);
    entries.set(name, {
      isEncrypted: (bytes.uint16(position + 8) & ENCRYPTED) !== 0,
      method: bytes.uint16(position + 10),
      checksum: bytes.uint32(position + 16),
      packedSize,
      size,
      offset,
    });
    position = extraEnd + bytes.uint16(position + 32);
  }
  if (position !== directory.end) {
    throw new InvalidWorkbookError("the directory of the workbook is broken");
  }
  checkPlaces(bytes, entries);
  return entries;
}

/** A name that differs between directory and file would hide the file without a word. */
function checkPlaces(bytes: ByteReader, entries: ReadonlyMap<string, DirectoryEntry>): void {
  for (const [name, { offset }] of entries) {
    const start = offset + LOCAL_SIZE;
    const isThere =
      bytes.uint32(offset) === LOCAL_SIGNATURE &&
      toKey(bytes.text(start, start + bytes.uint16(offset + 26))) === name;
    if (isThere) continue;
    throw new InvalidWorkbookError(`the directory of the workbook points to the wrong ${name}`);
  }
}
