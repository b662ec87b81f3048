import type { UsageFile, UsageFileListItem } from "@usage-billing/connect-client";

/** What the adapter needs of a usage file; anything else in an answer is left alone. */
export interface FileState {
  /** The file's id, `UF-…`. */
  readonly id: string;
  /** The channel's word for its state in lower case; new words are possible. */
  readonly status: string;
  /** Why processing failed, in short. */
  readonly errorDetail?: string;
  /** What the distributor wrote when it rejected the file. */
  readonly rejectionNote?: string;
  /** Signed link to the workbook as uploaded; only in the detail, and only for minutes. */
  readonly uploadedLink?: string;
  /** Signed link to the workbook with the platform's comments; only in the detail, and only for seconds. */
  readonly processedLink?: string;
}

/**
 * Reads a usage file, tolerantly: statuses may be new or in upper case, any member may be missing or null.
 *
 * @param file - An item of the list, the detail, or the answer of an action.
 * @returns What the adapter needs of it.
 */
export function fromUsageFile(file: UsageFile | UsageFileListItem): FileState {
  const detail: Partial<UsageFile> = file;
  return {
    id: file.id,
    status: String(detail.status ?? "").toLowerCase(),
    ...(detail.error_detail && { errorDetail: detail.error_detail }),
    ...(detail.rejection_note && { rejectionNote: detail.rejection_note }),
    ...(detail.usage_file_uri && { uploadedLink: detail.usage_file_uri }),
    ...(detail.processed_file_uri && { processedLink: detail.processed_file_uri }),
  };
}
