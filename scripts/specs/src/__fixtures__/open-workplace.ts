import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { OpenApiDocument } from "../document/document.ts";
import { writeDocument } from "../document/write-document.ts";
import { createProgram } from "../program.ts";
import type { Workplace } from "../workplace.ts";

/** A folder with a committed document of an API named `area`, and what the commands say. */
export interface TestWorkplace extends Disposable, Workplace {
  /** What was printed, and what was remarked. */
  readonly said: { printed: string; noted: string };
  /** Runs a command, and gives the exit status. */
  run(...args: readonly string[]): Promise<number>;
}

/**
 * Makes a folder as `specs/` is.
 *
 * @param document - The committed document.
 * @param options - The upstream address, and the known corrections.
 * @returns The folder.
 */
export function openWorkplace(
  document: OpenApiDocument,
  options: { readonly url?: string; readonly corrections?: readonly string[] } = {},
): TestWorkplace {
  const { url = null, corrections = [] } = options;
  const folder = mkdtempSync(join(tmpdir(), "specs-"));
  const source = { file: "area.yml", url, version: "7.1", prefixes: ["/usage"] };
  writeFileSync(join(folder, "sources.json"), JSON.stringify({ documents: { area: source } }));
  const known = { area: [{ where: "known", differences: corrections }] };
  writeFileSync(join(folder, "corrections.json"), JSON.stringify(known));
  writeFileSync(join(folder, "area.yml"), `# Our own words.\n${writeDocument(document)}`);
  const said = { printed: "", noted: "" };
  const workplace: Workplace = {
    folder,
    print: (text) => {
      said.printed += text;
    },
    note: (text) => {
      said.noted += `${text}\n`;
    },
    now: () => Date.UTC(2026, 9, 31),
  };
  return {
    ...workplace,
    said,
    run: async (...args) => {
      said.printed = "";
      said.noted = "";
      process.exitCode = 0;
      await createProgram(workplace).parseAsync(args, { from: "user" });
      const status = Number(process.exitCode);
      process.exitCode = 0;
      return status;
    },
    [Symbol.dispose]: () => rmSync(folder, { recursive: true }),
  };
}
