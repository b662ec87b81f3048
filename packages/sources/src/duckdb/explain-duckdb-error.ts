import { redactSecrets } from "@usage-billing/core";
import { UnreadableInput } from "../text/unreadable-input.ts";

/** What DuckDB says of a file that lacks its end. */
const CUT_OFF =
  /No magic bytes found|too small to be a Parquet file|footer|Invalid (?:Parquet|metadata)/i;

/**
 * Says what an error of DuckDB means.
 *
 * @param error - What was thrown.
 * @param name - The file, or what was asked.
 * @returns The error to throw.
 */
export function explainDuckdbError(error: unknown, name: string): unknown {
  if (!(error instanceof Error) || error instanceof UnreadableInput) return error;
  const words = redactSecrets(error.message.split("\n")[0] ?? "");
  const cause = { cause: error };
  if (CUT_OFF.test(words)) {
    const message = `is no whole Parquet file: ${words}`;
    const fix = "Wait until it is written whole, and read it again.";
    return new UnreadableInput({ file: name, rule: "cut-off", message, fix }, cause);
  }
  const message = `cannot be read: ${words}`;
  return new UnreadableInput({ file: name, rule: "query-failed", message }, cause);
}
