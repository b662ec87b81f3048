import { formatInstant } from "@usage-billing/core";
import type { Difference, Reconciliation } from "@usage-billing/reporter";
import type { CommandContext } from "../context.ts";
import { describeError } from "../output/describe-error.ts";
import { differenceToJson } from "./difference-json.ts";

function headToJson(found: Reconciliation): object {
  const { channel, period, at, isOpen, listed, matched, verdict } = found;
  return {
    ...{ channel, verdict, at: formatInstant(at), isOpen, listed, matched },
    period: { start: formatInstant(period.start), end: formatInstant(period.end) },
    totals: found.totals,
    differenceTotals: found.differenceTotals,
    inFlight: found.inFlight,
    unread: found.unread.map(({ subscription, error }) => ({
      subscription: subscription ?? null,
      reason: describeError(error),
    })),
  };
}

/**
 * Prints a reconciliation as one JSON document, a line for each difference: there may be very many.
 *
 * @param found - The reconciliation.
 * @param context - Where output goes.
 * @param repair - Repairs a difference before it is printed, and gives what became of it.
 */
export async function printJson(
  found: Reconciliation,
  context: Pick<CommandContext, "print">,
  repair?: (difference: Difference) => Promise<object>,
): Promise<void> {
  const head = JSON.stringify(headToJson(found)).slice(0, -1);
  context.print(`${head},"differences":[`);
  let pending: string | undefined;
  for await (const difference of found.differences()) {
    if (pending !== undefined) context.print(`${pending},`);
    const done = repair === undefined ? {} : { repair: await repair(difference) };
    pending = JSON.stringify({ ...differenceToJson(difference), ...done });
  }
  if (pending !== undefined) context.print(pending);
  context.print("]}");
}
