import { createConnectChannel } from "@usage-billing/connect";
import type { Channel } from "@usage-billing/core";
import type { Transport } from "@usage-billing/http";
import { createRebillyChannel } from "@usage-billing/rebilly";
import { createTwoCheckoutChannel } from "@usage-billing/twocheckout";
import { CommandError } from "../command-error.ts";
import type {
  ChannelConfiguration,
  CommonConfiguration,
  Configuration,
  ConnectConfiguration,
  RebillyConfiguration,
  TwoCheckoutConfiguration,
} from "./configuration.ts";
import { CREDENTIALS, type Environment, readCredentials, readVariable } from "./credentials.ts";
import { STAND_IN } from "./offline.ts";
import { findEqualAccounts } from "./shared-accounts.ts";

/** What channels are made of besides their configuration. */
export interface ChannelSources {
  /** Where credentials and base URLs come from. */
  readonly environment: Environment;
  /** What carries requests; the adapters' own when left out. */
  readonly transport?: Transport;
}

interface Common {
  readonly id: string;
  readonly baseUrl?: string;
  readonly transport?: Transport;
}

/** The members that only this API has; what all channels have is not the adapters' business. */
function withoutCommon<Api extends ChannelConfiguration>(
  configuration: Api,
): Omit<Api, keyof CommonConfiguration | "api"> {
  const { api, baseUrl, writeBudget, visibilityLagSeconds, abandonedLagSeconds, ...options } =
    configuration;
  return options;
}

function connect(
  common: Common,
  configuration: ConnectConfiguration,
  environment: Environment,
): Channel {
  const { deadlineSeconds, ...options } = withoutCommon(configuration);
  const { API_KEY = "" } = readCredentials(environment, common.id, CREDENTIALS.connect);
  return createConnectChannel({
    ...options,
    ...common,
    apiKey: API_KEY,
    ...(deadlineSeconds === undefined ? {} : { deadline: deadlineSeconds * 1000 }),
  });
}

function rebilly(
  common: Common,
  configuration: RebillyConfiguration,
  environment: Environment,
): Channel {
  const { API_KEY, TOKEN } = readCredentials(environment, common.id, CREDENTIALS.rebilly);
  return createRebillyChannel({
    ...common,
    organizationId: configuration.organizationId,
    ...(API_KEY === undefined ? {} : { apiKey: API_KEY }),
    ...(TOKEN === undefined ? {} : { token: TOKEN }),
  });
}

function twoCheckout(
  common: Common,
  configuration: TwoCheckoutConfiguration,
  environment: Environment,
): Channel {
  const options = withoutCommon(configuration);
  const { SECRET_KEY = "" } = readCredentials(environment, common.id, CREDENTIALS.twocheckout);
  return createTwoCheckoutChannel({ ...options, ...common, secretKey: SECRET_KEY });
}

function create(id: string, configuration: ChannelConfiguration, sources: ChannelSources): Channel {
  const { environment, transport } = sources;
  const baseUrl = readVariable(environment, id, "BASE_URL") ?? configuration.baseUrl;
  const common = {
    id,
    ...(baseUrl === undefined ? {} : { baseUrl }),
    ...(transport === undefined ? {} : { transport }),
  };
  try {
    return createOf(common, configuration, environment);
  } catch (error) {
    // An option that the adapter cannot work with, such as a time zone that does not exist.
    if (!(error instanceof TypeError || error instanceof RangeError)) throw error;
    throw new CommandError(`The channel "${id}" cannot be used: ${error.message}.`);
  }
}

function createOf(
  common: Common,
  configuration: ChannelConfiguration,
  environment: Environment,
): Channel {
  switch (configuration.api) {
    case "connect":
      return connect(common, configuration, environment);
    case "rebilly":
      return rebilly(common, configuration, environment);
    case "twocheckout":
      return twoCheckout(common, configuration, environment);
  }
}

/** Two channels on Connect are one when they have one token and report for the same product and contract. */
function refuseSharedTokens({ channels, file }: Configuration, environment: Environment): void {
  const tokens = new Map<string, string>();
  for (const [id, channel] of channels) {
    const token = readVariable(environment, id, "API_KEY");
    if (channel.api !== "connect" || token === undefined || token === STAND_IN) continue;
    const { baseUrl = "", product, contract } = channel;
    const server = readVariable(environment, id, "BASE_URL") ?? baseUrl;
    tokens.set(id, JSON.stringify([server, token, product, contract]));
  }
  const [problem] = findEqualAccounts(tokens);
  if (problem !== undefined) throw new CommandError(`In ${file} ${problem}.`);
}

/**
 * Makes the configured channels.
 *
 * @param configuration - The configuration.
 * @param ids - The channels wanted.
 * @param sources - Environment and transport.
 * @returns The channels by id.
 * @throws {@link MissingConfigurationError} When a credential is missing.
 * @throws {@link CommandError} When an option has a value that the adapter cannot work with, or two
 * channels on Connect have one token and are for the same product and contract.
 */
export function createChannels(
  configuration: Configuration,
  ids: readonly string[],
  sources: ChannelSources,
): ReadonlyMap<string, Channel> {
  const wanted = [...configuration.channels].filter(([id]) => ids.includes(id));
  refuseSharedTokens(configuration, sources.environment);
  return new Map(wanted.map(([id, one]) => [id, create(id, one, sources)]));
}
