import { crc32, deflateRawSync } from "node:zlib";

/** One file of a ZIP archive. */
export interface ZipEntry {
  /** Its path in the archive, ASCII, parted by slashes. */
  readonly name: string;
  /** Its content. */
  readonly content: Uint8Array;
}

/** ZIP counts dates from here; a fixed date keeps the archive the same in every run. */
const FIRST_OF_JANUARY_1980 = 0x0021;
const DEFLATED = 8;
const VERSION_WITH_DEFLATE = 20;

interface StoredEntry {
  readonly name: Buffer;
  readonly checksum: number;
  readonly compressed: Uint8Array;
  readonly size: number;
}

function compress({ name, content }: ZipEntry): StoredEntry {
  return {
    name: Buffer.from(name, "ascii"),
    checksum: crc32(content),
    compressed: deflateRawSync(content, { level: 6 }),
    size: content.length,
  };
}

/** The fields that the local header and the central directory share, from "version needed" on. */
function sharedFields(entry: StoredEntry): Buffer {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(VERSION_WITH_DEFLATE, 0);
  fields.writeUInt16LE(DEFLATED, 4);
  fields.writeUInt16LE(FIRST_OF_JANUARY_1980, 8);
  fields.writeUInt32LE(entry.checksum, 10);
  fields.writeUInt32LE(entry.compressed.length, 14);
  fields.writeUInt32LE(entry.size, 18);
  fields.writeUInt16LE(entry.name.length, 22);
  return fields;
}

function localHeader(entry: StoredEntry): Buffer {
  return Buffer.concat([Buffer.from("PK\u0003\u0004", "latin1"), sharedFields(entry), entry.name]);
}

function directoryHeader(entry: StoredEntry, offset: number): Buffer {
  const versionMadeBy = Buffer.from([VERSION_WITH_DEFLATE, 0]);
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE(offset, 10);
  return Buffer.concat([
    Buffer.from("PK\u0001\u0002", "latin1"),
    versionMadeBy,
    sharedFields(entry),
    rest,
    entry.name,
  ]);
}

function endRecord(entries: number, directorySize: number, directoryOffset: number): Buffer {
  const end = Buffer.alloc(22);
  end.write("PK\u0005\u0006", 0, "latin1");
  end.writeUInt16LE(entries, 8);
  end.writeUInt16LE(entries, 10);
  end.writeUInt32LE(directorySize, 12);
  end.writeUInt32LE(directoryOffset, 16);
  return end;
}

/**
 * Packs files into a ZIP archive. Nothing in it depends on the clock or the machine's settings.
 *
 * @param entries - The files, in the order in which they are packed; together below 4 GiB.
 * @returns The bytes of the archive.
 */
export function createZip(entries: readonly ZipEntry[]): Uint8Array {
  const parts: Uint8Array[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries.map(compress)) {
    const header = localHeader(entry);
    parts.push(header, entry.compressed);
    directory.push(directoryHeader(entry, offset));
    offset += header.length + entry.compressed.length;
  }
  const directoryBytes = Buffer.concat(directory);
  const end = endRecord(entries.length, directoryBytes.length, offset);
  return Buffer.concat([...parts, directoryBytes, end]);
}
