import type { ChannelCapabilities } from "@usage-billing/core";

/**
 * What Rebilly can do, from its OpenAPI document (Usage schema, usages operations): at least 0.001 with
 * at most three decimals, one record a request, no update since April 2025, an instant instead of a
 * period, an invoice's id once the usage is billed.
 */
export const rebillyCapabilities: ChannelCapabilities = {
  decimals: 3,
  minimumQuantity: "0.001",
  meter: "unused",
  batch: { shape: "single", maximumRecords: 1 },
  time: "instant",
  timeResolution: 1000,
  correction: "delete-and-send",
  retraction: "delete",
  partialQuantity: true,
  acceptance: false,
  closing: true,
  recordIdReadBack: false,
};

/** Rebilly's sandbox host, by its API description. */
const SANDBOX_HOST = "api-sandbox.rebilly.com";

/**
 * Gives the capabilities at one server. The sandbox takes 3,000 requests that are no GET in ten
 * minutes from an organization (introduction of Rebilly's API description); the limit of the live
 * server is not published, so none is assumed there.
 *
 * @param baseUrl - The server; the live one when absent.
 * @returns The capabilities.
 */
export function capabilitiesAt(baseUrl: string | undefined): ChannelCapabilities {
  const host = baseUrl === undefined ? "" : new URL(baseUrl).host;
  if (host !== SANDBOX_HOST) return rebillyCapabilities;
  return { ...rebillyCapabilities, writeBudget: { requests: 3_000, milliseconds: 600_000 } };
}
