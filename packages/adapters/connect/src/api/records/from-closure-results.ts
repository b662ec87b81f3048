import { present } from "../wire/present.ts";
import { readObject, readText } from "../wire/read-value.ts";
import type { ClosingResult } from "./closing.ts";

/**
 * Reads what the channel says of each record of a batch.
 *
 * @param answer - The array of the answer; nothing about its elements is certain.
 * @returns The results by the records' ids; a record without one is missing.
 */
export function fromClosureResults(answer: readonly unknown[]): ReadonlyMap<string, ClosingResult> {
  const results = new Map<string, ClosingResult>();
  for (const element of answer) {
    const { id: rawId, status, error_details, error_codes } = readObject(element);
    const id = readText(rawId);
    if (id === undefined) continue;
    const channelStatus = readText(status)?.toLowerCase();
    const [error, codes] = [readWords(error_details), readWords(error_codes)];
    if (channelStatus === "closed" && error === undefined && codes === undefined) {
      results.set(id, { id, status: "closed" });
      continue;
    }
    results.set(id, {
      id,
      status: "refused",
      error: error ?? codes ?? `the channel left it ${channelStatus ?? "as it was"}`,
      ...present({ codes, channelStatus }),
    });
  }
  return results;
}

/** Text by the document; a list of texts is read as well. */
function readWords(value: unknown): string | undefined {
  if (!Array.isArray(value)) return readText(value);
  return readText(value.map(String).join("; "));
}
