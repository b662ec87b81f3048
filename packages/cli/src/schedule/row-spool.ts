import { createReadStream } from "node:fs";
import { type FileHandle, mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import type { SourceRow } from "@usage-billing/sources";

const CHUNK = 1 << 16;

/**
 * Keeps the rows of a source in a temporary file until all of them were looked at, since a source may
 * break off after many rows, and a command or a query is not asked twice. Only this user can read it.
 */
export class RowSpool {
  readonly #file: string;
  #handle: FileHandle | undefined;
  #buffer = "";

  private constructor(file: string, handle: FileHandle) {
    this.#file = file;
    this.#handle = handle;
  }

  /**
   * Makes an empty spool.
   *
   * @returns The spool; remove it in the end.
   */
  static async create(): Promise<RowSpool> {
    const folder = await mkdtemp(join(tmpdir(), "usage-billing-rows-"));
    const file = join(folder, "rows.jsonl");
    return new RowSpool(file, await open(file, "wx", 0o600));
  }

  /**
   * Adds a row.
   *
   * @param row - The row.
   */
  async add({ file, line, place, values }: SourceRow): Promise<void> {
    this.#buffer += `${JSON.stringify([file, line, place, values])}\n`;
    if (this.#buffer.length >= CHUNK) await this.#flush();
  }

  /** Ends the adding. */
  async finish(): Promise<void> {
    await this.#flush();
    await this.#handle?.close();
    this.#handle = undefined;
  }

  /**
   * Gives the rows, once the adding has ended.
   *
   * @returns The rows in their order, in memory that does not grow with them.
   */
  async *rows(): AsyncGenerator<SourceRow> {
    const input = createReadStream(this.#file, "utf8");
    for await (const text of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      const [file, line, place, values] = JSON.parse(text);
      yield { file, line, place, values };
    }
  }

  /** Removes the file. */
  async remove(): Promise<void> {
    await this.#handle?.close();
    this.#handle = undefined;
    await rm(dirname(this.#file), { recursive: true, force: true });
  }

  async #flush(): Promise<void> {
    await this.#handle?.appendFile(this.#buffer);
    this.#buffer = "";
  }
}
