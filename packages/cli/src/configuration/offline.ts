import { UnsupportedOperationError } from "@usage-billing/core";
import { createTransport, type Transport } from "@usage-billing/http";
import type { Configuration } from "./configuration.ts";
import { type Environment, variableName } from "./credentials.ts";

/** Stands in for a credential where no connection is opened. */
export const STAND_IN = "dry-run";

/**
 * Makes a transport that opens no connection, whatever asks it to: what a dry run is given.
 *
 * @returns A transport whose `fetch` always fails.
 */
export function createOfflineTransport(): Transport {
  const refuse = () =>
    Promise.reject(
      new UnsupportedOperationError("A dry run opens no connection; this is a defect."),
    );
  return { ...createTransport(), fetch: refuse };
}

/**
 * Gives channels what they need to plan without a credential.
 *
 * @param configuration - The configuration.
 * @returns An environment with a stand-in for every credential.
 */
export function withoutCredentials(configuration: Configuration): Environment {
  const settings = { connect: "API_KEY", rebilly: "API_KEY", twocheckout: "SECRET_KEY" } as const;
  const names = [...configuration.channels].map(([id, { api }]) => variableName(id, settings[api]));
  return Object.fromEntries(names.map((name) => [name, STAND_IN]));
}
