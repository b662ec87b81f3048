import { concatBytes } from "./bytes.ts";
import { encodeNumbers, type NumberField } from "./little-endian.ts";

/** What the records of a ZIP archive say of one file in it. */
export interface ZipRecord {
  /** Its path in the archive, ASCII, parted by slashes. */
  readonly name: string;
  /** The CRC-32 of its content. */
  readonly checksum: number;
  /** The number of its bytes in the archive. */
  readonly packedSize: number;
  /** The number of its bytes when unpacked. */
  readonly size: number;
  /** Where its local header starts. */
  readonly offset: number;
}

/** Where the directory of an archive stands. */
export interface ZipDirectory {
  /** How many files it lists. */
  readonly entries: number;
  /** The number of its bytes. */
  readonly size: number;
  /** Where it starts. */
  readonly offset: number;
}

const DEFLATED = 8;
const VERSION_WITH_DEFLATE = 20;
const VERSION_WITH_ZIP64 = 45;
/** Bit 3: checksum and sizes follow the content. */
const HAS_DESCRIPTOR = 0x0008;
/** ZIP counts dates from here; a fixed date keeps the archive the same in every run. */
const FIRST_OF_JANUARY_1980 = 0x0021;
/** Says that the number stands in the ZIP64 field, because four bytes do not hold it. */
const ELSEWHERE = 0xffff_ffff;
const ELSEWHERE_SHORT = 0xffff;
const ZIP64_FIELD = 0x0001;

const isLarge = (value: number): boolean => value >= ELSEWHERE;

const longs = (values: readonly number[]): Uint8Array =>
  encodeNumbers(values.map((value): NumberField => [8, value]));

const ascii = (text: string): Uint8Array => new TextEncoder().encode(text);

/** From "version needed" up to the length of the extra field: the same in both headers. */
function sharedFields(record: ZipRecord, extraLength: number): Uint8Array {
  return encodeNumbers([
    [2, extraLength > 0 ? VERSION_WITH_ZIP64 : VERSION_WITH_DEFLATE],
    [2, HAS_DESCRIPTOR],
    [2, DEFLATED],
    [4, FIRST_OF_JANUARY_1980 * 2 ** 16],
    [4, record.checksum],
    [4, Math.min(record.packedSize, ELSEWHERE)],
    [4, Math.min(record.size, ELSEWHERE)],
    [2, record.name.length],
    [2, extraLength],
  ]);
}

/**
 * Makes the header that stands before a file whose checksum and sizes are not known yet.
 *
 * @param name - The file's path in the archive.
 * @returns The bytes.
 */
export function localHeader(name: string): Uint8Array {
  const unknown = { name, checksum: 0, packedSize: 0, size: 0, offset: 0 };
  return concatBytes([ascii("PK\u0003\u0004"), sharedFields(unknown, 0), ascii(name)]);
}

/**
 * Makes the record that follows a file's content, with eight-byte sizes where four do not hold one.
 *
 * @param record - The file.
 * @returns The bytes.
 */
export function dataDescriptor({ checksum, packedSize, size }: ZipRecord): Uint8Array {
  const width = isLarge(packedSize) || isLarge(size) ? 8 : 4;
  const fields = encodeNumbers([
    [4, checksum],
    [width, packedSize],
    [width, size],
  ]);
  return concatBytes([ascii("PK\u0007\u0008"), fields]);
}

/** The ZIP64 field, with what four bytes do not hold. */
function largeField(large: readonly number[]): Uint8Array {
  if (large.length === 0) return new Uint8Array();
  const head: readonly NumberField[] = [
    [2, ZIP64_FIELD],
    [2, 8 * large.length],
  ];
  return concatBytes([encodeNumbers(head), longs(large)]);
}

/**
 * Makes a file's entry of the directory, with a ZIP64 field where four bytes do not hold a number.
 *
 * @param record - The file.
 * @returns The bytes.
 */
export function directoryHeader(record: ZipRecord): Uint8Array {
  const { name, size, packedSize, offset } = record;
  const extra = largeField([size, packedSize, offset].filter(isLarge));
  const version = extra.length === 0 ? VERSION_WITH_DEFLATE : VERSION_WITH_ZIP64;
  const rest: readonly NumberField[] = [
    [2, 0], // comment
    [2, 0], // disk
    [2, 0], // internal attributes
    [4, 0], // external attributes
    [4, Math.min(offset, ELSEWHERE)],
  ];
  return concatBytes([
    ascii("PK\u0001\u0002"),
    encodeNumbers([[2, version]]),
    sharedFields(record, extra.length),
    encodeNumbers(rest),
    ascii(name),
    extra,
  ]);
}

/** The end record of ZIP64 and the record that says where it stands. */
function largeEnd({ entries, size, offset }: ZipDirectory): Uint8Array {
  const end = encodeNumbers([
    [8, 44], // what follows of it
    [2, VERSION_WITH_ZIP64],
    [2, VERSION_WITH_ZIP64],
    [8, 0], // disks
    [8, entries],
    [8, entries],
    [8, size],
    [8, offset],
  ]);
  const locator = encodeNumbers([
    [4, 0], // disk
    [8, offset + size],
    [4, 1], // number of disks
  ]);
  return concatBytes([ascii("PK\u0006\u0006"), end, ascii("PK\u0006\u0007"), locator]);
}

/**
 * Makes what ends an archive, with the records of ZIP64 where they are needed.
 *
 * @param directory - Where the directory stands.
 * @returns The bytes.
 */
export function endRecords(directory: ZipDirectory): Uint8Array {
  const { entries, size, offset } = directory;
  const fields = encodeNumbers([
    [4, 0], // disks
    [2, Math.min(entries, ELSEWHERE_SHORT)],
    [2, Math.min(entries, ELSEWHERE_SHORT)],
    [4, Math.min(size, ELSEWHERE)],
    [4, Math.min(offset, ELSEWHERE)],
    [2, 0], // comment
  ]);
  const end = concatBytes([ascii("PK\u0005\u0006"), fields]);
  const needsZip64 = isLarge(offset) || isLarge(size) || entries >= ELSEWHERE_SHORT;
  return needsZip64 ? concatBytes([largeEnd(directory), end]) : end;
}
