import type { Transport } from "@usage-billing/http";
import { createFakeClock } from "@usage-billing/http/testing";
import { type ConnectUsage, createConnectUsage } from "../connect-usage.ts";

/** The key that tests send. */
export const TEST_KEY = "ApiKey SU-100-200-300:test-token";

/**
 * Makes the operations over the platform's own fetch: the adapter needs no transport of ours.
 *
 * @param baseUrl - The server.
 * @param apiKey - The token.
 * @returns The operations.
 */
export function createTestApi(baseUrl: string, apiKey: string = TEST_KEY): ConnectUsage {
  const transport: Transport = { fetch, Request, close: async () => undefined };
  return createConnectUsage({
    baseUrl,
    apiKey,
    transport,
    clock: createFakeClock(),
    timeout: 5_000,
    retries: 1,
  });
}
