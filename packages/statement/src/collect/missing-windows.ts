import { formatInstant } from "@usage-billing/core";
import type { Ledger } from "@usage-billing/ledger";
import type { StatementQuery } from "../collect-statement.ts";
import type { MissingWindow } from "../statement.ts";
import { present } from "./keyed.ts";

/**
 * Lists the windows of sources in a period that were to be read and were not.
 *
 * @param ledger - The ledger.
 * @param query - The period and the channels.
 * @returns The windows that failed when they were last tried, in the order of their beginnings.
 */
export async function findMissing(
  ledger: Pick<Ledger, "windows">,
  { period, channels }: StatementQuery,
): Promise<readonly MissingWindow[]> {
  const windows = await ledger.windows({ since: period.start });
  const failed = windows.filter(
    (window) =>
      window.state === "failed" &&
      window.period.start < period.end &&
      (channels === undefined || channels.includes(window.channel)),
  );
  return failed.map(({ source, channel, period: { start, end }, reason }) => ({
    source,
    channel,
    period: { start: formatInstant(start), end: formatInstant(end) },
    ...present({ reason }),
  }));
}
