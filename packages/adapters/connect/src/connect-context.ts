import type { Clock } from "@usage-billing/http";
import type { DownloadsApi } from "./api/downloads-api.ts";
import type { FilesApi } from "./api/files-api.ts";
import type { RecordsApi } from "./api/records-api.ts";
import type { FileDefaults } from "./file-defaults.ts";

/** What the channel's methods work with. */
export interface ConnectContext {
  /** The channel's id. */
  readonly channel: string;
  /** What a file is for, where its records do not say. */
  readonly defaults: FileDefaults;
  /** Operations on usage files. */
  readonly files: FilesApi;
  /** Operations on usage records. */
  readonly records: RecordsApi;
  /** Signed links. */
  readonly downloads: DownloadsApi;
  /** Tells the time and waits. */
  readonly clock: Clock;
  /** How long to wait for the channel to process or submit a file, in milliseconds. */
  readonly deadline: number;
}
