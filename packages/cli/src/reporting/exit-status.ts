import { AuthenticationError, MissingConfigurationError } from "@usage-billing/core";
import type { RecordState } from "@usage-billing/ledger";
import { EXIT } from "../command-error.ts";
import type { ReportResult } from "./report-result.ts";

const OPEN: readonly RecordState[] = ["waiting", "sending", "unsent", "unknown"];
const REFUSED: readonly RecordState[] = ["refused", "partial", "ambiguous", "disputed"];

function isConfiguration(error: Error | undefined): boolean {
  return error instanceof AuthenticationError || error instanceof MissingConfigurationError;
}

/**
 * Decides what the command's exit status says: the gravest of what happened.
 *
 * @param result - What is known when the report is done.
 * @returns One of {@link EXIT}.
 */
export function exitStatusOf(result: ReportResult): number {
  const { plan, takenIn, summary, open } = result;
  const has = (states: readonly RecordState[]) =>
    states.some((state) => (open.counts.get(state) ?? 0) > 0);
  if (summary.interrupted) return EXIT.interrupted;
  if ((open.counts.get("unknown") ?? 0) > 0) return EXIT.open;
  const errors = summary.channels.map(({ error }) => error).filter((error) => error !== undefined);
  if (errors.some((error) => !isConfiguration(error))) return EXIT.open;
  if (errors.length > 0) return EXIT.badCommand;
  if (has(OPEN)) return EXIT.open;
  if (has(REFUSED) || plan.refusedCount > 0 || takenIn.conflicts.length > 0) return EXIT.refused;
  return EXIT.done;
}
