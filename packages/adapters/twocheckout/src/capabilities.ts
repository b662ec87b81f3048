import type { ChannelCapabilities } from "@usage-billing/core";

/**
 * What 2Checkout can do: whole units of 32 bits, arrays per subscription, update and deletion by reference.
 * Facts from the REST 6.0 page on subscription usage billing; the bound of an array is ours, none is published.
 */
export const twoCheckoutCapabilities: ChannelCapabilities = {
  decimals: 0,
  minimumQuantity: "0",
  maximumQuantity: "2147483647",
  meter: "required",
  batch: { shape: "array", maximumRecords: 100 },
  time: "period",
  timeResolution: 1000,
  correction: "update",
  retraction: "delete",
  partialQuantity: false,
  acceptance: false,
  closing: true,
  recordIdReadBack: true,
};
