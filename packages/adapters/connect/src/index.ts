export type { AggregatesApi } from "./api/aggregates/create-aggregates-api.ts";
export type { ConnectAggregate, ExactAggregate } from "./api/aggregates/from-usage-aggregate.ts";
export type { CategoriesApi, ConnectCategory } from "./api/categories/create-categories-api.ts";
export type { ChunksApi } from "./api/chunks/create-chunks-api.ts";
export type { ChunkStatus, ConnectChunk } from "./api/chunks/from-usage-chunk.ts";
export type { DownloadOptions } from "./api/downloads/download.ts";
export type { FileOrId } from "./api/files/download-file.ts";
export type { FilesApi, FileWaitOptions } from "./api/files/files-api.ts";
export type { ConnectFile, FileStatus } from "./api/files/from-usage-file.ts";
export type { FileChange, FilePeriod, NewFile } from "./api/files/to-file-body.ts";
export type { WorkbookSource } from "./api/files/to-workbook-file.ts";
export type { ListQuery } from "./api/list/list-query.ts";
export { type OperationId, operationRoles, type Role } from "./api/operation-roles.ts";
export type {
  ReconciliationsApi,
  ReconciliationUploadOptions,
} from "./api/reconciliations/create-reconciliations-api.ts";
export type {
  ConnectReconciliation,
  ReconciliationStatus,
} from "./api/reconciliations/from-usage-reconciliation.ts";
export type { CloseManyOptions, Closings } from "./api/records/close-many.ts";
export type {
  Billing,
  ClosedRecord,
  Closing,
  ClosingResult,
  DoubtfulRecord,
  UnclosedRecord,
} from "./api/records/closing.ts";
export type { RecordsApi } from "./api/records/create-records-api.ts";
export type {
  ConnectRecord,
  ExactRecord,
  RecordParameter,
  RecordStatus,
} from "./api/records/from-connect-record.ts";
export type {
  Absence,
  Choice,
  Comparison,
  Condition,
  Filter,
  Junction,
  Negation,
} from "./api/rql/filter.ts";
export {
  type FilterableProperty,
  type FilterProperty,
  type FilterValue,
  filterable,
  type ListName,
  type Lookup,
  type LookupSet,
  type Ordering,
  type PropertyWith,
} from "./api/rql/filterable.ts";
export { type Where, whereOf } from "./api/rql/where.ts";
export type { ListExpression } from "./api/rql/write-query.ts";
export type { NewRule, RuleChange, RulesApi } from "./api/rules/create-rules-api.ts";
export type { ConnectRule, RuleAction, RuleStatus } from "./api/rules/from-usage-rule.ts";
export type { TemplatesApi } from "./api/templates/create-templates-api.ts";
export type { WaitOptions } from "./api/wait/wait-for-status.ts";
export type { ConnectEvent, ConnectEvents, Counts } from "./api/wire/from-events.ts";
export type {
  AssetReference,
  Binding,
  FileReference,
  ItemReference,
  Reference,
} from "./api/wire/from-reference.ts";
export type { Word } from "./api/wire/read-value.ts";
export { connectCapabilities } from "./capabilities.ts";
export { createConnectChannel } from "./connect-channel.ts";
export type { AccountOptions, ConnectOptions } from "./connect-options.ts";
export { type ConnectUsage, createConnectUsage } from "./connect-usage.ts";
export type { FileDefaults } from "./file-defaults.ts";
export { chunkLifecycle } from "./lifecycle/chunk-lifecycle.ts";
export { fileLifecycle } from "./lifecycle/file-lifecycle.ts";
export {
  type Lifecycle,
  type Mover,
  statesAfter,
  statesBefore,
  type Transition,
} from "./lifecycle/lifecycle.ts";
export { reconciliationLifecycle } from "./lifecycle/reconciliation-lifecycle.ts";
export { recordLifecycle } from "./lifecycle/record-lifecycle.ts";
export { connectRefusals } from "./refusals/connect-refusals.ts";
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
export { readTemplate, type UsageTemplate } from "./workbook/read-template.ts";
export {
  openWorkbook,
  type ReadSheet,
  type ReadWorkbook,
  type ReadWorkbookOptions,
} from "./workbook/read-workbook.ts";
export type { ReconciledRecord } from "./workbook/reconciled-record.ts";
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
export { type RowProblem, streamRowProblems } from "./workbook/stream-row-problems.ts";
export { streamUsageRows } from "./workbook/stream-usage-rows.ts";
export { streamUsageWorkbooks, type UsageWorkbook } from "./workbook/stream-usage-workbooks.ts";
export { type StreamedSheet, streamWorkbook } from "./workbook/stream-workbook.ts";
export type { UsageWorkbookOptions } from "./workbook/usage-workbook-options.ts";
