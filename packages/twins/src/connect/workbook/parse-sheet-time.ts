import { isLocalTime } from "../../time/local-time.ts";

/** Months of rows have few different times. */
const known = new Map<string, number | undefined>();
const KNOWN_TIMES = 10_000;

/**
 * Reads a time of a usage file.
 *
 * @param text - `YYYY-MM-DD hh:mm:ss` in UTC, padded.
 * @returns Milliseconds since 1970; nothing when the text is anything else.
 */
export function parseSheetTime(text: string): number | undefined {
  if (known.has(text)) return known.get(text);
  const time = isLocalTime(text) ? Date.parse(`${text.replace(" ", "T")}Z`) : undefined;
  if (known.size < KNOWN_TIMES) known.set(text, time);
  return time;
}
