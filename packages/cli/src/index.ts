export { CommandError, EXIT } from "./command-error.ts";
export type {
  ChannelConfiguration,
  CommonConfiguration,
  ConfigurationFile,
  ConnectConfiguration,
  LedgerConfiguration,
  RebillyConfiguration,
  TwoCheckoutConfiguration,
} from "./configuration/configuration.ts";
export type { CommandContext } from "./context.ts";
export type { Columns } from "./input/columns.ts";
export { run } from "./run.ts";
