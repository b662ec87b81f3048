import type { ConnectProduct } from "../../catalogue/catalogue.ts";
import type { ConnectRecord } from "../records/connect-record.ts";
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

/** When something happened, and who did it; the platform's own doings have nobody. */
export interface EventMark {
  readonly at: string;
  readonly by?: { readonly id: string; readonly name: string };
}

/** What the vendor says of a file. */
export interface FileDetails {
  description: string | null;
  note: string | null;
  externalId: string | null;
  currency: string | null;
  period: { readonly from: string; readonly to: string } | null;
}

/** Something that the platform will do by itself. */
export interface PlatformStep {
  /** When, in milliseconds since 1970. */
  readonly at: number;
  readonly action: "store" | "check" | "accept";
}

/** A usage file as the twin holds it. */
export interface UsageFile extends FileDetails {
  readonly id: string;
  readonly name: string;
  readonly product: ConnectProduct;
  readonly contract: { readonly id: string; readonly name?: string };
  status: FileStatus;
  errorDetail: string | null;
  acceptanceNote: string | null;
  rejectionNote: string | null;
  events: Partial<Record<FileEvent, EventMark>>;
  /** What was uploaded last, and its bytes. */
  workbook?: UsageWorkbook;
  records: readonly ConnectRecord[];
  /** The distributor's note on its part of the file. */
  chunkNote?: string;
  /** In the order in which they come due. */
  steps: readonly PlatformStep[];
}
