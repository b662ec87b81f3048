import type { RecordStatus } from "../api/records/from-connect-record.ts";
import type { Lifecycle } from "./lifecycle.ts";

/**
 * The life of a usage record. It mostly follows that of its file; while the file is processed it has
 * no state that the API shows, and a valid record stays `valid` when its file is submitted.
 */
export const recordLifecycle: Lifecycle<RecordStatus> = {
  states: ["valid", "invalid", "approved", "rejected", "closed"],
  transitions: [
    { from: [], to: "valid", by: "platform", operations: [], when: "its row passes" },
    { from: [], to: "invalid", by: "platform", operations: [], when: "its row fails" },
    {
      from: ["valid"],
      to: "approved",
      by: "distributor",
      operations: ["acceptUsageFile", "approveAllUsageRecords", "updateUsageRecord"],
      when: "the distributor accepts it or its file",
    },
    {
      from: ["valid"],
      to: "approved",
      by: "platform",
      operations: [],
      when: "a rule accepts it or its file",
    },
    {
      from: ["valid"],
      to: "rejected",
      by: "distributor",
      operations: ["rejectUsageFile", "updateUsageRecord"],
      when: "the distributor rejects it or its file",
    },
    {
      from: ["approved"],
      to: "rejected",
      by: "distributor",
      operations: ["rejectUsageFile"],
      when: "its file is rejected after it was accepted by itself",
    },
    {
      from: ["valid"],
      to: "rejected",
      by: "platform",
      operations: [],
      when: "a rule rejects it or its file",
    },
    {
      from: ["approved"],
      to: "closed",
      by: "distributor",
      operations: ["closeUsageRecord", "closeUsageRecords", "closeUsageChunk", "closeUsageFile"],
      when: "it is billed",
    },
    {
      from: ["approved"],
      to: "closed",
      by: "platform",
      operations: [],
      when: "a reconciliation gives its billing id and note",
    },
  ],
};
