import { concatBytes } from "./bytes.ts";
import type { Packer } from "./codec/codec.ts";
import { codec } from "./codec/default-codec.ts";
import type { Piece } from "./text-cutter.ts";
import {
  dataDescriptor,
  directoryHeader,
  endRecords,
  localHeader,
  type ZipRecord,
} from "./zip-records.ts";

/** One file of a ZIP archive. */
export interface ZipEntry {
  /** Its path in the archive, ASCII, parted by slashes. */
  readonly name: string;
  /** Its content. */
  readonly content: Uint8Array;
}

/**
 * Keeps the books of a ZIP archive that is written front to back: it makes the bytes around the
 * contents, which its user packs. Nothing in them depends on the clock or the machine's settings.
 */
export class ZipBooks {
  readonly #directory: Uint8Array[] = [];
  #directorySize = 0;
  #offset = 0;
  #record: ZipRecord = { name: "", checksum: 0, packedSize: 0, size: 0, offset: 0 };

  /** How many bytes the archive will have once it is ended, counting what was packed so far. */
  get size(): number {
    const { packedSize, name } = this.#record;
    return this.#offset + packedSize + this.#directorySize + 2 * name.length + 256;
  }

  /**
   * Begins a file.
   *
   * @param name - Its path in the archive, ASCII, parted by slashes.
   * @returns The bytes that stand before its content.
   */
  begin(name: string): Uint8Array {
    const header = localHeader(name);
    this.#record = { name, checksum: 0, packedSize: 0, size: 0, offset: this.#offset };
    this.#offset += header.length;
    return header;
  }

  /**
   * Notes a piece of the file's content.
   *
   * @param content - The piece before it is packed; pieces come in their order.
   */
  addContent(content: Uint8Array): void {
    const { checksum, size, ...others } = this.#record;
    this.#record = {
      ...others,
      checksum: codec.crc32(content, checksum),
      size: size + content.length,
    };
  }

  /**
   * Notes packed bytes of the file.
   *
   * @param bytes - How many.
   */
  addPacked(bytes: number): void {
    this.#record = { ...this.#record, packedSize: this.#record.packedSize + bytes };
  }

  /**
   * Ends a file.
   *
   * @returns The bytes that follow its content.
   */
  end(): Uint8Array {
    const descriptor = dataDescriptor(this.#record);
    const header = directoryHeader(this.#record);
    this.#directory.push(header);
    this.#directorySize += header.length;
    this.#offset += this.#record.packedSize + descriptor.length;
    return descriptor;
  }

  /**
   * Ends the archive.
   *
   * @returns Its last bytes.
   */
  finish(): Uint8Array {
    const end = endRecords({
      entries: this.#directory.length,
      size: this.#directorySize,
      offset: this.#offset,
    });
    return concatBytes([...this.#directory, end]);
  }
}

/** What writes an archive: its books, and what packs its files. */
export interface ZipTools {
  readonly books: ZipBooks;
  readonly packer: Packer;
}

/**
 * Packs a file of an archive at once.
 *
 * @param tools - The archive's books and packer.
 * @param name - The file's path in the archive.
 * @param pieces - Its content.
 * @returns The bytes of the archive, in order.
 */
export function* packFile(
  { books, packer }: ZipTools,
  name: string,
  pieces: Iterable<Piece>,
): Generator<Uint8Array> {
  yield books.begin(name);
  for (const piece of pieces) {
    const packed = packer.packNow(piece);
    books.addContent(piece.content);
    books.addPacked(packed.length);
    yield packed;
  }
  yield books.end();
}

/**
 * Packs files into a ZIP archive.
 *
 * @param entries - The files, in the order in which they are packed.
 * @returns The bytes of the archive.
 */
export function createZip(entries: readonly ZipEntry[]): Uint8Array {
  const books = new ZipBooks();
  const tools = { books, packer: codec.createPacker() };
  const parts = entries.flatMap(({ name, content }) => [
    ...packFile(tools, name, [{ content, dictionary: undefined, isLast: true }]),
  ]);
  return concatBytes([...parts, books.finish()]);
}
