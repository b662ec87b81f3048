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
