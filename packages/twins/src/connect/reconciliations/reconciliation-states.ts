import type { Transition } from "../lifecycle.ts";
import type { ReconciliationStatus } from "./reconciliation.ts";

/** What can be done to a reconciliation. */
export type ReconciliationAction = "create" | "start" | "finish" | "fail";

/** The life of a reconciliation: it fails when no row of it could be booked. */
export const reconciliationTransitions: readonly Transition<
  ReconciliationStatus,
  ReconciliationAction
>[] = [
  { action: "create", from: null, to: "uploaded", by: ["distributor"] },
  { action: "start", from: "uploaded", to: "processing", by: ["platform"] },
  { action: "finish", from: "processing", to: "processed", by: ["platform"] },
  { action: "fail", from: "processing", to: "failed", by: ["platform"] },
];
