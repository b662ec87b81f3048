import type { Packer } from "./codec/codec.ts";
import { codec } from "./codec/default-codec.ts";
import { packageParts, sheetPart } from "./package-xml.ts";
import { packedBound } from "./packed-bound.ts";
import { type Cell, RowWriter, SHEET_END, SHEET_START } from "./sheet-xml.ts";
import { type Piece, TextCutter } from "./text-cutter.ts";
import { packFile, ZipBooks } from "./zip-writer.ts";

/** How many pieces are packed beside the writing of the next one: bounds the memory. */
const GREATEST_QUEUE = 2;

function* wholePiece(xml: string): Generator<Piece> {
  const cutter = new TextCutter();
  cutter.add(xml);
  yield cutter.end();
}

/** How a writer packs. */
export interface WorkbookWriterOptions {
  /** Whether everything is packed at once; otherwise on other threads, where the platform can. */
  readonly packsNow?: boolean;
  /** What packs; the fastest that the platform has by default. */
  readonly packer?: Packer;
}

/**
 * Writes a workbook front to back, a row at a time. Pieces of it are packed on other threads while
 * rows go on being written; their bytes wait in a queue, which the user empties with
 * {@link WorkbookWriter.take} whenever the writer is full.
 *
 * That the same rows give the same bytes rests on: pieces that are cut by the text alone, no clock
 * and no name of the machine in the archive, and zlib, which is a pure function of a piece, its
 * dictionary and the level. zlib 1.3.1 of Node.js 20.20 and 1.3.2 of 24.21 pack the same on x64; it
 * is not promised of every zlib, on every processor, for all time. So nothing is told apart by the
 * packed bytes of a workbook alone: where they differ, its rows decide.
 */
export class WorkbookWriter {
  readonly #packPiece: Packer["pack"];
  readonly #books: ZipBooks = new ZipBooks();
  readonly #queue: (Uint8Array | Promise<Uint8Array>)[] = [];
  #cutter: TextCutter = new TextCutter();
  #rows: RowWriter = new RowWriter(0);
  #sheets = 0;
  #unpackedBytes = 0;

  /**
   * Begins a workbook.
   *
   * @param sheets - The names of its sheets, in the order in which they will be written.
   * @param options - How it packs.
   */
  constructor(sheets: readonly string[], options: WorkbookWriterOptions = {}) {
    const { packsNow = false, packer = codec.createPacker() } = options;
    this.#packPiece = packsNow ? packer.packNow : packer.pack;
    for (const { name, xml } of packageParts(sheets)) {
      this.#queue.push(...packFile({ books: this.#books, packer }, name, wholePiece(xml)));
    }
  }

  /** Whether bytes have to be taken before more rows are added, for the sake of memory. */
  get isFull(): boolean {
    return this.#queue.length > GREATEST_QUEUE;
  }

  /** How many bytes the workbook would have at most if it ended with the rows added so far. */
  get sizeBound(): number {
    return this.#books.size + packedBound(this.#unpackedBytes + this.#cutter.pendingBytes);
  }

  /**
   * Begins the next sheet.
   *
   * @param header - Its headers.
   */
  openSheet(header: readonly string[]): void {
    this.#queue.push(this.#books.begin(sheetPart(this.#sheets)));
    this.#sheets += 1;
    this.#cutter = new TextCutter();
    this.#rows = new RowWriter(header.length);
    this.#addText(SHEET_START);
    this.addRow(header);
  }

  /**
   * Adds a row to the sheet.
   *
   * @param cells - Its cells.
   * @throws {@link InvalidCellError} When one cannot be written; nothing of the row is then.
   */
  addRow(cells: readonly Cell[]): void {
    this.#addText(this.#rows.write(cells));
  }

  /** Ends the sheet, once everything of it is packed. */
  async closeSheet(): Promise<void> {
    this.#endText();
    await this.settle();
    this.#queue.push(this.#books.end());
  }

  /** Ends the sheet at once; for a writer that packs at once. */
  closeSheetNow(): void {
    this.#endText();
    this.#queue.push(this.#books.end());
  }

  /** Waits until everything that is being packed is packed; {@link WorkbookWriter.sizeBound} is closest then. */
  async settle(): Promise<void> {
    await Promise.all(this.#queue);
  }

  /** Ends the workbook; all sheets are closed. What is left to be taken is its end. */
  finish(): void {
    this.#queue.push(this.#books.finish());
  }

  /**
   * Takes the next bytes of the file.
   *
   * @returns The bytes; nothing when none are under way.
   */
  async take(): Promise<Uint8Array | undefined> {
    return this.#queue.shift();
  }

  /**
   * Takes all bytes that are there; for a writer that packs at once.
   *
   * @returns The bytes, in order.
   */
  takeNow(): readonly Uint8Array[] {
    return this.#queue.splice(0).filter((bytes) => bytes instanceof Uint8Array);
  }

  #endText(): void {
    this.#addText(SHEET_END);
    this.#pack(this.#cutter.end());
  }

  #addText(text: string): void {
    const piece = this.#cutter.add(text);
    if (piece !== undefined) this.#pack(piece);
  }

  #pack(piece: Piece): void {
    const { length } = piece.content;
    const cutter = this.#cutter;
    this.#books.addContent(piece.content);
    this.#unpackedBytes += length;
    const finish = (packed: Uint8Array): Uint8Array => {
      this.#unpackedBytes -= length;
      cutter.recycle(piece);
      this.#books.addPacked(packed.length);
      return packed;
    };
    const packed = this.#packPiece(piece);
    if (packed instanceof Uint8Array) {
      this.#queue.push(finish(packed));
      return;
    }
    const packing = packed.then(finish);
    // Whoever takes the bytes sees the failure; it is not left unhandled until then.
    packing.catch(() => undefined);
    this.#queue.push(packing);
  }
}
