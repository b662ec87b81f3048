import type { ReconciliationStatus } from "../api/reconciliations/from-usage-reconciliation.ts";
import type { Lifecycle } from "./lifecycle.ts";

/** The life of a reconciliation. Only its states are published; how it moves on follows from their names. */
export const reconciliationLifecycle: Lifecycle<ReconciliationStatus> = {
  states: ["uploaded", "processing", "processed", "failed"],
  transitions: [
    {
      from: [],
      to: "uploaded",
      by: "distributor",
      operations: ["createUsageReconciliation", "uploadUsageFileReconciliation"],
      when: "a workbook of bills is uploaded",
    },
    {
      from: ["uploaded"],
      to: "processing",
      by: "platform",
      operations: [],
      when: "its rows are read",
    },
    {
      from: ["processing"],
      to: "processed",
      by: "platform",
      operations: [],
      when: "its bills are booked; rows that could not be are told in the processed workbook",
    },
    {
      from: ["processing"],
      to: "failed",
      by: "platform",
      operations: [],
      when: "the workbook cannot be booked",
    },
  ],
};
