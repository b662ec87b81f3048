import { existsSync } from "node:fs";
import { createReporter } from "@usage-billing/reporter";
import { CommandError } from "../command-error.ts";
import { createChannels } from "../configuration/create-channels.ts";
import { loadConfiguration } from "../configuration/load-configuration.ts";
import type { CommandContext } from "../context.ts";
import { withLedger } from "../reporting/with-ledger.ts";
import { requireChannel } from "./require-channel.ts";

/** What `usage-billing retract` takes. */
export interface RetractOptions {
  readonly config: string;
  readonly json?: boolean;
}

/**
 * Takes a reported record back.
 *
 * @param recordId - The record's id.
 * @param options - The command's options.
 * @param context - Where output goes.
 */
export async function retractUsage(
  recordId: string,
  options: RetractOptions,
  context: CommandContext,
): Promise<void> {
  const configuration = await loadConfiguration(options.config);
  if (!existsSync(configuration.ledger)) {
    throw new CommandError(
      `There is no ledger ${configuration.ledger}: nothing was reported with this configuration yet. Name another with --config FILE.`,
    );
  }
  await withLedger(configuration, async (ledger) => {
    const held = await ledger.record(recordId);
    if (held === undefined) {
      throw new CommandError(
        `The ledger ${configuration.ledger} knows no record "${recordId}"; it knows what report sent with this configuration.`,
      );
    }
    const { channel } = held.record;
    requireChannel(configuration, channel);
    const channels = createChannels(configuration, [channel], context);
    await createReporter({ channels, ledger }).retract(recordId);
    const result = { recordId, channel, status: "retracted" };
    context.print(
      options.json === true ? JSON.stringify(result) : `${recordId} was taken back at ${channel}.`,
    );
  });
}
