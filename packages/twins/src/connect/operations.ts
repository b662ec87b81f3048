import {
  downloadChunk,
  getChunk,
  listChunks,
  postCloseChunk,
  postRegenerate,
  putChunk,
} from "./chunks/chunk-operations.ts";
import {
  deleteFile,
  getFile,
  listFiles,
  postAccept,
  postClose,
  postFile,
  postReject,
  putFile,
  submitFile,
} from "./files/file-operations.ts";
import { uploadFile } from "./files/upload-file.ts";
import { distributorOnly, everyone, type OperationEntry, vendorOnly } from "./operation.ts";
import {
  downloadProcessed,
  downloadUploaded,
  getReconciliation,
  listReconciliations,
  postFileReconciliation,
  postReconciliation,
} from "./reconciliations/reconciliation-operations.ts";
import { listAggregates } from "./records/aggregate-operations.ts";
import {
  getRecord,
  listRecords,
  postCloseRecord,
  postCloseRecords,
  putRecord,
} from "./records/record-operations.ts";
import { approveAll, getTemplate, listCategories, reprocess } from "./review-operations.ts";
import { deleteRule, getRule, listRules, postRule, putRule } from "./rules/rule-operations.ts";

/** All operations of the usage module, who may call them, and what they do. */
export const operations: readonly OperationEntry[] = [
  ["GET", "/usage/files", everyone, listFiles],
  ["POST", "/usage/files", vendorOnly, postFile],
  ["GET", "/usage/files/:id", everyone, getFile],
  ["PUT", "/usage/files/:id", vendorOnly, putFile],
  ["POST", "/usage/files/:id/upload", vendorOnly, uploadFile],
  ["POST", "/usage/files/:id/submit", vendorOnly, submitFile],
  ["POST", "/usage/files/:id/delete", vendorOnly, deleteFile],
  ["POST", "/usage/files/:id/accept", distributorOnly, postAccept],
  ["POST", "/usage/files/:id/reject", distributorOnly, postReject],
  ["POST", "/usage/files/:id/close", distributorOnly, postClose],
  ["PUT", "/usage/files/:id/approve-all", distributorOnly, approveAll],
  ["POST", "/usage/files/:id/reprocess", distributorOnly, reprocess],
  ["GET", "/usage/files/:id/categories", everyone, listCategories],
  ["GET", "/usage/products/:id/template", vendorOnly, getTemplate],
  ["GET", "/usage/records", everyone, listRecords],
  ["GET", "/usage/records/:id", everyone, getRecord],
  ["PUT", "/usage/records/:id", distributorOnly, putRecord],
  ["POST", "/usage/records/:id/close", distributorOnly, postCloseRecord],
  ["POST", "/usage/records/close-records", distributorOnly, postCloseRecords],
  ["GET", "/usage/aggregates", everyone, listAggregates],
  ["GET", "/assets/:asset/usage/aggregates", everyone, listAggregates],
  ["GET", "/usage/chunks", distributorOnly, listChunks],
  ["GET", "/usage/chunks/:id", distributorOnly, getChunk],
  ["PUT", "/usage/chunks/:id", distributorOnly, putChunk],
  ["POST", "/usage/chunks/:id/close", distributorOnly, postCloseChunk],
  ["GET", "/usage/chunks/:id/download", distributorOnly, downloadChunk],
  ["POST", "/usage/chunks/:id/regenerate", distributorOnly, postRegenerate],
  ["GET", "/products/:product/usage/rules", distributorOnly, listRules],
  ["POST", "/products/:product/usage/rules", distributorOnly, postRule],
  ["GET", "/products/:product/usage/rules/:id", distributorOnly, getRule],
  ["PUT", "/products/:product/usage/rules/:id", distributorOnly, putRule],
  ["DELETE", "/products/:product/usage/rules/:id", distributorOnly, deleteRule],
  ["POST", "/usage/files/:id/reconciliation", distributorOnly, postFileReconciliation],
  ["GET", "/usage/reconciliations", distributorOnly, listReconciliations],
  ["POST", "/usage/reconciliations", distributorOnly, postReconciliation],
  ["GET", "/usage/reconciliations/:id", distributorOnly, getReconciliation],
  ["GET", "/usage/reconciliations/:id/processedfile", distributorOnly, downloadProcessed],
  ["GET", "/usage/reconciliations/:id/uploadedfile", distributorOnly, downloadUploaded],
];
