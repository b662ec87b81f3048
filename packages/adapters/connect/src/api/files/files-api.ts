import type { CallOptions } from "@usage-billing/core";
import type { DownloadOptions } from "../downloads/download.ts";
import type { ListQuery } from "../list/list-query.ts";
import type { WaitOptions } from "../wait/wait-for-status.ts";
import type { Word } from "../wire/read-value.ts";
import type { FileOrId } from "./download-file.ts";
import type { ConnectFile, FileStatus } from "./from-usage-file.ts";
import type { FileChange, NewFile } from "./to-file-body.ts";
import type { WorkbookSource } from "./to-workbook-file.ts";

/** Options of a wait for a file. */
export interface FileWaitOptions extends WaitOptions {
  /** The states that it is no use to wait in. Default: `invalid` and `rejected`, which last until the vendor uploads again; an empty list waits for that, too. */
  readonly deadEnds?: readonly Word<FileStatus>[];
}

/**
 * Usage files. A vendor makes, uploads, submits and deletes them; a distributor accepts, rejects and
 * closes them. The state of a file decides what can be done with it; see `fileLifecycle`.
 */
export interface FilesApi {
  /** Lists files, page after page; deleted ones are among them unless the filter leaves them out. Links and counts of records are only in the detail. */
  list(query?: ListQuery<"files">): AsyncIterable<ConnectFile>;
  /** Reads a file in full. */
  get(id: string, options?: CallOptions): Promise<ConnectFile>;
  /** Makes an empty file. There is no idempotency key: after a lost answer look for its external id. */
  create(file: NewFile, options?: CallOptions): Promise<ConnectFile>;
  /** Changes what a file says of itself; the channel does not answer the file. */
  update(id: string, change: FileChange, options?: CallOptions): Promise<void>;
  /** Uploads its workbook, of 50,000,000 bytes at most. */
  upload(id: string, workbook: WorkbookSource, options?: CallOptions): Promise<ConnectFile>;
  /** Uploads a workbook in place of one that is invalid, ready or rejected; the state is read first, and tells what became of an upload whose answer was lost. */
  reupload(file: FileOrId, workbook: WorkbookSource, options?: CallOptions): Promise<ConnectFile>;
  /** Hands a file to the distributor. */
  submit(id: string, options?: CallOptions): Promise<ConnectFile>;
  /** Deletes a file that the distributor does not have; it stays in the list as `deleted`. */
  delete(id: string, options?: CallOptions): Promise<ConnectFile>;
  /** Accepts a file; as distributor. The note has up to 200 characters. */
  accept(id: string, note: string, options?: CallOptions): Promise<ConnectFile>;
  /** Rejects a file; as distributor. The note has up to 200 characters. */
  reject(id: string, note: string, options?: CallOptions): Promise<ConnectFile>;
  /** Approves every record of a file; as distributor. */
  approveAll(id: string, options?: CallOptions): Promise<ConnectFile>;
  /** Closes a file whose records all have a billing id and note; as distributor. */
  close(id: string, options?: CallOptions): Promise<ConnectFile>;
  /** Has the processed workbook written anew; as distributor. */
  reprocess(id: string, options?: CallOptions): Promise<ConnectFile>;
  /** Uploads billing ids and notes for the records of one file; as distributor. */
  uploadReconciliation(
    id: string,
    workbook: WorkbookSource,
    options?: CallOptions,
  ): Promise<ConnectFile>;
  /** Waits until a file is in one of several states, asking ever more seldom; an error when it does not get there by itself. */
  waitFor(
    id: string,
    statuses: readonly Word<FileStatus>[],
    options?: FileWaitOptions,
  ): Promise<ConnectFile>;
  /** Fetches the workbook as uploaded. */
  downloadUploaded(file: FileOrId, options?: DownloadOptions): Promise<Uint8Array>;
  /** Fetches the workbook with the platform's comments. */
  downloadProcessed(file: FileOrId, options?: DownloadOptions): Promise<Uint8Array>;
  /** Fetches the reconciliation workbook. */
  downloadReconciliation(file: FileOrId, options?: DownloadOptions): Promise<Uint8Array>;
}
