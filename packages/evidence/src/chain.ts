import { createHash } from "node:crypto";
import { toCanonicalJson } from "./canonical-json.ts";
import type { EvidenceEntry, EvidenceFile } from "./evidence-entry.ts";

/** What the first line names as the hash of the line before it. */
export const NOTHING_BEFORE: string = "0".repeat(64);

/**
 * Hashes bytes.
 *
 * @param bytes - The bytes, or a text in UTF-8.
 * @returns 64 lower-case hexadecimal digits.
 */
export function sha256(bytes: Uint8Array | string): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/**
 * Writes entries as lines of which each names the hash of the line before it, and ends them with one that
 * counts them.
 *
 * @param entries - What is to be said, in order.
 * @returns The file.
 */
export function chainEntries(entries: readonly EvidenceEntry[]): EvidenceFile {
  const all = [...entries, { kind: "end", entries: entries.length } as const];
  const lines: string[] = [];
  let previous = NOTHING_BEFORE;
  for (const [index, entry] of all.entries()) {
    const line = `${toCanonicalJson({ ...entry, number: index + 1, previous })}\n`;
    lines.push(line);
    previous = sha256(line);
  }
  return { text: lines.join(""), head: previous, entries: all.length };
}
