import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
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

/** Where a fetched document comes from, and what was kept of it. */
export interface Origin {
  /** Its address, or the path of a file. */
  readonly address: string;
  /** The paths that were kept. */
  readonly prefixes: readonly string[];
}

function originFile(folder: string, api: string): string {
  return resolve(folder, FETCHED, `${api}.origin.json`);
}

function toText({ address, prefixes }: Origin): string {
  return `${JSON.stringify({ address, prefixes })}\n`;
}

/**
 * Tells whether the document that waits was made in the same way.
 *
 * @param folder - The folder of the documents.
 * @param api - The API.
 * @param origin - From where it would be fetched now, and what would be kept.
 * @returns Whether it was fetched from there, and the same kept of it.
 */
export function isFetchedFrom(folder: string, api: string, origin: Origin): boolean {
  const file = originFile(folder, api);
  if (!isFetched(folder, api) || !existsSync(file)) return false;
  return readFileSync(file, "utf8") === toText(origin);
}

/**
 * Keeps a fetched document. When that is broken off, the next fetch asks for all of it again.
 *
 * @param folder - The folder of the documents.
 * @param api - The API.
 * @param fetched - What was fetched, pruned and converted, and from where.
 */
export function keepFetched(
  folder: string,
  api: string,
  fetched: { readonly document: OpenApiDocument; readonly origin: Origin },
): void {
  mkdirSync(resolve(folder, FETCHED), { recursive: true });
  rmSync(originFile(folder, api), { force: true });
  writeFileSync(fetchedFile(folder, api), writeDocument(fetched.document));
  writeFileSync(originFile(folder, api), toText(fetched.origin));
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
