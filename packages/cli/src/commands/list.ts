import {
  formatPeriod,
  type HeldUsage,
  type Instant,
  parseInstant,
  type UsageQuery,
} from "@usage-billing/core";
import { CommandError } from "../command-error.ts";
import type { Configuration } from "../configuration/configuration.ts";
import { createChannels } from "../configuration/create-channels.ts";
import { loadConfiguration } from "../configuration/load-configuration.ts";
import type { CommandContext } from "../context.ts";
import { isInUse } from "../ledger/is-in-use.ts";
import { withLedger } from "../ledger/with-ledger.ts";
import { count } from "../output/count.ts";
import { formatTable } from "../output/table.ts";
import { requireChannel } from "./require-channel.ts";

/** What `usage-billing list` takes. */
export interface ListOptions {
  readonly channel: string;
  readonly from: string;
  readonly to: string;
  readonly subscription?: readonly string[];
  readonly config: string;
  readonly json?: boolean;
  /** How long to wait while another process has the ledger, in milliseconds. */
  readonly wait: number;
}

const COLUMNS = [
  { title: "reference" },
  { title: "subscription" },
  { title: "meter" },
  { title: "quantity", align: "right" },
  { title: "period" },
  { title: "status" },
  { title: "billed by" },
  { title: "record id" },
] as const;

const ROWS_OF_A_TABLE = 1_000;

function readTime(option: string, text: string): Instant {
  try {
    return parseInstant(text);
  } catch (error) {
    throw new CommandError(`--${option} ${(error as Error).message}`);
  }
}

function toCells(usage: HeldUsage): readonly string[] {
  const { reference, subscription, meter, quantity, period, status, billingReference, recordId } =
    usage;
  return [
    reference,
    subscription,
    meter ?? "",
    quantity.toString(),
    formatPeriod(period),
    status,
    billingReference ?? "",
    recordId ?? "",
  ];
}

function toJson(usage: HeldUsage): string {
  const [start, end] = formatPeriod(usage.period).split("/");
  return JSON.stringify({ ...usage, period: { start, end } });
}

async function printTables(
  held: AsyncIterable<HeldUsage>,
  context: CommandContext,
): Promise<number> {
  let pieces = 0;
  let rows: (readonly string[])[] = [];
  const flush = () => {
    if (rows.length > 0) context.print(formatTable(COLUMNS, rows));
    rows = [];
  };
  for await (const usage of held) {
    pieces += 1;
    rows.push(toCells(usage));
    if (rows.length === ROWS_OF_A_TABLE) flush();
  }
  flush();
  return pieces;
}

/** The subscriptions to list where the channel cannot list without: all that were ever reported for. */
async function knownSubscriptions(
  configuration: Configuration,
  { channel, wait }: ListOptions,
  context: CommandContext,
): Promise<readonly string[] | undefined> {
  if (configuration.channels.get(channel)?.api !== "twocheckout") return undefined;
  try {
    const source = { configuration, access: { create: false, wait }, context };
    return await withLedger(source, (ledger) => ledger.knownSubscriptions(channel));
  } catch (error) {
    if (!isInUse(error)) throw error;
    throw new CommandError(
      `${channel} lists by subscription, and the ledger that knows them is in use by another process. Name them with --subscription, or run the command again when that process has ended.`,
    );
  }
}

/**
 * Lists the usage that a channel holds.
 *
 * @param options - The command's options.
 * @param context - Where output goes.
 */
export async function listUsage(options: ListOptions, context: CommandContext): Promise<void> {
  const [from, to] = [readTime("from", options.from), readTime("to", options.to)];
  if (to <= from) throw new CommandError("--to must be after --from.");
  const configuration = await loadConfiguration(options.config);
  requireChannel(configuration, options.channel);
  const channels = createChannels(configuration, [options.channel], context);
  const channel = channels.get(options.channel);
  const subscriptions =
    options.subscription ?? (await knownSubscriptions(configuration, options, context));
  const query: UsageQuery =
    subscriptions === undefined ? { from, to } : { from, to, subscriptions };
  const held = channel?.list(query, { signal: context.signal }) ?? [];
  if (options.json !== true) {
    const pieces = await printTables(held as AsyncIterable<HeldUsage>, context);
    context.warn(`${count(pieces, "piece")} of usage at ${options.channel}.`);
    return;
  }
  for await (const usage of held) context.print(toJson(usage));
}
