export { connectCapabilities } from "./capabilities.ts";
export { createConnectChannel } from "./connect-channel.ts";
export type { ConnectOptions } from "./connect-options.ts";
export type { FileDefaults } from "./file-defaults.ts";
export {
  type BillingOf,
  fillReconciliation,
} from "./workbook/fill-reconciliation.ts";
export { fromNumberCell, fromTimeCell } from "./workbook/from-cell.ts";
export type { NamedObject, ReportProperties } from "./workbook/from-report-properties.ts";
export type { UsageRow } from "./workbook/from-usage-row.ts";
export { InvalidCellError } from "./workbook/invalid-cell-error.ts";
export { InvalidWorkbookError } from "./workbook/invalid-workbook-error.ts";
export { readReportProperties } from "./workbook/read-report-properties.ts";
export { type RowProblem, streamRowProblems } from "./workbook/read-row-problems.ts";
export { readTemplate, type UsageTemplate } from "./workbook/read-template.ts";
export {
  openWorkbook,
  type ReadSheet,
  type ReadWorkbook,
  type ReadWorkbookOptions,
} from "./workbook/read-workbook.ts";
export type { ReconciledRecord, RecordBilling } from "./workbook/reconciled-record.ts";
export type { AssetCriterionOf, OptionalColumn, RowCriteria } from "./workbook/record-columns.ts";
export {
  type Demand,
  type ReportingSchema,
  type ReportingSchemaId,
  reportingSchemas,
} from "./workbook/reporting-schema.ts";
export type { SheetRow } from "./workbook/sheet-reader.ts";
export type { Cell } from "./workbook/sheet-xml.ts";
export {
  type ReconciliationOptions,
  streamReconciledRecords,
  streamReconciliation,
} from "./workbook/stream-reconciliation.ts";
export { streamUsageRows } from "./workbook/stream-usage-rows.ts";
export { streamUsageWorkbooks, type UsageWorkbook } from "./workbook/stream-usage-workbooks.ts";
export { type StreamedSheet, streamWorkbook } from "./workbook/stream-workbook.ts";
export type { UsageWorkbookOptions } from "./workbook/usage-workbook-options.ts";
