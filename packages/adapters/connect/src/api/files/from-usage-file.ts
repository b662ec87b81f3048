import type { UsageFile, UsageFileListItem } from "@usage-billing/connect-client";
import { type ConnectEvents, type Counts, fromCounts, fromEvents } from "../wire/from-events.ts";
import { fromReference, type Reference } from "../wire/from-reference.ts";
import { present } from "../wire/present.ts";
import { readDay, readObject, readText, readWord, type Word } from "../wire/read-value.ts";

/** The states of a usage file that the API's document names. */
export type FileStatus =
  | "draft"
  | "uploading"
  | "uploaded"
  | "invalid"
  | "processing"
  | "ready"
  | "rejected"
  | "pending"
  | "accepted"
  | "closed"
  | "deleted";

/** A usage file. */
export interface ConnectFile {
  /** The file's id, `UF-…`. */
  readonly id: string;
  /** Its state in lower case; new words are possible, and an empty text when the channel says none. */
  readonly status: Word<FileStatus>;
  /** How far a reconciliation has come; only in the detail. */
  readonly subStatus?: Word<"processing" | "processed">;
  readonly name?: string;
  /** The vendor's own id of it. */
  readonly externalId?: string;
  readonly description?: string;
  /** ISO 4217. */
  readonly currency?: string;
  /** How the product is reported. */
  readonly schema?: Word<"tr" | "pr" | "qt" | "cr">;
  readonly environment?: Word<"test" | "preview" | "production">;
  /** The first and the last day, UTC, as `YYYY-MM-DD`. */
  readonly period?: { readonly from?: string; readonly to?: string };
  readonly product?: Reference;
  readonly contract?: Reference;
  readonly marketplace?: Reference;
  readonly vendor?: Reference;
  readonly provider?: Reference;
  /** What the distributor wrote when it accepted the file. */
  readonly acceptanceNote?: string;
  /** What the distributor wrote when it rejected the file. */
  readonly rejectionNote?: string;
  /** Why processing failed, in short. */
  readonly errorDetail?: string;
  /** How many records are uploaded in all, and how many are in each state. */
  readonly statistics: Counts;
  /** How many records are valid, invalid and closed; only in the detail. */
  readonly records: Counts;
  readonly events: ConnectEvents;
  /** Signed link to the workbook as uploaded; only in the detail, and only for minutes. */
  readonly uploadedLink?: string;
  /** Signed link to the workbook with the platform's comments; only in the detail, and only for seconds. */
  readonly processedLink?: string;
  /** Signed link to the reconciliation workbook; only in the detail, and only for minutes. */
  readonly reconciliationLink?: string;
  /** What the channel answered, with members that are not named here. */
  readonly raw: UsageFile | UsageFileListItem;
}

function fromPeriod(value: unknown): ConnectFile["period"] {
  const { from, to } = readObject(value);
  const period = present({ from: readDay(from), to: readDay(to) });
  return Object.keys(period).length === 0 ? undefined : period;
}

/**
 * Reads a usage file, tolerantly: statuses may be new or in upper case, any member may be missing or null.
 *
 * @param file - An item of the list, the detail, or the answer of an action.
 * @returns The file.
 */
export function fromUsageFile(file: UsageFile | UsageFileListItem): ConnectFile {
  const detail: Partial<UsageFile> = file;
  return {
    id: file.id,
    status: readWord<FileStatus>(detail.status),
    ...present({
      subStatus: readText(detail.sub_status)?.toLowerCase(),
      name: readText(detail.name),
      externalId: readText(detail.external_id),
      description: readText(detail.description),
      currency: readText(detail.currency),
      schema: readText(detail.schema)?.toLowerCase(),
      environment: readText(detail.environment)?.toLowerCase(),
      period: fromPeriod(detail.period),
      product: fromReference(detail.product),
      contract: fromReference(detail.contract),
      marketplace: fromReference(detail.marketplace),
      vendor: fromReference(detail.vendor),
      provider: fromReference(detail.provider),
      acceptanceNote: readText(detail.acceptance_note),
      rejectionNote: readText(detail.rejection_note),
      errorDetail: readText(detail.error_detail),
      uploadedLink: readText(detail.usage_file_uri),
      processedLink: readText(detail.processed_file_uri),
      reconciliationLink: readText(detail.reconciliation_file_uri),
    }),
    statistics: fromCounts(detail.stats),
    records: fromCounts(detail.records),
    events: fromEvents(detail.events),
    raw: file,
  };
}
