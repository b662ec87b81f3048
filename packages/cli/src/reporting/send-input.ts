import { createReporter } from "@usage-billing/reporter";
import type { Progress } from "../output/progress.ts";
import type { CheckedInput, InputRequest } from "./check-input.ts";
import { collectOpenRecords } from "./open-records.ts";
import type { ReportResult } from "./report-result.ts";
import { takeIn } from "./take-in.ts";
import { withLedger } from "./with-ledger.ts";

/**
 * Puts checked input into the ledger and brings everything in it to an outcome.
 *
 * @param request - What was checked.
 * @param checked - What the check found.
 * @param tools - The signal that ends it early, and what shows how far it has come.
 * @returns What became of the input.
 */
export async function sendInput(
  request: InputRequest,
  checked: CheckedInput,
  tools: { readonly signal: AbortSignal; readonly progress: Progress },
): Promise<ReportResult> {
  const { signal, progress } = tools;
  return withLedger(request.configuration, async (ledger) => {
    const takenIn = await takeIn(request, checked, { ledger, signal });
    const reporter = createReporter({
      channels: request.channels,
      ledger,
      onProgress: ({ channel, finished, total }) => progress.update(channel, finished, total),
    });
    const summary = await reporter.report({ signal });
    const open = await collectOpenRecords(ledger, checked);
    return { plan: checked.plan, takenIn, summary, open };
  });
}
