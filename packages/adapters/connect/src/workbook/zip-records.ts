import { Buffer } from "node:buffer";

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

function longs(values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(8 * values.length);
  values.forEach((value, index) => {
    bytes.writeBigUInt64LE(BigInt(value), 8 * index);
  });
  return bytes;
}

/** From "version needed" up to the length of the extra field: the same in both headers. */
function sharedFields(record: ZipRecord, extraLength: number): Buffer {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(extraLength > 0 ? VERSION_WITH_ZIP64 : VERSION_WITH_DEFLATE, 0);
  fields.writeUInt16LE(HAS_DESCRIPTOR, 2);
  fields.writeUInt16LE(DEFLATED, 4);
  fields.writeUInt16LE(FIRST_OF_JANUARY_1980, 8);
  fields.writeUInt32LE(record.checksum, 10);
  fields.writeUInt32LE(Math.min(record.packedSize, ELSEWHERE), 14);
  fields.writeUInt32LE(Math.min(record.size, ELSEWHERE), 18);
  fields.writeUInt16LE(record.name.length, 22);
  fields.writeUInt16LE(extraLength, 24);
  return fields;
}

/**
 * Makes the header that stands before a file whose checksum and sizes are not known yet.
 *
 * @param name - The file's path in the archive.
 * @returns The bytes.
 */
export function localHeader(name: string): Uint8Array {
  const unknown = { name, checksum: 0, packedSize: 0, size: 0, offset: 0 };
  const signature = Buffer.from("PK\u0003\u0004", "latin1");
  return Buffer.concat([signature, sharedFields(unknown, 0), Buffer.from(name, "ascii")]);
}

/**
 * Makes the record that follows a file's content, with eight-byte sizes where four do not hold one.
 *
 * @param record - The file.
 * @returns The bytes.
 */
export function dataDescriptor({ checksum, packedSize, size }: ZipRecord): Uint8Array {
  const start = Buffer.from("PK\u0007\u0008\0\0\0\0", "latin1");
  start.writeUInt32LE(checksum, 4);
  if (isLarge(packedSize) || isLarge(size))
    return Buffer.concat([start, longs([packedSize, size])]);
  const sizes = Buffer.alloc(8);
  sizes.writeUInt32LE(packedSize, 0);
  sizes.writeUInt32LE(size, 4);
  return Buffer.concat([start, sizes]);
}

/**
 * Makes a file's entry of the directory, with a ZIP64 field where four bytes do not hold a number.
 *
 * @param record - The file.
 * @returns The bytes.
 */
export function directoryHeader(record: ZipRecord): Uint8Array {
  const { name, size, packedSize, offset } = record;
  const large = [size, packedSize, offset].filter(isLarge);
  const extra = Buffer.alloc(large.length === 0 ? 0 : 4);
  if (extra.length > 0) {
    extra.writeUInt16LE(ZIP64_FIELD, 0);
    extra.writeUInt16LE(8 * large.length, 2);
  }
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE(Math.min(offset, ELSEWHERE), 10);
  return Buffer.concat([
    Buffer.from("PK\u0001\u0002", "latin1"),
    Buffer.from([large.length === 0 ? VERSION_WITH_DEFLATE : VERSION_WITH_ZIP64, 0]),
    sharedFields(record, extra.length + 8 * large.length),
    rest,
    Buffer.from(name, "ascii"),
    extra,
    longs(large),
  ]);
}

/** The end record of ZIP64 and the record that says where it stands. */
function largeEnd({ entries, size, offset }: ZipDirectory): Uint8Array {
  const end = Buffer.alloc(24);
  end.write("PK\u0006\u0006", 0, "latin1");
  end.writeBigUInt64LE(44n, 4);
  end.writeUInt16LE(VERSION_WITH_ZIP64, 12);
  end.writeUInt16LE(VERSION_WITH_ZIP64, 14);
  const locator = Buffer.alloc(20);
  locator.write("PK\u0006\u0007", 0, "latin1");
  locator.writeBigUInt64LE(BigInt(offset + size), 8);
  locator.writeUInt32LE(1, 16);
  return Buffer.concat([end, longs([entries, entries, size, offset]), locator]);
}

/**
 * Makes what ends an archive, with the records of ZIP64 where they are needed.
 *
 * @param directory - Where the directory stands.
 * @returns The bytes.
 */
export function endRecords(directory: ZipDirectory): Uint8Array {
  const { entries, size, offset } = directory;
  const end = Buffer.alloc(22);
  end.write("PK\u0005\u0006", 0, "latin1");
  end.writeUInt16LE(Math.min(entries, ELSEWHERE_SHORT), 8);
  end.writeUInt16LE(Math.min(entries, ELSEWHERE_SHORT), 10);
  end.writeUInt32LE(Math.min(size, ELSEWHERE), 12);
  end.writeUInt32LE(Math.min(offset, ELSEWHERE), 16);
  const needsZip64 = isLarge(offset) || isLarge(size) || entries >= ELSEWHERE_SHORT;
  return needsZip64 ? Buffer.concat([largeEnd(directory), end]) : end;
}
