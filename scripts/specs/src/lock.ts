import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";

/** What was fetched last. */
export interface LockEntry {
  /** `info.version` of the upstream document. */
  readonly version: string;
  /** The SHA-256 of the upstream document's bytes: 64 lower-case hexadecimal digits. */
  readonly sha256: string;
  /** When it was fetched: an ISO 8601 date in UTC. */
  readonly fetched: string;
  /** The server's tag of these bytes, to ask whether they have changed. */
  readonly etag?: string;
}

/** `specs/sources.lock.json`. */
export type Lock = Readonly<Record<string, LockEntry>>;

const FILE = "sources.lock.json";

/**
 * Reads `sources.lock.json`.
 *
 * @param folder - The folder of the documents.
 * @returns What was fetched last, by API; empty when nothing was.
 */
export function readLock(folder: string): Lock {
  const file = resolve(folder, FILE);
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Lock) : {};
}

/**
 * Writes an entry of `sources.lock.json`, in the order of the APIs' names.
 *
 * @param folder - The folder of the documents.
 * @param api - The API.
 * @param entry - What was fetched.
 */
export function writeLock(folder: string, api: string, entry: LockEntry): void {
  const all = { ...readLock(folder), [api]: entry };
  const sorted = Object.fromEntries(Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(resolve(folder, FILE), `${JSON.stringify(sorted, null, 2)}\n`);
}
