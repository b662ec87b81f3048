export { createSource } from "./create-source.ts";
export { ChangedColumnsError } from "./errors/changed-columns-error.ts";
export { CutOffSourceError } from "./errors/cut-off-source-error.ts";
export { RowOutsideWindowError } from "./errors/row-outside-window-error.ts";
export { SourceError, type SourceErrorCode } from "./errors/source-error.ts";
export { SourceUnavailableError } from "./errors/source-unavailable-error.ts";
export { type ColumnChange, compareColumns } from "./reading/column-watch.ts";
export type {
  ReadOptions,
  SourceEnvironment,
  SourceReading,
  SourceRow,
  SourceSummary,
  UsageSource,
} from "./source.ts";
export type {
  CommandConfiguration,
  RollUpConfiguration,
  RollUpFunction,
  SourceColumns,
  SourceConfiguration,
  SqlConfiguration,
} from "./source-configuration.ts";
export { formatInputProblem, type InputProblem } from "./text/input-problem.ts";
export { type ReadRowsOptions, type Row, type Rows, readRows } from "./text/read-rows.ts";
export type { OnBytes } from "./text/read-text.ts";
export { UnreadableInput } from "./text/unreadable-input.ts";
export { type CalendarUnit, calendarPieces } from "./time/zones.ts";
