import { isLocalTime } from "../../time/local-time.ts";

/**
 * Reads a time of a usage file.
 *
 * @param text - `YYYY-MM-DD hh:mm:ss` in UTC, padded.
 * @returns Milliseconds since 1970; nothing when the text is anything else.
 */
export function parseSheetTime(text: string): number | undefined {
  return isLocalTime(text) ? Date.parse(`${text.replace(" ", "T")}Z`) : undefined;
}
