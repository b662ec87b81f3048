import { UsageBillingError } from "@usage-billing/core";

/** Thrown when no evidence can be given: the ledger knows nothing of it, or a credential would be in it. */
export class EvidenceError extends UsageBillingError {
  override readonly code = "EVIDENCE";
}
