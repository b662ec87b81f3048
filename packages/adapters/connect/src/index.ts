export { connectCapabilities } from "./capabilities.ts";
export { createConnectChannel } from "./connect-channel.ts";
export type { ConnectOptions } from "./connect-options.ts";
export type { FileDefaults } from "./file-defaults.ts";
export { InvalidWorkbookError } from "./workbook/invalid-workbook-error.ts";
