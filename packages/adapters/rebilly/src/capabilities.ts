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
