import { createReporter } from "@usage-billing/reporter";
import { CommandError } from "../command-error.ts";
import { createChannels } from "../configuration/create-channels.ts";
import { loadConfiguration } from "../configuration/load-configuration.ts";
import { readReporterSettings } from "../configuration/reporter-settings.ts";
import type { CommandContext } from "../context.ts";
import { describePlace } from "../ledger/ledger-place.ts";
import { withLedger } from "../ledger/with-ledger.ts";
import { requireChannel } from "./require-channel.ts";
import { userName } from "./user-name.ts";

/** What `usage-billing retract` takes. */
export interface RetractOptions {
  readonly config: string;
  /** How long to wait while another process has the ledger, in milliseconds. */
  readonly wait: number;
  readonly json?: boolean;
  readonly reason?: string;
  readonly by?: string;
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
  const access = { create: false, wait: options.wait };
  await withLedger({ configuration, access, context }, async (ledger) => {
    const held = await ledger.record(recordId);
    if (held === undefined) {
      throw new CommandError(
        `The ledger ${describePlace(configuration.ledger)} knows no record "${recordId}"; it knows what report sent with this configuration.`,
      );
    }
    const { channel } = held.record;
    requireChannel(configuration, channel);
    const channels = createChannels(configuration, [channel], context);
    const reporter = createReporter({ ...readReporterSettings(configuration), channels, ledger });
    const reason = options.reason?.trim();
    const by = options.by?.trim() || userName();
    await reporter.retract(recordId, reason ? { reason, by } : undefined);
    const result = { recordId, channel, status: "retracted" };
    context.print(
      options.json === true ? JSON.stringify(result) : `${recordId} was taken back at ${channel}.`,
    );
  });
}
