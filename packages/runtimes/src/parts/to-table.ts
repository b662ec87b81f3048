import type { SuiteResult } from "../suites/suite.ts";
import type { BundleSize } from "./run-browser.ts";

/** How a runtime did. */
export interface RuntimeResult {
  readonly runtime: string;
  readonly version: string;
  readonly results: readonly SuiteResult[];
}

const COLUMNS = [
  ["contract: ", "contract suite"],
  ["conformance: ", "conformance kit"],
  ["transport: ", "writes sent once"],
  ["reporting: ", "reports"],
] as const;

function count(results: readonly SuiteResult[], start: string): string {
  const suites = results.filter(({ suite }) => suite.startsWith(start));
  if (suites.length === 0) return "–";
  const passed = suites.reduce((sum, suite) => sum + suite.passed, 0);
  const failed = suites.reduce((sum, suite) => sum + suite.failures.length, 0);
  return `${passed} of ${passed + failed}`;
}

function toLine(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

/**
 * Writes the results as a Markdown table.
 *
 * @param all - How each runtime did.
 * @returns The table: tests that passed, of how many.
 */
export function toResultTable(all: readonly RuntimeResult[]): string {
  const lines = all.map(({ runtime, version, results }) =>
    toLine([runtime, version, ...COLUMNS.map(([start]) => count(results, start))]),
  );
  const head = ["runtime", "version", ...COLUMNS.map(([, title]) => title)];
  return [toLine(head), toLine(head.map(() => "---")), ...lines].join("\n");
}

/**
 * Writes the sizes of the clients as a Markdown table.
 *
 * @param sizes - The sizes.
 * @returns The table, in bytes.
 */
export function toSizeTable(sizes: readonly BundleSize[]): string {
  const lines = sizes.map(({ client, bytes, packed }) =>
    toLine([`\`@usage-billing/${client}\``, String(bytes), String(packed)]),
  );
  const head = ["client", "minified, bytes", "gzip, bytes"];
  return [toLine(head), toLine(["---", "--:", "--:"]), ...lines].join("\n");
}

/**
 * Puts a table into a document, between the marks `<!-- begin NAME -->` and `<!-- end NAME -->`.
 *
 * @param document - The document.
 * @param name - The name of the marks.
 * @param table - The table.
 * @returns The document with the table in place of what was there.
 * @throws An error when the document has no such marks.
 */
export function insertTable(document: string, name: string, table: string): string {
  const [begin, end] = [`<!-- begin ${name} -->`, `<!-- end ${name} -->`];
  const start = document.indexOf(begin);
  const stop = document.indexOf(end);
  if (start === -1 || stop < start) throw new Error(`There are no marks for ${name}`);
  return `${document.slice(0, start)}${begin}\n\n${table}\n\n${document.slice(stop)}`;
}
