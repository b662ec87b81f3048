import { EXIT } from "../command-error.ts";
import { loadConfiguration } from "../configuration/load-configuration.ts";
import type { CommandContext } from "../context.ts";
import { parseOptionalPeriod } from "../input/parse-billing-period.ts";
import { withLedger } from "../ledger/with-ledger.ts";
import { STATE_WORDS } from "../output/state-words.ts";
import { formatStatus, statusToJson } from "../output/status-output.ts";
import { collectStatus, type Status } from "../records/collect-status.ts";
import { requireChannel } from "./require-channel.ts";

/** What `usage-billing status` takes. */
export interface StatusOptions {
  readonly config: string;
  readonly channel?: string;
  readonly period?: string;
  /** The IANA name of the time zone whose days the period counts. */
  readonly zone?: string;
  readonly json?: boolean;
  /** How long to wait while another process has the ledger, in milliseconds. */
  readonly wait: number;
}

/**
 * Decides what the exit status says: what is not finished is graver than what a person has to look at.
 *
 * @param status - Where the records stand.
 * @returns One of {@link EXIT}.
 */
export function exitStatusOf({ attention }: Status): number {
  const standings = new Set(attention.map(({ state }) => STATE_WORDS[state].standing));
  if (standings.has("open")) return EXIT.open;
  return standings.has("person") ? EXIT.refused : EXIT.done;
}

/**
 * Shows where the records in the ledger stand.
 *
 * @param options - The command's options.
 * @param context - Where output goes.
 */
export async function showStatus(options: StatusOptions, context: CommandContext): Promise<void> {
  const { channel } = options;
  const configuration = await loadConfiguration(options.config);
  if (channel !== undefined) requireChannel(configuration, channel);
  const period = parseOptionalPeriod(options);
  const query = {
    ...(channel === undefined ? {} : { channel }),
    ...(period === undefined ? {} : { period }),
  };
  const access = { create: false, wait: options.wait };
  const status = await withLedger({ configuration, access, context }, (ledger) =>
    collectStatus(ledger, query),
  );
  const now = Date.now();
  if (options.json === true) context.print(JSON.stringify(statusToJson(status, now)));
  else for (const line of formatStatus(status, now)) context.print(line);
  context.end(exitStatusOf(status));
}
