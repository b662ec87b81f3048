export type {
  CommandConfiguration,
  RollUpConfiguration,
  RollUpFunction,
  SourceColumns,
  SourceConfiguration,
  SqlConfiguration,
} from "./source-configuration.ts";
