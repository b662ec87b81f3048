import { type ConnectUsage, createConnectUsage } from "@usage-billing/connect";
import { UsageBillingError } from "@usage-billing/core";
import { CommandError } from "../../command-error.ts";
import type { Configuration, ConnectConfiguration } from "../../configuration/configuration.ts";
import { CREDENTIALS, readCredentials, readVariable } from "../../configuration/credentials.ts";
import { loadConfiguration } from "../../configuration/load-configuration.ts";
import type { CommandContext } from "../../context.ts";
import { requireChannel } from "../require-channel.ts";
import type { ConnectOptions } from "./connect-command.ts";

/** A channel on Connect with its id. */
export interface ChosenChannel {
  readonly id: string;
  readonly configuration: ConnectConfiguration;
}

/**
 * Chooses the channel that a command is about.
 *
 * @param configuration - The configuration.
 * @param wanted - The id that was given; undefined for the only channel on Connect.
 * @returns The channel.
 * @throws {@link CommandError} When there is no such channel, it is not on Connect, or there are several.
 */
function chooseChannel(configuration: Configuration, wanted?: string): ChosenChannel {
  const { channels, file } = configuration;
  if (wanted !== undefined) requireChannel(configuration, wanted);
  const onConnect = [...channels].flatMap(([id, one]) =>
    one.api === "connect" ? [{ id, configuration: one }] : [],
  );
  const known = onConnect.map(({ id }) => id).join(", ");
  if (wanted !== undefined) {
    const found = onConnect.find(({ id }) => id === wanted);
    if (found !== undefined) return found;
    const others = known === "" ? "" : ` On Connect are: ${known}.`;
    throw new CommandError(`The channel "${wanted}" is not on CloudBlue Connect.${others}`);
  }
  const [only, ...others] = onConnect;
  if (only === undefined) {
    throw new CommandError(`${file} has no channel on CloudBlue Connect ("api": "connect").`);
  }
  if (others.length === 0) return only;
  throw new CommandError(`${file} has several channels on Connect. Give --channel: ${known}.`);
}

const IN_DOUBT =
  "Nobody knows whether it was done: look with list or show before you run the command again.";

/**
 * Does something with the account of a channel on Connect, vendor's or distributor's as its token says.
 *
 * @param options - The command's options.
 * @param context - Environment and signal.
 * @param work - What to do.
 * @returns What the work gives.
 * @throws {@link CommandError} When no channel can be chosen.
 * @throws {@link MissingConfigurationError} When the channel has no credential.
 */
export async function withConnect<Result>(
  options: Pick<ConnectOptions, "config" | "channel">,
  context: CommandContext,
  work: (connect: ConnectUsage, channel: ChosenChannel) => Promise<Result>,
): Promise<Result> {
  const configuration = await loadConfiguration(options.config);
  const channel = chooseChannel(configuration, options.channel);
  const { environment } = context;
  const { API_KEY = "" } = readCredentials(environment, channel.id, CREDENTIALS.connect);
  const baseUrl =
    readVariable(environment, channel.id, "BASE_URL") ?? channel.configuration.baseUrl;
  const connect = createConnectUsage({
    apiKey: API_KEY,
    ...(baseUrl === undefined ? {} : { baseUrl }),
  });
  try {
    return await work(connect, channel);
  } catch (error) {
    if (UsageBillingError.isInstance(error) && error.outcomeUnknown) context.warn(IN_DOUBT);
    throw error;
  } finally {
    await connect.close();
  }
}
