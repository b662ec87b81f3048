import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import type { OpenApiDocument } from "./document/document.ts";
import { readDocument } from "./document/read-document.ts";
import { writeDocument } from "./document/write-document.ts";
import type { Source } from "./sources.ts";
import { SpecsError } from "./specs-error.ts";

/** Where the commands work, and how they speak. */
export interface Workplace {
  /** The folder of the documents. */
  readonly folder: string;
  /** Takes the results. */
  readonly print: (text: string) => void;
  /** Takes progress and remarks. */
  readonly note: (text: string) => void;
  /** Tells the time, in milliseconds since 1970. */
  readonly now: () => number;
}

/** Fetched documents wait here; the folder is not committed, because the words in them are not ours. */
const FETCHED = ".fetched";

function fetchedFile(folder: string, api: string): string {
  return resolve(folder, FETCHED, `${api}.yml`);
}

/**
 * Tells whether an upstream document waits to be compared.
 *
 * @param folder - The folder of the documents.
 * @param api - The API.
 * @returns Whether it was fetched.
 */
export function isFetched(folder: string, api: string): boolean {
  return existsSync(fetchedFile(folder, api));
}

/**
 * Keeps a fetched document.
 *
 * @param folder - The folder of the documents.
 * @param api - The API.
 * @param document - What was fetched, pruned and converted.
 */
export function keepFetched(folder: string, api: string, document: OpenApiDocument): void {
  mkdirSync(resolve(folder, FETCHED), { recursive: true });
  writeFileSync(fetchedFile(folder, api), writeDocument(document));
}

/**
 * Reads the document that was fetched last.
 *
 * @param folder - The folder of the documents.
 * @param api - The API.
 * @returns The document.
 * @throws {@link SpecsError} When none was fetched.
 */
export function readFetched(folder: string, api: string): OpenApiDocument {
  const file = fetchedFile(folder, api);
  if (!existsSync(file)) {
    throw new SpecsError(
      `no upstream document of ${api} was fetched; run: npm run specs -- fetch ${api}`,
    );
  }
  return readDocument(file, readFileSync(file));
}

/**
 * Reads a committed document.
 *
 * @param folder - The folder of the documents.
 * @param source - Its entry in `sources.json`.
 * @returns Its text and what it says.
 */
export function readCommitted(
  folder: string,
  source: Source,
): { readonly file: string; readonly text: string; readonly document: OpenApiDocument } {
  const file = resolve(folder, source.file);
  const bytes = readFileSync(file);
  return { file, text: bytes.toString("utf8"), document: readDocument(source.file, bytes) };
}
