import { parseXml } from "./parse-xml.ts";
import { columnName } from "./sheet-xml.ts";

/** A row of a sheet as its file has it. */
export interface CellRow {
  /** Its number, counted from 1. */
  readonly number: number;
  /** The texts of its cells by the letters of their columns; numbers as the file writes them. */
  readonly cells: ReadonlyMap<string, string>;
}

interface OpenCell {
  readonly column: string;
  readonly type: string;
  text: string;
}

/** `v` holds a number or a shared string's position, `t` (within `is`) an inline text. */
const isValueTag = (name: string): boolean => name === "v" || name === "t";

function resolve({ type, text }: OpenCell, sharedStrings: readonly string[]): string {
  return type === "s" ? (sharedStrings[Number(text)] ?? "") : text;
}

/**
 * Reads the cells of a sheet.
 *
 * @param xml - The sheet's part.
 * @param sharedStrings - The workbook's shared texts.
 * @returns Its rows, empty ones left out.
 */
export function readCells(xml: Uint8Array, sharedStrings: readonly string[]): readonly CellRow[] {
  const rows: CellRow[] = [];
  let cells = new Map<string, string>();
  let rowNumber = 0;
  let cell: OpenCell | undefined;
  let isInValue = false;
  parseXml(xml, {
    onOpen: (name, attributes) => {
      if (name === "row") {
        rowNumber = Number(attributes["r"] ?? rowNumber + 1);
        cells = new Map();
      } else if (name === "c") {
        // A cell without a reference follows the one before it.
        const column = attributes["r"]?.replace(/\d+$/, "") ?? columnName(cells.size);
        cell = { column, type: attributes["t"] ?? "n", text: "" };
      } else {
        isInValue = isValueTag(name);
      }
    },
    onText: (text) => {
      if (isInValue && cell !== undefined) cell.text += text;
    },
    onClose: (name) => {
      if (isValueTag(name)) isInValue = false;
      if (name === "c" && cell !== undefined) {
        cells.set(cell.column, resolve(cell, sharedStrings));
        cell = undefined;
      }
      if (name === "row" && cells.size > 0) rows.push({ number: rowNumber, cells });
    },
  });
  return rows;
}
