export { connectCapabilities } from "./capabilities.ts";
export { createConnectChannel } from "./connect-channel.ts";
export type { ConnectOptions } from "./connect-options.ts";
export type { FileDefaults } from "./file-defaults.ts";
export { fromNumberCell, fromTimeCell } from "./workbook/from-cell.ts";
export { InvalidCellError } from "./workbook/invalid-cell-error.ts";
export { InvalidWorkbookError } from "./workbook/invalid-workbook-error.ts";
export {
  openWorkbook,
  type ReadSheet,
  type ReadWorkbook,
  type ReadWorkbookOptions,
} from "./workbook/read-workbook.ts";
export type { AssetCriterionOf, OptionalColumn, RowCriteria } from "./workbook/record-columns.ts";
export {
  type Demand,
  type ReportingSchema,
  type ReportingSchemaId,
  reportingSchemas,
} from "./workbook/reporting-schema.ts";
export type { SheetRow } from "./workbook/sheet-reader.ts";
export type { Cell } from "./workbook/sheet-xml.ts";
export { streamUsageWorkbooks, type UsageWorkbook } from "./workbook/stream-usage-workbooks.ts";
export { type StreamedSheet, streamWorkbook } from "./workbook/stream-workbook.ts";
export type { UsageWorkbookOptions } from "./workbook/usage-workbook-options.ts";
