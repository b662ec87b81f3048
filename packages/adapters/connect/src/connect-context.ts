import type { Api } from "./api/connect-call.ts";
import type { FilesApi } from "./api/files/files-api.ts";
import type { RecordsApi } from "./api/records/create-records-api.ts";
import type { FileDefaults } from "./file-defaults.ts";

/** What the channel's methods work with. */
export interface ConnectContext {
  /** The channel's id. */
  readonly channel: string;
  /** What a file is for, where its records do not say. */
  readonly defaults: FileDefaults;
  /** What the operations work with. */
  readonly api: Api;
  /** Operations on usage files. */
  readonly files: FilesApi;
  /** Operations on usage records. */
  readonly records: RecordsApi;
  /** How long to wait for the channel to process or submit a file, in milliseconds. */
  readonly deadline: number;
}
