import { connectCapabilities } from "@usage-billing/connect";
import type { ChannelCapabilities } from "@usage-billing/core";
import { rebillyCapabilities } from "@usage-billing/rebilly";
import { twoCheckoutCapabilities } from "@usage-billing/twocheckout";
import type { ChannelConfiguration, Configuration } from "../configuration/configuration.ts";
import { CREDENTIALS, variableName } from "../configuration/credentials.ts";
import { DEFAULT_CONFIGURATION, loadConfiguration } from "../configuration/load-configuration.ts";
import type { CommandContext } from "../context.ts";
import { formatTable } from "../output/table.ts";

/** What `usage-billing channels` takes. */
export interface ChannelsOptions {
  readonly config?: string;
  readonly json?: boolean;
}

type Api = ChannelConfiguration["api"];

const CAPABILITIES: Readonly<Record<Api, ChannelCapabilities>> = {
  connect: connectCapabilities,
  rebilly: rebillyCapabilities,
  twocheckout: twoCheckoutCapabilities,
};

interface ChannelSummary {
  readonly channel: string;
  readonly api: Api;
  readonly credential: string;
  readonly isCredentialSet: boolean;
  readonly capabilities: ChannelCapabilities;
}

function summarize({ channels }: Configuration, { environment }: CommandContext): ChannelSummary[] {
  return [...channels].map(([channel, { api }]) => {
    const names = CREDENTIALS[api].map((setting) => variableName(channel, setting));
    const set = names.find((name) => (environment[name] ?? "").trim() !== "");
    return {
      channel,
      api,
      credential: set ?? names.join(" or "),
      isCredentialSet: set !== undefined,
      capabilities: CAPABILITIES[api],
    };
  });
}

const COLUMNS = [
  { title: "channel" },
  { title: "api" },
  { title: "credential" },
  { title: "sends" },
  { title: "decimals", align: "right" },
  { title: "least", align: "right" },
  { title: "corrects by" },
  { title: "retracts by" },
] as const;

function toCells({ channel, api, credential, isCredentialSet, capabilities }: ChannelSummary) {
  const { batch, decimals, minimumQuantity, correction, retraction } = capabilities;
  const shape =
    batch.shape === "single" ? "one record" : `${batch.shape} of ${batch.maximumRecords}`;
  const set = isCredentialSet ? "set" : "not set";
  return [
    channel,
    api,
    `${credential} (${set})`,
    shape,
    String(decimals),
    minimumQuantity,
    correction,
    retraction,
  ];
}

/**
 * Shows the configured channels, what they can do and which credential they need.
 *
 * @param options - The command's options.
 * @param context - Where output goes.
 */
export async function showChannels(
  options: ChannelsOptions,
  context: CommandContext,
): Promise<void> {
  const configuration = await loadConfiguration(options.config ?? DEFAULT_CONFIGURATION);
  const summaries = summarize(configuration, context);
  if (options.json === true) context.print(JSON.stringify(summaries, undefined, 2));
  else context.print(formatTable(COLUMNS, summaries.map(toCells)));
}
