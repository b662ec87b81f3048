import type { operations } from "@usage-billing/connect-client";

/** An operation's id in the OpenAPI document. */
export type OperationId = keyof typeof operations;

/** Whose token an operation takes: the vendor reports, the distributor (the API says provider) bills. */
export type Role = "vendor" | "distributor" | "either";

/**
 * Who may call what. The API's document does not say; this is from the platform's workflow pages and
 * from programs in the field. Uploads of the other role are answered with 403.
 */
export const operationRoles: Readonly<Record<OperationId, Role>> = {
  listUsageFiles: "either",
  createUsageFile: "vendor",
  getUsageFile: "either",
  updateUsageFile: "vendor",
  uploadUsageFile: "vendor",
  submitUsageFile: "vendor",
  deleteUsageFile: "vendor",
  acceptUsageFile: "distributor",
  rejectUsageFile: "distributor",
  closeUsageFile: "distributor",
  approveAllUsageRecords: "distributor",
  uploadUsageFileReconciliation: "distributor",
  reprocessUsageFile: "distributor",
  listUsageFileCategories: "either",
  getUsageTemplate: "vendor",
  listUsageRecords: "either",
  getUsageRecord: "either",
  updateUsageRecord: "distributor",
  closeUsageRecord: "distributor",
  closeUsageRecords: "distributor",
  listUsageChunks: "distributor",
  getUsageChunk: "distributor",
  updateUsageChunk: "distributor",
  closeUsageChunk: "distributor",
  downloadUsageChunk: "distributor",
  regenerateUsageChunk: "distributor",
  listUsageReconciliations: "distributor",
  createUsageReconciliation: "distributor",
  getUsageReconciliation: "distributor",
  downloadProcessedReconciliation: "distributor",
  downloadUploadedReconciliation: "distributor",
  listUsageAggregates: "either",
  listAssetUsageAggregates: "either",
  listUsageRules: "distributor",
  createUsageRule: "distributor",
  getUsageRule: "distributor",
  updateUsageRule: "distributor",
  deleteUsageRule: "distributor",
};

const RULES: Readonly<Record<Role, string>> = {
  vendor: "only the vendor may do this: use a token of the vendor's account",
  distributor:
    "only the distributor (provider) may do this: use a token of the distributor's account",
  either: "this account has no access to it, or the token lacks the permission for usage",
};

/**
 * Tells which rule a 403 is about.
 *
 * @param operation - The operation that was refused.
 * @returns The rule, and what to do about it.
 */
export function toRoleRule(operation: OperationId): string {
  return RULES[operationRoles[operation]];
}
