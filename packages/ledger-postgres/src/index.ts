export { openPostgresLedger, type PostgresLedgerOptions } from "./open-postgres-ledger.ts";
export type { Claim, PlanClaim, SharedLedger, WorkerOptions } from "./shared-ledger.ts";
