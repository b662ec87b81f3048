import { MissingConfigurationError } from "@usage-billing/core";
import type { ChannelConfiguration } from "./configuration.ts";

/** The environment that credentials are read from. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Names the environment variable of a channel's setting.
 *
 * @param channel - The channel's id.
 * @param setting - The setting, for example `API_KEY`.
 * @returns For example `USAGE_BILLING_REBILLY_EU_API_KEY` for the channel `rebilly-eu`.
 */
export function variableName(channel: string, setting: string): string {
  return `USAGE_BILLING_${channel.toUpperCase().replaceAll(/[^A-Z0-9]/g, "_")}_${setting}`;
}

/**
 * Reads a channel's setting from the environment.
 *
 * @param environment - The environment.
 * @param channel - The channel's id.
 * @param setting - The setting, for example `BASE_URL`.
 * @returns The value without surrounding white space; undefined when it is unset or empty.
 */
export function readVariable(
  environment: Environment,
  channel: string,
  setting: string,
): string | undefined {
  const value = environment[variableName(channel, setting)]?.trim();
  return value === "" ? undefined : value;
}

const VISIBLE_ASCII = /^[\x20-\x7e]*$/;

/** A header takes visible ASCII only; anything else got in by copying, and no server would accept it. */
function requireVisible(name: string, value: string): void {
  if (VISIBLE_ASCII.test(value)) return;
  throw new MissingConfigurationError(
    `The environment variable ${name} holds a line break or a letter that no credential has. Copy the credential again.`,
  );
}

/**
 * Reads a channel's credential from the environment.
 *
 * @param environment - The environment.
 * @param channel - The channel's id.
 * @param settings - The settings of which one must be there, the usual one first.
 * @returns The value of each setting that is there.
 * @throws {@link MissingConfigurationError} When none is, or one has characters that no credential has; names the variables.
 */
export function readCredentials(
  environment: Environment,
  channel: string,
  settings: readonly string[],
): Readonly<Record<string, string>> {
  const found = settings.flatMap((setting) => {
    const value = readVariable(environment, channel, setting);
    if (value === undefined) return [];
    requireVisible(variableName(channel, setting), value);
    return [[setting, value] as const];
  });
  if (found.length > 0) return Object.fromEntries(found);
  const names = settings.map((setting) => variableName(channel, setting)).join(" or ");
  throw new MissingConfigurationError(
    `The channel "${channel}" has no credential. Set the environment variable ${names}.`,
  );
}

/** The settings of which each API needs one, the usual one first. */
export const CREDENTIALS: Readonly<Record<ChannelConfiguration["api"], readonly string[]>> = {
  connect: ["API_KEY"],
  rebilly: ["API_KEY", "TOKEN"],
  twocheckout: ["SECRET_KEY"],
};

/**
 * Tells whether the environment has a credential for a channel.
 *
 * @param environment - The environment.
 * @param channel - The channel's id.
 * @param configuration - The channel's configuration.
 * @returns Whether one of its variables is set.
 */
export function hasCredential(
  environment: Environment,
  channel: string,
  configuration: ChannelConfiguration | undefined,
): boolean {
  if (configuration === undefined) return false;
  const settings = CREDENTIALS[configuration.api];
  return settings.some((setting) => readVariable(environment, channel, setting) !== undefined);
}
