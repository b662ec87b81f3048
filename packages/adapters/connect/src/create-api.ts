import { type ConnectClient, createConnectClient } from "@usage-billing/connect-client";
import { MissingConfigurationError } from "@usage-billing/core";
import { createTransport, systemClock, type Transport } from "@usage-billing/http";
import type { Api, CallSettings } from "./api/connect-call.ts";
import type { AccountOptions } from "./connect-options.ts";

const DEFAULT_TIMEOUT = 30_000;

function createClient(
  { id = "connect", apiKey, baseUrl }: AccountOptions & { readonly id?: string },
  { fetch, Request }: Transport,
): ConnectClient {
  try {
    return createConnectClient({ apiKey, baseUrl, fetch, Request });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new MissingConfigurationError(`channel ${id}: ${reason}`);
  }
}

/**
 * Makes what the operations work with.
 *
 * @param options - The account, and how it is reached.
 * @returns The client, the transport and the settings.
 * @throws {@link MissingConfigurationError} When there is no API key.
 */
export function createApi(options: AccountOptions & { readonly id?: string }): Api {
  const { id: channel = "connect", apiKey, random, retries } = options;
  const { transport = createTransport(), clock = systemClock } = options;
  if (!apiKey?.trim()) {
    throw new MissingConfigurationError(
      `channel ${channel} has no API key: set the option apiKey, or the environment variable USAGE_BILLING_${channel.toUpperCase().replace(/[^A-Z0-9]/g, "_")}_API_KEY`,
    );
  }
  const settings: CallSettings = {
    channel,
    clock,
    random,
    timeout: options.timeout ?? DEFAULT_TIMEOUT,
    retries,
    secrets: [apiKey, apiKey.replace(/^\s*ApiKey\s+/i, "")],
  };
  return { client: createClient(options, transport), transport, settings };
}
