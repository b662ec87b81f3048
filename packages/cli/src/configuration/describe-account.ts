import type { ChannelConfiguration } from "./configuration.ts";
import { type Environment, readVariable } from "./credentials.ts";

/** Where each API is when nothing else is configured. */
const DEFAULT_HOSTS: Readonly<Record<ChannelConfiguration["api"], string>> = {
  connect: "api.connect.cloudblue.com",
  rebilly: "api.rebilly.com",
  twocheckout: "api.2checkout.com",
};

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/** The server's name without port, path or credentials; a server on this machine may change its port. */
function hostOf(baseUrl: string | undefined, api: ChannelConfiguration["api"]): string {
  const host = URL.canParse(baseUrl ?? "") ? new URL(baseUrl ?? "").hostname : undefined;
  if (host === undefined || host === "") return DEFAULT_HOSTS[api];
  return LOOPBACK.test(host) ? "this machine" : host;
}

function nameOf(channel: ChannelConfiguration): string | undefined {
  switch (channel.api) {
    case "connect":
      return channel.product === undefined ? undefined : `product ${channel.product}`;
    case "rebilly":
      return `organization ${channel.organizationId}`;
    case "twocheckout":
      return `merchant ${channel.merchantCode}`;
  }
}

/**
 * Says which account a channel's usage goes to. No secret is in it, and a new token changes nothing.
 *
 * @param id - The channel's id.
 * @param channel - The channel as configured.
 * @param environment - The environment, which may name another server.
 * @returns For example `organization org_1 at api.rebilly.com`; `undefined` where the
 * configuration does not tell.
 */
export function describeAccount(
  id: string,
  channel: ChannelConfiguration,
  environment: Environment,
): string | undefined {
  const name = nameOf(channel);
  if (name === undefined) return undefined;
  return `${name} at ${hostOf(readVariable(environment, id, "BASE_URL") ?? channel.baseUrl, channel.api)}`;
}
