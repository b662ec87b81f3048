import type { ChannelCapabilities } from "@usage-billing/core";

/**
 * What CloudBlue Connect's usage module can do.
 *
 * An item takes 0, 1, 2, 4 or 8 decimals; which, only the channel knows, so 8 is the bound here.
 * Times are written to the second. The module names no greatest number of rows: 100,000 keeps a
 * file well below the 50 MB that its tools take. JSON never gives the vendor's record id back.
 */
export const connectCapabilities: ChannelCapabilities = {
  decimals: 8,
  minimumQuantity: "0",
  meter: "required",
  batch: { shape: "file", maximumRecords: 100_000 },
  time: "period",
  timeResolution: 1000,
  correction: "upload-again",
  retraction: "upload-again",
  partialQuantity: false,
  acceptance: true,
  closing: true,
  recordIdReadBack: false,
};
