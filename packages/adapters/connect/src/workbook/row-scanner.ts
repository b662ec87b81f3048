import { columnName } from "./sheet-xml.ts";
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
        if (this.#isInValue) this.#text += text;
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
      this.#number = Number(number ?? this.#number + 1);
      this.#cells = new Map();
      this.#isInRow = true;
    } else if (name === "rPh") this.#isInPhonetic = true;
    // `v` holds a number or a shared string's position, `t` (within `is`) an inline text.
    else if (name === "v" || name === "t") {
      this.#isInValue = this.#column !== undefined && !this.#isInPhonetic;
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
    this.#cells.set(column, type === "s" ? (this.#sharedStrings[Number(text)] ?? "") : text);
  }

  #openCell(attributes: string): void {
    const usual = USUAL_CELL.exec(attributes);
    const column = usual?.[1] ?? attributeOf(attributes, "r")?.replace(/\d+$/, "");
    // A cell without a reference follows the one before it.
    this.#column = column ?? columnName(this.#cells.size);
    this.#type = (usual === null ? attributeOf(attributes, "t") : usual[2]) ?? "n";
    this.#text = "";
  }

  #onClose(name: string): void {
    if (name === "v" || name === "t") this.#isInValue = false;
    else if (name === "rPh") this.#isInPhonetic = false;
    else if (name === "c" && this.#column !== undefined) {
      this.#addCell(this.#column, this.#type, this.#text);
      this.#column = undefined;
    } else if (name === "row") {
      this.#isInRow = false;
      if (this.#cells.size > 0) this.#rows.push({ number: this.#number, cells: this.#cells });
    }
  }
}
