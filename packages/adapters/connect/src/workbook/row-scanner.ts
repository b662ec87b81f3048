import { InvalidWorkbookError } from "./invalid-workbook-error.ts";
import { columnName, GREATEST_ROW } from "./sheet-xml.ts";
import { unescapeSigns } from "./unescape-signs.ts";
import { attributeOf, XmlScanner } from "./xml-scanner.ts";

/** A row of a sheet as its file has it. */
export interface CellRow {
  /** Its number, counted from 1. */
  readonly number: number;
  /** The texts of its cells by the letters of their columns; numbers as the file writes them. */
  readonly cells: ReadonlyMap<string, string>;
}

/** How nearly every writer writes the attributes of a cell. */
const USUAL_CELL = /^ r="([A-Z]{1,3})\d+"(?: s="\d+")?(?: t="(\w+)")?\/?$/;

/** A whole cell with plain content, as nearly every writer writes it; takes the place of six tags. */
const USUAL_ELEMENT =
  /<c r="([A-Z]{1,3})\d+"(?: s="\d+")?(?: t="(\w+)")?>(?:<is><t(?: xml:space="preserve")?>([^<&]*)<\/t><\/is>|<v>([^<&]*)<\/v>)<\/c>/y;
const USUAL_ROW = /^ r="(\d+)"/;
const COLUMN = /^[A-Z]{1,3}$/;
/** What spreadsheet programs take in one cell is 32,767; the rest is for other writers. */
const GREATEST_LENGTH = 1_000_000;

/** Reads the rows of a sheet, portion by portion. Empty rows are left out. */
export class RowScanner {
  readonly #scanner: XmlScanner;
  readonly #sharedStrings: readonly string[];
  #rows: CellRow[] = [];
  #cells = new Map<string, string>();
  #number = 0;
  #column: string | undefined;
  #type = "n";
  #text = "";
  #hasValue = false;
  #isInRow = false;
  #isInValue = false;
  #isInPhonetic = false;

  /**
   * Begins a sheet.
   *
   * @param sharedStrings - The workbook's shared texts.
   */
  constructor(sharedStrings: readonly string[]) {
    this.#sharedStrings = sharedStrings;
    this.#scanner = new XmlScanner({
      onOpen: (name, attributes) => this.#onOpen(name, attributes),
      onText: (text) => {
        if (this.#isInValue) this.#addText(text);
      },
      onClose: (name) => this.#onClose(name),
      onElement: (text, start) => (this.#isInRow ? this.#takeCell(text, start) : undefined),
    });
  }

  /**
   * Reads on.
   *
   * @param portion - The text of the sheet's XML that follows.
   * @returns The rows that have become complete.
   * @throws {@link InvalidWorkbookError} When the XML is broken.
   */
  write(portion: string): readonly CellRow[] {
    this.#scanner.write(portion);
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  /** The last row that was begun. */
  get row(): number {
    return this.#number;
  }

  /**
   * Ends the sheet.
   *
   * @throws {@link InvalidWorkbookError} When the XML is not at its end.
   */
  end(): void {
    this.#scanner.end();
  }

  #onOpen(name: string, attributes: string): void {
    if (name === "c") this.#openCell(attributes);
    else if (name === "row") {
      const number = USUAL_ROW.exec(attributes)?.[1] ?? attributeOf(attributes, "r");
      this.#openRow(Number(number ?? this.#number + 1));
    } else if (name === "rPh") this.#isInPhonetic = true;
    // `v` holds a number or a shared string's position, `t` (within `is`) an inline text.
    else if (name === "v" || name === "t") {
      this.#isInValue = !this.#isInPhonetic;
      this.#hasValue ||= this.#isInValue;
    }
  }

  #openRow(number: number): void {
    if (!(number > this.#number && number <= GREATEST_ROW)) {
      throw new InvalidWorkbookError(`row ${number} follows row ${this.#number}`);
    }
    this.#number = number;
    this.#cells = new Map();
    this.#isInRow = true;
  }

  #addText(text: string): void {
    this.#text += text;
    if (this.#text.length > GREATEST_LENGTH) {
      throw new InvalidWorkbookError(`cell ${this.#column}${this.#number} is too long`);
    }
  }

  #takeCell(text: string, start: number): number | undefined {
    USUAL_ELEMENT.lastIndex = start;
    const match = USUAL_ELEMENT.exec(text);
    if (match === null || this.#column !== undefined) return undefined;
    const [, column = "", type = "n", inline, value = ""] = match;
    this.#addCell(column, type, inline ?? value);
    return USUAL_ELEMENT.lastIndex;
  }

  #addCell(column: string, type: string, text: string): void {
    if (this.#cells.has(column)) {
      throw new InvalidWorkbookError(`cell ${column}${this.#number} is there twice`);
    }
    this.#cells.set(column, type === "s" ? this.#sharedText(column, text) : unescapeSigns(text));
  }

  #sharedText(column: string, position: string): string {
    const text = position.trim() === "" ? undefined : this.#sharedStrings[Number(position)];
    if (text !== undefined) return text;
    throw new InvalidWorkbookError(
      `cell ${column}${this.#number} names shared text ${position}, which is not there`,
    );
  }

  #openCell(attributes: string): void {
    const usual = USUAL_CELL.exec(attributes);
    const reference = usual?.[1] ?? attributeOf(attributes, "r")?.replace(/\d+$/, "").toUpperCase();
    // A cell without a reference follows the one before it.
    const column = reference ?? columnName(this.#cells.size);
    if (!COLUMN.test(column)) {
      throw new InvalidWorkbookError(`row ${this.#number} has a cell in no column`);
    }
    this.#column = column;
    this.#type = (usual === null ? attributeOf(attributes, "t") : usual[2]) ?? "n";
    this.#text = "";
    this.#hasValue = false;
  }

  #onClose(name: string): void {
    if (name === "v" || name === "t") this.#isInValue = false;
    else if (name === "rPh") this.#isInPhonetic = false;
    else if (name === "c" && this.#column !== undefined) {
      // A cell may be there for its format alone.
      if (this.#hasValue) this.#addCell(this.#column, this.#type, this.#text);
      this.#column = undefined;
    } else if (name === "row") {
      this.#isInRow = false;
      if (this.#cells.size > 0) this.#rows.push({ number: this.#number, cells: this.#cells });
    }
  }
}
