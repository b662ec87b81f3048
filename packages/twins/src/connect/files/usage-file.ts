import type { ConnectProduct } from "../../catalogue/catalogue.ts";
import type { EventMark } from "../actor.ts";
import type { ConnectRecord, RecordStatus } from "../records/connect-record.ts";
import type { BilledRow } from "../workbook/billed-row.ts";
import type { UsageWorkbook } from "../workbook/usage-workbook.ts";

/** The states of a usage file, as they are on the wire. */
export type FileStatus =
  | "draft"
  | "uploading"
  | "processing"
  | "invalid"
  | "ready"
  | "pending"
  | "accepted"
  | "rejected"
  | "closed"
  | "deleted";

/** What happened to a file. */
export type FileEvent =
  | "created"
  | "uploaded"
  | "submitted"
  | "accepted"
  | "rejected"
  | "closed"
  | "deleted";

/** What the vendor says of a file. */
export interface FileDetails {
  description: string | null;
  note: string | null;
  externalId: string | null;
  currency: string | null;
  period: { readonly from: string; readonly to: string } | null;
}

/** A usage file as the twin holds it. */
export interface UsageFile extends FileDetails {
  readonly id: string;
  readonly name: string;
  readonly product: ConnectProduct;
  readonly contract: { readonly id: string; readonly name?: string };
  status: FileStatus;
  /** The platform's work on the processed file or on a reconciliation. */
  subStatus: "processing" | "processed" | null;
  errorDetail: string | null;
  acceptanceNote: string | null;
  rejectionNote: string | null;
  events: Partial<Record<FileEvent, EventMark>>;
  /** What was uploaded last, and its bytes. */
  workbook?: UsageWorkbook;
  records: readonly ConnectRecord[];
  /** How many records are in each state. */
  tally: Record<RecordStatus, number>;
  /** How many records have a billing id and a note. */
  billed: number;
  /** What the processed file shows; it is as old as the last processing. */
  processed: readonly BilledRow[];
  /** The id of the last reconciliation that was uploaded for it. */
  reconciliation?: string;
}
