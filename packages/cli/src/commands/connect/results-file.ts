import type { ClosingResult } from "@usage-billing/connect";
import Papa from "papaparse";
import { type FileDraft, type SaveOptions, startFile } from "./save-file.ts";

/** Takes what became of each line. */
export interface Results {
  /** Adds the result of a line. */
  add(line: number, result: ClosingResult): Promise<void>;
  /** Puts the file in its place. */
  finish(): Promise<void>;
}

const HEADER = ["line", "record_id", "status", "error", "codes"];
const ROWS_AT_A_TIME = 1_000;

function toCells(line: number, result: ClosingResult): readonly string[] {
  const { id, status } = result;
  const error = result.status === "closed" ? "" : result.error;
  const codes = result.status === "refused" ? (result.codes ?? "") : "";
  return [String(line), id, status, error, codes];
}

/** Formulas in the channel's words must not run when a spreadsheet opens the file. */
const toText = (rows: readonly (readonly string[])[]): string =>
  `${Papa.unparse(rows as string[][], { escapeFormulae: true, newline: "\n" })}\n`;

class ResultsFile implements Results {
  readonly #draft: FileDraft;
  #rows: (readonly string[])[] = [HEADER];

  constructor(draft: FileDraft) {
    this.#draft = draft;
  }

  async add(line: number, result: ClosingResult): Promise<void> {
    this.#rows.push(toCells(line, result));
    if (this.#rows.length >= ROWS_AT_A_TIME) await this.#flush();
  }

  async finish(): Promise<void> {
    try {
      await this.#flush();
      await this.#draft.finish();
    } finally {
      await this.#draft.drop();
    }
  }

  async #flush(): Promise<void> {
    const rows = this.#rows;
    this.#rows = [];
    if (rows.length > 0) await this.#draft.write(toText(rows));
  }
}

/**
 * Starts the file of results, a CSV file.
 *
 * @param options - Its path, and whether it may replace one; without a path nothing is written.
 * @returns What takes the results.
 * @throws {@link CommandError} When it is there and may not be replaced, or cannot be written.
 */
export async function openResults(options: SaveOptions): Promise<Results> {
  const { out } = options;
  if (out === undefined) return { add: async () => {}, finish: async () => {} };
  return new ResultsFile(await startFile(out, options));
}
