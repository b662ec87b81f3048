export type { Claim, PlanClaim, SharedLedger, WorkerOptions } from "./shared-ledger.ts";
